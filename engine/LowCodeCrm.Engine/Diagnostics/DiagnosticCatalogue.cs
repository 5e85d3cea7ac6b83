using System.Collections.Immutable;
using System.Reflection;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>One way in which a diagnostic is worded.</summary>
/// <param name="Severity">Null: a failure while evaluating, which rejects the save.</param>
/// <param name="Message">What varies stands as ‹name›.</param>
public sealed record DiagnosticEntry(string Id, DiagnosticSeverity? Severity, LocalizedText Message);

/// <summary>
/// Every diagnostic of the product with its sentences, for the reference. They are had from the methods themselves, called with placeholders, so that no
/// second list can differ from what authors read.
/// </summary>
public static class DiagnosticCatalogue
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>In the order of their ids.</summary>
    public static ImmutableArray<DiagnosticEntry> All { get; } =
        [.. Reported().Concat(Failures()).DistinctBy(entry => (entry.Id, entry.Message)).OrderBy(entry => entry.Id, StringComparer.Ordinal)];

    private static IEnumerable<DiagnosticEntry> Reported()
    {
        var methods = typeof(DiagnosticBag).GetMethods(Declared)
            .Where(method => method.ReturnType == typeof(void) && !method.IsPrivate && method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(SourceLocation));
        foreach (var method in methods)
        {
            var bag = new DiagnosticBag();
            method.Invoke(bag, [.. method.GetParameters().Select(Placeholder)]);
            foreach (var diagnostic in bag) yield return new DiagnosticEntry(diagnostic.Id, diagnostic.Severity, diagnostic.Message);
        }
    }

    private static IEnumerable<DiagnosticEntry> Failures() =>
        typeof(RuleErrors).GetMethods(BindingFlags.Static | BindingFlags.Public).Where(method => method.ReturnType == typeof(RuleEvaluationException))
            .Select(method => (RuleEvaluationException)method.Invoke(null, [.. method.GetParameters().Select(Placeholder)])!)
            .Select(failure => new DiagnosticEntry(failure.Id, null, failure.Text));

    private static object? Placeholder(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var name = $"‹{parameter.Name}›";
        if (type == typeof(SourceLocation)) return new SourceLocation(new SourceText("‹file›", "‹text›"), new TextSpan(0, 6));
        // A suggestion or a remedy is not always there; the sentence stands without it.
        if (type == typeof(string)) return new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable ? null : name;
        if (type == typeof(LocalizedText)) return LocalizedText.Plain(name);
        if (type == typeof(RuleType)) return RuleType.Record(name);
        if (type == typeof(IEnumerable<string>)) return new[] { name };
        if (type == typeof(ImmutableArray<string>)) return ImmutableArray.Create(name);
        if (type == typeof(Keyword)) return Keywords.When;
        if (type == typeof(DiagnosticFix)) return new DiagnosticFix(LocalizedText.Plain(name), []);
        if (type == typeof(char)) return '≤';
        if (type == typeof(int)) return parameter.Name == "limit" ? 200 : 1;
        if (type == typeof(bool)) return false;
        if (!type.IsValueType && parameter.HasDefaultValue) return null;
        throw new NotSupportedException($"{parameter.Member.Name}: a placeholder for {type} is missing.");
    }
}

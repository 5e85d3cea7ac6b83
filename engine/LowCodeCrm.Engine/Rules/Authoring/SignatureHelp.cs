using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>What a call that is being written takes, and which of it comes now.</summary>
public static class SignatureHelp
{
    /// <param name="source">The file as it is in the editor.</param>
    /// <param name="position">The cursor, a UTF-16 offset.</param>
    /// <param name="rules">The app as far as it is understood.</param>
    /// <param name="locale">The reader's language.</param>
    /// <returns>Null where the cursor is in no call, or in one of what there is not.</returns>
    public static CallSignatures? At(SourceText source, int position, BoundRuleSet rules, string locale)
    {
        if (CursorPath.Of(source, position) is not { } cursor) return null;
        if (cursor.Path.OfType<CallExpressionSyntax>().LastOrDefault(call => !call.Open.IsMissing && call.Close.IsMissing) is not { } call) return null;
        var items = Of(call, rules, new CompletionItems(rules.Model, locale, inJapanese: false)).ToList();
        if (items.Count == 0) return null;
        var argument = call.Arguments.Elements.OfType<SyntaxToken>().Count(comma => !comma.IsMissing && comma.Text.Length > 0);
        var active = Math.Max(0, items.FindIndex(item => item.At(argument) >= 0));
        return new([.. items], active, items[active].At(argument));
    }

    private static IEnumerable<CallSignature> Of(CallExpressionSyntax call, BoundRuleSet rules, CompletionItems items)
    {
        var name = Word.Name(call.Name);
        // The app's own function is meant where it has the name of a built-in.
        if (rules.Functions.FirstOrDefault(f => f.Name == name) is { } own)
            return [CallSignature.Of(name, CompletionItems.Signature(own)[name.Length..], "")];
        var over = OverRecords(call, rules);
        return new[] { over == true ? null : Functions.Find(name), over == false ? null : Functions.FindAggregate(name) }
            .OfType<FunctionInfo>().SelectMany(function => function.Signature.Select(signature => CallSignature.Of(name, signature, items.Describe(function))));
    }

    /// <summary>Whether the first argument names records, as <c>min</c> over deals does, or is a value, as of <c>min(a, b)</c>; null while nothing says so.</summary>
    private static bool? OverRecords(CallExpressionSyntax call, BoundRuleSet rules) => call.Arguments.Items.FirstOrDefault() switch
    {
        RelationArgumentSyntax => true,
        ExpressionArgumentSyntax { Expression: NameExpressionSyntax name } when rules.Model.Find(Word.Name(name.Name)) is not null => null,
        ExpressionArgumentSyntax { Expression: MissingExpressionSyntax } or null => null,
        _ => Functions.Find(Word.Name(call.Name)) is null ? null : false,
    };
}

using System.Collections.Immutable;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding.Analysis;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Designer.Language;

/// <summary>What there is to say of a text as it is being typed.</summary>
/// <param name="Diagnostics">What is wrong.</param>
/// <param name="Costs">What each rule with commands may cost at worst.</param>
/// <param name="Budget">What a save may.</param>
/// <param name="Readings">Conditions and values in words.</param>
internal sealed record ToldJson(IEnumerable<DiagnosticJson> Diagnostics, IEnumerable<ToldJson.Cost> Costs, RuleCost Budget, IEnumerable<ToldJson.Said> Readings)
{
    /// <param name="Start">Where the rule's name stands, UTF-16.</param>
    internal sealed record Cost(int Start, int Line, long Statements, long RowsRead, long RowsWritten, long Commands);

    /// <param name="Start">UTF-16 offset.</param>
    internal sealed record Said(int Start, int Length, string Text);

    public static ToldJson Of(AppCheck check, SourceText source, string locale) => new(
        check.Diagnostics.Where(d => d.Location.File == source.Path).Select(d => DiagnosticJson.Of(d, locale)),
        WorstCase.Of(check.Rules).Where(rule => rule.Location.File == source.Path && rule.Cost != default)
            .Select(rule => new Cost(rule.Location.Span.Start, rule.Location.Start.Line, rule.Cost.Statements, rule.Cost.RowsRead, rule.Cost.RowsWritten, rule.Cost.Commands)),
        WorstCase.SaveBudget,
        Engine.Rules.Authoring.Readings.Of(check.Rules, source.Path, locale).Select(reading => new Said(reading.Span.Start, reading.Span.Length, reading.Text)));
}

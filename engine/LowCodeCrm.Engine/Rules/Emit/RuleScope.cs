using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>A record in scope: the C# variable that holds it.</summary>
internal sealed record ScopedRecord(string Variable, int EntityIndex, bool MayBeNull);

/// <summary>What names mean inside one generated method. Every variable is also a parameter of the methods that aggregates become.</summary>
/// <param name="Saved">The record being saved and its former state (variable "o"), which <c>old</c> and <c>changed</c> mean; null where there is none.</param>
internal sealed record RuleScope(
    ImmutableDictionary<RecordSymbol, ScopedRecord> Records, ImmutableDictionary<VariableSymbol, Code> Variables, ScopedRecord? Saved)
{
    public static readonly RuleScope Empty = new(
        ImmutableDictionary.Create<RecordSymbol, ScopedRecord>(), ImmutableDictionary.Create<VariableSymbol, Code>(), null);

    /// <summary>The scope of a rule: its record is "r", its former state "o".</summary>
    public static RuleScope OfRule(RecordSymbol self, int entityIndex)
    {
        var record = new ScopedRecord("r", entityIndex, false);
        return Empty.With(self, record) with { Saved = record };
    }

    public RuleScope With(RecordSymbol symbol, ScopedRecord record) => this with { Records = Records.SetItem(symbol, record) };
    public RuleScope With(VariableSymbol symbol, Code variable) => this with { Variables = Variables.SetItem(symbol, variable) };

    /// <summary>All C# variables in scope as (type, name), in a fixed order.</summary>
    public IEnumerable<(string Type, string Name)> Locals()
    {
        var records = Records.Values.Select(record => ($"R{record.EntityIndex}", record.Variable));
        var variables = Variables.Values.Select(variable => (variable.CSharpType, variable.Text));
        var saved = Saved is null ? [] : new[] { ($"R{Saved.EntityIndex}", Saved.Variable), ($"R{Saved.EntityIndex}", "o") };
        return records.Concat(variables).Concat(saved).Distinct().OrderBy(local => local.Item2, StringComparer.Ordinal);
    }
}

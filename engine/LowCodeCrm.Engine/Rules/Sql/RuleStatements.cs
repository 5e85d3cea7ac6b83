using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>One expression of the rules as a statement of a database.</summary>
/// <param name="Name">What it serves: <c>policy see_own_team</c>.</param>
/// <param name="Text">A whole SELECT; null where <paramref name="Limitation"/> says what the database cannot compute exactly.</param>
/// <param name="Parameters">What the text names.</param>
public sealed record RuleStatement(string Name, string? Text, SqlLimitation? Limitation, ImmutableArray<SqlParameter> Parameters, SourceLocation Location);

/// <summary>What the rules of an app say in SQL, all of it: selections of commands and segments, policies, computed fields, rollups and the conditions of rules.</summary>
public static class RuleStatements
{
    public static IEnumerable<RuleStatement> Of(BoundRuleSet rules, DatabaseSchema schema, ColumnCodec codec, SqlSyntax syntax)
    {
        foreach (var selection in rules.Selections.Where(s => s.Where is not null))
            yield return Condition($"selection {selection.Index}", selection.Item, selection.Where!, selection.Location, selection.Outer.Select(outer => outer.Symbol));
        foreach (var policy in rules.Policies.Where(p => p.Where is not null)) yield return Condition($"policy {policy.Name}", policy.This, policy.Where!, policy.Location);
        foreach (var entity in rules.ByEntity)
        {
            foreach (var rule in entity.Computed) yield return Value(rule.Name, rule.This, rule.Value, rule.Location);
            foreach (var rule in entity.Rollups) yield return Value(rule.Name, rule.This, rule.Aggregate, rule.Location);
            foreach (var rule in entity.Validations) yield return Condition($"validate {rule.Name}", rule.This, rule.Require, rule.Location);
            foreach (var rule in entity.Warnings) yield return Condition($"warn {rule.Name}", rule.This, rule.When, rule.Location);
            foreach (var rule in entity.FieldStates.Where(r => r.When is not null)) yield return Condition(rule.Name, rule.This, rule.When!, rule.Location);
        }

        RuleStatement Condition(string name, RecordSymbol record, BoundExpression condition, SourceLocation at, IEnumerable<VariableSymbol>? outer = null) =>
            Write(name, record, at, outer ?? [], (translator, scope) => translator.Condition(condition) is var where ? $"SELECT {scope.Row.Id} FROM {scope.From} WHERE {scope.IsLive} AND {where}" : "");

        RuleStatement Value(string name, RecordSymbol record, BoundExpression value, SourceLocation at) =>
            Write(name, record, at, [], (translator, scope) => translator.Selected(value) is var selected ? $"SELECT {string.Join(", ", selected.Columns ?? [selected.Text])} FROM {scope.From}" : "");

        RuleStatement Write(string name, RecordSymbol record, SourceLocation at, IEnumerable<VariableSymbol> outer, Func<SqlTranslator, SqlScope, string> write)
        {
            var context = new SqlContext(rules.Model, schema, codec, rules) { Syntax = syntax };
            var translator = new SqlTranslator(context);
            foreach (var symbol in outer) translator.Define(symbol);
            var scope = translator.Enter(new SqlScope(context, rules.Model.Entity(record.Entity)), record);
            try { return new(name, write(translator, scope), null, [.. context.Parameters], at); }
            catch (SqlLimitation limitation) { return new(name, null, limitation, [], at); }
        }
    }
}

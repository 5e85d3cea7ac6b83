using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>
/// What each stored derived field (computed, rollup) means, as a short text: equal texts give equal values on equal records. It covers called functions and the
/// derived fields that are read, and goes by ids, so that renaming changes nothing.
/// </summary>
public sealed class DerivedFingerprints
{
    private readonly Dictionary<string, BoundRule> rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly CrmModel model;

    private DerivedFingerprints(BoundRuleSet set)
    {
        model = set.Model;
        foreach (var entity in set.ByEntity)
        {
            foreach (var rule in entity.Computed.Where(c => c.Field.IsStored)) rules[rule.Field.Id] = rule;
            foreach (var rule in entity.Rollups) rules[rule.Field.Id] = rule;
        }
    }

    /// <summary>By field id, in its order; entities without stored derived fields are left out.</summary>
    public static ImmutableDictionary<Entity, ImmutableSortedDictionary<string, string>> Of(BoundRuleSet rules)
    {
        var prints = new DerivedFingerprints(rules);
        return prints.rules.GroupBy(r => r.Value.Entity).ToImmutableDictionary(
            g => g.Key, g => g.ToImmutableSortedDictionary(r => r.Key, r => prints.Of(r.Key), StringComparer.Ordinal));
    }

    private string Of(string fieldId)
    {
        if (known.TryGetValue(fieldId, out var print)) return print;
        var (field, value) = rules[fieldId] switch
        {
            ComputedRule computed => (computed.Field, computed.Value),
            RollupRule rollup => (rollup.Field, (BoundExpression)rollup.Aggregate),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{model.TimeZone}|{model.Calendar}|{field.Type}|{field.Scale}|{field.Precision}|");
        Write(text, value);
        return known[fieldId] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private void Write(StringBuilder text, BoundExpression expression)
    {
        text.Append('(').Append(expression.GetType().Name).Append(' ').Append(expression.Type.Kind);
        switch (expression)
        {
            case BoundLiteral literal: Literal(text, literal.Value); break;
            case BoundRecord record: Word(text, record.Symbol.Name); break;
            case BoundVariable variable: Word(text, variable.Symbol.Name); break;
            case BoundField field: Name(text, field.Field); break;
            case BoundOldField old: Name(text, old.Field); break;
            case BoundChanged changed: Name(text, changed.Field); break;
            case BoundMember member: Word(text, member.Member); break;
            case BoundUnary unary: Word(text, unary.Operator.ToString()); break;
            case BoundBinary binary: Word(text, binary.Operator.ToString()); break;
            case BoundIsSet isSet: Word(text, isSet.Negated.ToString()); break;
            case BoundIn membership: Word(text, membership.Negated.ToString()); break;
            case BoundRange range: Word(text, $"{range.Low is null}{range.LowIncluded}{range.High is null}{range.HighIncluded}"); break;
            case BoundLet let: Word(text, let.Symbol.Name); break;
            case BoundCall call: Word(text, call.Function.Name); break;
            case BoundAggregate aggregate:
                Word(text, $"{aggregate.Aggregate}{aggregate.Where is null}");
                Name(text, aggregate.Via);
                break;
            case BoundFunctionCall { Function: var function }:
                foreach (var parameter in function.Parameters) Word(text, parameter.Name);
                if (function.Body is { } body) Write(text, body);
                break;
        }
        foreach (var child in BoundTree.Children(expression)) Write(text, child);
        text.Append(')');
    }

    /// <summary>A field by its id and what its values look like; a derived one with its own meaning.</summary>
    private void Name(StringBuilder text, Field field)
    {
        Word(text, $"{field.Id}:{field.Type}:{field.Scale}");
        if (rules.ContainsKey(field.Id)) Word(text, Of(field.Id));
    }

    private static void Literal(StringBuilder text, object? value) =>
        Word(text, value is TextSet set ? string.Join('\u0001', set.Items) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "\u0000");

    // The length in front keeps neighbours apart.
    private static void Word(StringBuilder text, string word) => text.Append(' ').Append(word.Length).Append(':').Append(word);
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>What answers messages of some channels.</summary>
/// <param name="Name">Known by it in history and logs: its channels.</param>
public sealed record MessageHandler(string Name, ImmutableArray<Channel> Channels, BoundJob Job, SourceLocation Location);

/// <summary>A set of records by condition.</summary>
/// <param name="Members">Which ones; exact in the database.</param>
/// <param name="IsNightly">Worked out anew every night; else whenever it is asked for.</param>
public sealed record SegmentDefinition(string Name, Entity Entity, BoundSelection Members, bool IsNightly, SourceLocation Location);

[Flags]
public enum PolicyActions { None = 0, Read = 1, Create = 2, Update = 4, Delete = 8 }

/// <summary>Who may do what with which records.</summary>
/// <param name="Where">Demands true, exact in the database; null: all records.</param>
public sealed record PolicyDefinition(string Name, Entity Entity, RecordSymbol This, ImmutableArray<string> Roles, PolicyActions Actions, BoundExpression? Where, SourceLocation Location)
{
    /// <summary>What a caller with these roles may do with an entity's records, as one condition over a record: false where no policy of theirs allows it.</summary>
    /// <returns>Null: every record.</returns>
    public static BoundExpression? ConditionOf(IEnumerable<PolicyDefinition> policies, Entity entity, PolicyActions action, IReadOnlyCollection<string> roles, RecordSymbol record)
    {
        BoundExpression? any = null;
        foreach (var policy in policies)
        {
            if (policy.Entity.Name != entity.Name || (policy.Actions & action) == 0 || !policy.Roles.Any(roles.Contains)) continue;
            if (policy.Where is null) return null;
            var where = Over(policy.Where, policy.This, record);
            any = any is null ? where : BoundFactory.Binary(BinaryOperator.Or, any, where)!;
        }
        return any ?? BoundFactory.Literal(false, RuleType.Bool);
    }

    private static BoundExpression Over(BoundExpression expression, RecordSymbol from, RecordSymbol to) =>
        expression is BoundRecord record && record.Symbol == from ? record with { Symbol = to } : BoundTree.Map(expression, inner => Over(inner, from, to));
}

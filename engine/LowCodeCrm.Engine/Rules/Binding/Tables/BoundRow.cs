using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding.Tables;

/// <param name="Condition">True where the row applies.</param>
/// <param name="Tests">For each parameter what the row asks of it; null: anything.</param>
internal sealed record BoundRow(TableRowSyntax Syntax, BoundExpression Condition, ImmutableArray<BoundExpression?> Tests, BoundExpression Result)
{
    /// <summary>Whether both results are constants and the same.</summary>
    public bool AgreesWith(BoundRow other) => Result is BoundLiteral a && other.Result is BoundLiteral b && Equals(a.Value, b.Value);

    /// <summary>Whether both results are constants and differ.</summary>
    public bool Contradicts(BoundRow other) => Result is BoundLiteral a && other.Result is BoundLiteral b && !Equals(a.Value, b.Value);
}

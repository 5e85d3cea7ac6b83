namespace LowCodeCrm.Engine.Rules.Binding.Analysis;

/// <summary>What commands cause at worst, as the budgets of a save count it.</summary>
/// <param name="Statements">Statements that read or write records.</param>
/// <param name="RowsRead">Records loaded; what the database only counts or adds up is none.</param>
/// <param name="RowsWritten">Records made, changed or deleted, without what belongs to those that are deleted.</param>
/// <param name="Commands">Records made, changed or deleted by a command, each as often as it runs.</param>
public readonly record struct RuleCost(long Statements, long RowsRead, long RowsWritten, long Commands)
{
    // Beyond any budget the exact number no longer matters.
    private const long Most = 1_000_000_000;

    public static RuleCost operator +(RuleCost a, RuleCost b) => new(Sum(a.Statements, b.Statements), Sum(a.RowsRead, b.RowsRead), Sum(a.RowsWritten, b.RowsWritten), Sum(a.Commands, b.Commands));

    public RuleCost Times(long times) => new(Math.Min(Most, Statements * times), Math.Min(Most, RowsRead * times), Math.Min(Most, RowsWritten * times), Math.Min(Most, Commands * times));

    /// <summary>The worse of two, figure by figure.</summary>
    public RuleCost Or(RuleCost other) => new(
        Math.Max(Statements, other.Statements), Math.Max(RowsRead, other.RowsRead), Math.Max(RowsWritten, other.RowsWritten), Math.Max(Commands, other.Commands));

    private static long Sum(long a, long b) => Math.Min(Most, a + b);
}

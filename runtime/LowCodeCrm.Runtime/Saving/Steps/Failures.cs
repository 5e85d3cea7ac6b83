using System.Data.Common;
using LowCodeCrm.Engine.Rules.Evaluation;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>What goes wrong inside rules rejects the save; everything else is a bug or an outage and stays an exception.</summary>
internal static class Failures
{
    private const int SqliteConstraintUnique = 2067;

    public static Rejected? Describe(SaveUnit unit, Exception exception)
    {
        var violation = exception switch
        {
            RuleBudgetException budget => SaveMessages.Budget(unit, budget.Budget),
            RuleEvaluationException failure => SaveMessages.Failed(unit, failure),
            DerivedValueException failure => failure.Violation,
            _ => null,
        };
        return violation is null ? null : new Rejected([unit.Deriving is { } derived ? SaveMessages.WhileDeriving(unit, derived.Entity, derived.Id, violation) : violation]);
    }

    public static bool IsKeyTaken(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique };
}

using System.Data.Common;
using LowCodeCrm.Engine.Rules.Evaluation;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>What goes wrong inside rules rejects the save; everything else is a bug or an outage and stays an exception.</summary>
internal static class Failures
{
    private const int SqliteConstraintUnique = 2067;

    public static Rejected? Describe(SaveUnit unit, Exception exception) => exception switch
    {
        RuleBudgetException budget => new Rejected([SaveMessages.Budget(unit, budget.Budget)]),
        RuleEvaluationException failure => new Rejected([SaveMessages.Failed(unit, failure)]),
        _ => null,
    };

    public static bool IsKeyTaken(DbException exception) => exception is SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique };
}

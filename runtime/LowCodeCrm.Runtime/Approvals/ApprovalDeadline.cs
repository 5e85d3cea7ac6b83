using System.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>When a step is due: days end when the app's day does, shorter times to the minute.</summary>
internal static class ApprovalDeadline
{
    /// <returns>An instant, UTC.</returns>
    public static DateTime Of(ApprovalDue due, RuleContext context)
    {
        switch (due.Unit)
        {
            case ApprovalDueUnit.Minutes: return context.Now.AddMinutes(due.Amount);
            case ApprovalDueUnit.Hours: return context.Now.AddHours(due.Amount);
        }
        var today = RuleTime.Today(context)!.Value;
        var last = due.Unit switch
        {
            ApprovalDueUnit.Days => today.AddDays(due.Amount),
            ApprovalDueUnit.Weeks => today.AddDays(7 * due.Amount),
            ApprovalDueUnit.BusinessDays => RuleTime.BusinessDays(context, today, due.Amount)!.Value,
            _ => throw new UnreachableException(),
        };
        return RuleTime.DatetimeAt(context, last.AddDays(1), TimeOnly.MinValue)!.Value;
    }
}

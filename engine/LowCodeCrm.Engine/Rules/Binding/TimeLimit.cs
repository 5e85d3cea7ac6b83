using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Binding;

public enum TimeLimitUnit { Minutes, Hours, Days, Weeks, BusinessDays }

/// <summary>How long something may take: days end when the app's day does, shorter times to the minute.</summary>
public sealed record TimeLimit(int Amount, TimeLimitUnit Unit)
{
    /// <summary>When it is over for what begins now.</summary>
    /// <returns>An instant, UTC.</returns>
    public DateTime EndFrom(RuleContext context)
    {
        switch (Unit)
        {
            case TimeLimitUnit.Minutes: return context.Now.AddMinutes(Amount);
            case TimeLimitUnit.Hours: return context.Now.AddHours(Amount);
        }
        var today = RuleTime.Today(context)!.Value;
        var last = Unit switch
        {
            TimeLimitUnit.Days => today.AddDays(Amount),
            TimeLimitUnit.Weeks => today.AddDays(7 * Amount),
            TimeLimitUnit.BusinessDays => RuleTime.BusinessDays(context, today, Amount)!.Value,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return RuleTime.DatetimeAt(context, last.AddDays(1), TimeOnly.MinValue)!.Value;
    }
}

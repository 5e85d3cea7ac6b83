using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>Lets time pass in a test: schedules run in the order in which they fall due, each at its time; approvals that nobody has decided in time are escalated.</summary>
internal static class TestClock
{
    /// <summary>Runs of one step of a test at most.</summary>
    private const int MaxRuns = 1_000;

    /// <param name="refused">What was refused, if anything was: the last of it.</param>
    /// <returns>Why time cannot pass so; null: it has.</returns>
    public static LocalizedText? MoveTo(SaveTransaction transaction, DateTime to, out SaveResult? refused)
    {
        SaveResult? last = null;
        refused = null;
        var unit = transaction.Unit;
        if (to < unit.Now) return LocalizedText.Of("Time does not go back: this is before the test's clock.", "時刻は戻せません。試験の時計より前です。");
        var schedules = unit.App.Rules.Schedules;
        for (var runs = 0; ; runs++)
        {
            var due = schedules.Select(schedule => (Schedule: schedule, At: schedule.Timing.Next(unit.Now))).Where(one => one.At <= to).OrderBy(one => one.At).ToArray();
            // What waits for a transition until then is late in between.
            if (DeadlineLog.DueAt(unit, due.Length == 0 ? to : due[0].At, 1) is [var late])
            {
                if (runs == MaxRuns) return TooMany();
                unit.MoveTo(late.DueAt > unit.Now ? late.DueAt : unit.Now);
                DeadlineRunner.RunDue(transaction, unit.Now, 1, (_, result) => last = result);
                continue;
            }
            if (due.Length == 0) break;
            if (runs == MaxRuns) return TooMany();
            var at = due[0].At;
            unit.MoveTo(at);
            transaction.EscalateApprovals();
            foreach (var (schedule, _) in due.TakeWhile(one => one.At == at)) Run(transaction, schedule, result => last = result);
        }
        unit.MoveTo(to);
        transaction.EscalateApprovals();
        refused = last;
        return null;
    }

    private static LocalizedText TooMany() => LocalizedText.Of($"More than {MaxRuns} runs of schedules and time limits fall into this time.", $"この間に定期処理や期限の処理が {MaxRuns} 回を超えて動きます。");

    private static void Run(SaveTransaction transaction, ScheduleDefinition schedule, Action<SaveResult> refused)
    {
        foreach (var step in schedule.Steps)
        {
            var (taken, after, isOver) = (0L, (Guid?)null, false);
            while (!isOver)
            {
                (var count, after, isOver) = JobChunk.Run(transaction, step, $"schedule {schedule.Name}", taken, after, AutomationLimits.Default.Chunk, (_, result) => refused(result));
                taken += count;
            }
        }
    }
}

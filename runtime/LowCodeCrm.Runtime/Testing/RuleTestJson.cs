namespace LowCodeCrm.Runtime.Testing;

/// <summary>A report as tools read it.</summary>
public static class RuleTestJson
{
    public static object Of(RuleTestReport report, string locale) => new
    {
        tests = report.Tests.Select(test =>
        {
            var (line, column) = test.Location.Start;
            return new { name = test.Name, passed = test.Passed, message = test.Message?.For(locale), file = test.Location.File, line, column };
        }),
        coverage = new
        {
            rules = Share(report.Coverage.Rules),
            branches = Share(report.Coverage.Branches),
            conditions = Share(report.Coverage.Conditions),
            missing = report.Coverage.Missing,
            missingConditions = report.Coverage.Single.Where(one => !one.Held || !one.Failed).Select(one =>
            {
                var (line, column) = one.Location.Start;
                return new { rule = one.Rule, text = one.Text, neverTrue = !one.Held, neverFalse = !one.Failed, file = one.Location.File, line, column };
            }),
        },
        mutation = report.Mutation is not { } mutation ? null : new
        {
            mutants = mutation.Mutants,
            tried = mutation.Tried,
            killed = mutation.Killed,
            score = mutation.Score,
            survivors = mutation.Survivors.Select(one =>
            {
                var (line, column) = one.Mutant.Location.Start;
                return new { rule = one.Mutant.Rule, from = one.Mutant.From, to = one.Mutant.To, run = one.WasRun, file = one.Mutant.Location.File, line, column };
            }),
        },
    };

    private static object Share(Share share) => new { covered = share.Covered, total = share.Total };
}

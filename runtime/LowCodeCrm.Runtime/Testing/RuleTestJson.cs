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
            rules = new { report.Coverage.Rules.Covered, report.Coverage.Rules.Total },
            branches = new { report.Coverage.Branches.Covered, report.Coverage.Branches.Total },
            missing = report.Coverage.Missing,
        },
    };
}

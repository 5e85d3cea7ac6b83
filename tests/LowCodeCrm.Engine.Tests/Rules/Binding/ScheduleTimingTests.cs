using System.Globalization;
using LowCodeCrm.Engine.Rules.Binding;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Binding;

public sealed class ScheduleTimingTests
{
    [Theory]
    [InlineData("daily at 09:00", "2026-04-01T00:00Z", "2026-04-02T00:00Z 2026-04-03T00:00Z")]
    [InlineData("daily at 09:00", "2026-03-31T23:59Z", "2026-04-01T00:00Z 2026-04-02T00:00Z")]
    [InlineData("weekly on monday, 金曜日 at 00:30", "2026-04-01T00:00Z", "2026-04-02T15:30Z 2026-04-05T15:30Z 2026-04-09T15:30Z")]
    [InlineData("monthly on 1, 31 at 12:00", "2026-01-31T00:00Z", "2026-01-31T03:00Z 2026-02-01T03:00Z 2026-02-28T03:00Z 2026-03-01T03:00Z")]
    [InlineData("monthly on last at 12:00", "2028-02-01T00:00Z", "2028-02-29T03:00Z 2028-03-31T03:00Z")]
    [InlineData("every 15 minutes", "2026-04-01T00:00Z", "2026-04-01T00:15Z 2026-04-01T00:30Z")]
    [InlineData("every 6 hours", "2026-04-01T05:59Z", "2026-04-01T06:00Z 2026-04-01T12:00Z")]
    // Clocks in New York go from 02:00 to 03:00 on 8 March, so 02:30 is 03:30; and show 01:30 twice on 1 November, of which the first counts.
    [InlineData("daily at 02:30 tz \"America/New_York\"", "2026-03-07T00:00Z", "2026-03-07T07:30Z 2026-03-08T07:30Z 2026-03-09T06:30Z")]
    [InlineData("daily at 01:30 tz \"America/New_York\"", "2026-10-31T12:00Z", "2026-11-01T05:30Z 2026-11-02T06:30Z")]
    public void Runs_at_its_times(string timing, string after, string expected)
    {
        var bound = Assert.Single(Bound(timing).Schedules).Timing;
        var times = new List<string>();
        for (var at = DateTime.Parse(after, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal); times.Count < expected.Split(' ').Length;)
        {
            at = bound.Next(at);
            times.Add(at.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture));
        }
        Assert.Equal(expected, string.Join(" ", times));
    }

    [Theory]
    [InlineData("daily { }", "LCR2153")]
    [InlineData("weekly at 09:00 { }", "LCR2154")]
    [InlineData("daily on monday at 09:00 { }", "LCR2155")]
    [InlineData("every 5 minutes at 09:00 { }", "LCR2156")]
    [InlineData("every 5 weeks { }", "LCR2157")]
    [InlineData("every 7 minutes { }", "LCR2158")]
    [InlineData("every 5 minutes { } schedule s daily at 09:00 { }", "LCR2151")]
    [InlineData("weekly on mondy at 09:00 { }", "LCR2159")]
    [InlineData("monthly on 32 at 09:00 { }", "LCR2160")]
    [InlineData("daily at 09:00 tz \"Asia/Tokio\" { }", "LCR2152")]
    [InlineData("daily at 09:00 { set name = \"x\" }", "LCR2161")]
    [InlineData("daily at 09:00 { update account { rank: \"A\" } }", "LCR2008")]
    public void Mistakes_are_diagnosed(string text, string id)
    {
        var ids = Sales.Ids(Sales.Rules($"schedule s {text}").Diagnostics);
        Assert.Equal(id, ids);
    }

    private static BoundRuleSet Bound(string timing)
    {
        var (rules, diagnostics) = Sales.Rules($$"""schedule s {{timing}} { }""".Replace(timing, timing.Contains("tz", StringComparison.Ordinal) || timing.StartsWith("every", StringComparison.Ordinal) ? timing : timing + " tz \"Asia/Tokyo\"", StringComparison.Ordinal));
        Assert.Equal("", Sales.Ids(diagnostics));
        return rules;
    }
}

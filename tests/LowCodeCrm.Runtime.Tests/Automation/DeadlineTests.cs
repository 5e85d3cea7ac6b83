using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Tests.Apps;
using LowCodeCrm.Testing;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

/// <summary>Time limits of transitions on a real database with compiled rules, under a clock that stands still until told.</summary>
public sealed class DeadlineTests
{
    private const string NoLimit = """
        process stages on deal.stage {
          state open initial state won final state lost final
          transition win : open -> won
          transition lose : open -> lost
        }
        """;
    private static readonly string Rules = NoLimit.Replace("transition win : open -> won", """
        transition win : open -> won {
          sla 2 business days else if amount > 0 { create task { title: "late: {name}", account: account } set amount = amount + 1 }
        }
        """, StringComparison.Ordinal);

    // The clock begins on Wednesday, 1 April 2026, 09:00 in Tokyo.
    private static readonly TimeSpan UntilFridayIsOver = TimeSpan.FromHours(24 + 24 + 15);

    [Fact]
    public async Task What_follows_a_time_limit_happens_once_for_each_record_that_still_waits()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules), clock: clock);
        var runner = ScheduleTests.Runner(app.Pipeline, clock, 2);
        foreach (var name in new[] { "a", "b", "c" }) await app.CreateAsync("deal", $$"""{"name": "{{name}}", "amount": 10}""");
        await app.CreateAsync("deal", """{"name": "nothing to do", "amount": 0}""");
        var won = await app.CreateAsync("deal", """{"name": "won in time", "amount": 10}""");
        var deleted = await app.CreateAsync("deal", """{"name": "deleted", "amount": 10}""");
        await app.UpdateAsync("deal", won, """{"stage": "won"}""");
        Assert.IsType<Deleted>(await app.SaveAsync(SaveKind.Delete, "deal", deleted));

        Assert.Equal(clock.GetUtcNow().UtcDateTime + UntilFridayIsOver, await runner.RunDueAsync(app.Host, default));
        clock.Advance(UntilFridayIsOver - TimeSpan.FromMinutes(1));
        await runner.RunDueAsync(app.Host, default);
        Assert.Empty(await app.ListAsync("task"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await runner.RunDueAsync(app.Host, default));
        await app.RestartAsync();
        await ScheduleTests.Runner(app.Pipeline, clock, 2).RunDueAsync(app.Host, default);

        Assert.Equal(["late: a", "late: b", "late: c"], (await app.ValuesAsync("task", "title")).Select(title => title.Trim('"')));
        Assert.Equal(["11", "11", "11", "0", "10"], await app.ValuesAsync("deal", "amount"));

        // A deleted record that comes back waits anew.
        Assert.IsType<Saved>(await app.SaveAsync(SaveKind.Restore, "deal", deleted));
        Assert.NotNull(await ScheduleTests.Runner(app.Pipeline, clock, 2).RunDueAsync(app.Host, default));
    }

    [Fact]
    public async Task Records_that_waited_when_the_limit_was_published_wait_from_then_on()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package(NoLimit), clock: clock);
        var runner = ScheduleTests.Runner(app.Pipeline, clock, 2);
        foreach (var name in new[] { "a", "b", "c" }) await app.CreateAsync("deal", $$"""{"name": "{{name}}", "amount": 10}""");
        Assert.Null(await runner.RunDueAsync(app.Host, default));
        clock.Advance(TimeSpan.FromDays(365));

        await app.PublishAsync(Shop.Package(Rules.Replace("2 business days", "3 hours", StringComparison.Ordinal)));
        var published = clock.GetUtcNow().UtcDateTime;
        Assert.Equal(published.AddHours(3), await runner.RunDueAsync(app.Host, default));
        // Another length begins anew; none is over by itself.
        clock.Advance(TimeSpan.FromHours(2));
        await app.PublishAsync(Shop.Package(Rules.Replace("2 business days", "90 minutes", StringComparison.Ordinal)));
        Assert.Equal(published.AddHours(3.5), await runner.RunDueAsync(app.Host, default));
        clock.Advance(TimeSpan.FromHours(1.5));
        await runner.RunDueAsync(app.Host, default);
        Assert.Equal(3, (await app.ListAsync("task")).Count);
    }

    [Fact]
    public async Task One_record_that_is_refused_leaves_the_others_and_is_not_tried_for_ever()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules + """rules for task { validate short { require length(title) < 10 message "Too long" } }"""), clock: clock);
        var runner = ScheduleTests.Runner(app.Pipeline, clock, 10);
        foreach (var name in new[] { "a", "much too long", "c" }) await app.CreateAsync("deal", $$"""{"name": "{{name}}", "amount": 10}""");
        await runner.RunDueAsync(app.Host, default);
        clock.Advance(UntilFridayIsOver);
        Assert.Null(await runner.RunDueAsync(app.Host, default));
        Assert.Equal(2, (await app.ListAsync("task")).Count);
        Assert.Equal(["11", "10", "11"], await app.ValuesAsync("deal", "amount"));
    }

    [Fact]
    public async Task Tests_see_time_limits_pass() => await Shop.PassAsync(Rules + """
        test late for deal {
          clock 2026-04-01T09:00+09:00
          given deal d = { name: "d", stage: open, amount: 1 }
          when create deal e { name: "e", amount: 5 }
          when tick to 2026-04-03T23:59+09:00 then no effects
          when tick to 2026-04-04T00:00+09:00
          then effects { create task { title: "late: d" } create task { title: "late: e" } update d { amount: 2 } update e { amount: 6 } }
          when tick to 2026-05-01T00:00+09:00 then no effects
        }
        """);

    [Theory]
    [InlineData("sla 0 days else notify owner", "LCR2107")]
    [InlineData("sla 3 business hours else notify owner", "LCR2106")]
    [InlineData("sla 3 moons else notify owner", "LCR2105")]
    [InlineData("sla 3 days else notify owner sla 4 days else notify owner", "LCR2180")]
    [InlineData("sla 3 days else delete nothing", "LCR2001")]
    public void A_limit_that_cannot_be_is_refused(string clause, string id) =>
        Assert.Contains(id, Shop.Mistakes(NoLimit.Replace("transition win : open -> won", $"transition win : open -> won {{ {clause} }}", StringComparison.Ordinal)));
}

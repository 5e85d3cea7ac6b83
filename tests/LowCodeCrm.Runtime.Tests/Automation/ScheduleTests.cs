using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Tests.Apps;
using LowCodeCrm.Testing;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

/// <summary>Schedules on a real database with compiled rules, under a clock that stands still until told.</summary>
public sealed class ScheduleTests
{
    private const string Rules = """
        rules for task { validate short { require length(title) < 10 message en "Too long" ja "長すぎます" } }
        schedule wake daily at 09:30 {
          let before = today() - days(60)
          notify role(sales) message en "since {before}"
          for each one in account where rank in {a, b} and last_on < before limit 5 {
            create task { title: "{one.name}", account: one, due_on: today() }
          }
          for each t in task where due_on = today() limit 100 { update t { due_on: today() + days(1) } }
        }
        """;

    [Fact]
    public async Task A_schedule_runs_when_it_is_due_and_its_log_says_what_it_did()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules), clock: clock);
        var runner = Runner(app, clock, chunk: 2);
        await AccountsAsync(app, "A1", "A2", "A3", "A longer name", "A4", "A5");
        await app.CreateAsync("account", """{"name": "Z", "rank": "c", "last_on": "2020-01-01"}""");
        await app.CreateAsync("account", """{"name": "Y", "rank": "a", "last_on": "2026-03-31"}""");

        Assert.Equal(new DateTime(2026, 4, 1, 0, 30, 0, DateTimeKind.Utc), await runner.RunDueAsync(app.Host, default));
        Assert.Empty(await app.ListAsync("task"));
        clock.Advance(TimeSpan.FromMinutes(29));
        await runner.RunDueAsync(app.Host, default);
        Assert.Empty(await app.ListAsync("task"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new DateTime(2026, 4, 2, 0, 30, 0, DateTimeKind.Utc), await runner.RunDueAsync(app.Host, default));
        await runner.RunDueAsync(app.Host, default);

        Assert.Equal(["A1", "A2", "A3", "A4"], (await app.ValuesAsync("task", "title")).Select(name => name.Trim('"')));
        Assert.All(await app.ValuesAsync("task", "due_on"), day => Assert.Equal("\"2026-04-02\"", day));
        var run = Assert.Single(await RunsAsync(app));
        Assert.Equal((RunState.Done, 1 + 5 + 4, 9, 1, null), (run.State, run.Selected, run.Done, run.Refused, run.By));
        Assert.Equal("account", run.Errors[0].Entity);
        Assert.Contains("Too long", run.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal("since 2026-01-31", (string?)Assert.Single(await Shop.OutboxAsync(app)).Payload["message"]!["en"]);
    }

    [Fact]
    public async Task What_was_missed_is_made_up_once()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package("schedule s daily at 09:30 { notify role(sales) }"), clock: clock);
        await Runner(app, clock).RunDueAsync(app.Host, default);
        clock.Advance(TimeSpan.FromDays(10.5));
        await app.RestartAsync();
        Assert.Equal(new DateTime(2026, 4, 12, 0, 30, 0, DateTimeKind.Utc), await Runner(app, clock).RunDueAsync(app.Host, default));
        Assert.Single(await RunsAsync(app, "s"));
        Assert.Single(await Shop.OutboxAsync(app));
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_behind_the_last_record_it_had_finished()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules), clock: clock);
        await AccountsAsync(app, "A1", "A2", "A3", "A4", "A5");
        await Runner(app, clock).RunDueAsync(app.Host, default);
        clock.Advance(TimeSpan.FromMinutes(30));
        using var stop = new CancellationTokenSource();
        // The clock is read at the beginning of each transaction: this stops before the second piece of the loop.
        var stopping = new StoppingClock(clock, stop, () => app.ListAsync("task").GetAwaiter().GetResult().Count > 0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner(new SavePipeline(stopping, new ChangeFeed(), SaveLimits.Default), stopping, 2).RunDueAsync(app.Host, stop.Token));
        var half = Assert.Single(await RunsAsync(app, "wake"));
        Assert.Equal(RunState.Running, half.State);
        var made = (await app.ListAsync("task")).Count;
        Assert.Equal(2, made);
        await app.RestartAsync();
        await Runner(app, clock, chunk: 2).RunDueAsync(app.Host, default);
        Assert.Equal(["A1", "A2", "A3", "A4", "A5"], (await app.ValuesAsync("task", "title", "title")).Select(name => name.Trim('"')));
        Assert.Equal(RunState.Done, Assert.Single(await RunsAsync(app, "wake")).State);
        Assert.Single(await Shop.OutboxAsync(app));
    }

    [Fact]
    public async Task A_run_of_a_version_that_is_gone_is_abandoned_and_another_timing_counts_anew()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules), clock: clock);
        await AccountsAsync(app, "A1");
        await Runner(app, clock).RunDueAsync(app.Host, default);
        clock.Advance(TimeSpan.FromMinutes(30));
        using var stop = new CancellationTokenSource();
        var stopping = new StoppingClock(clock, stop, () => Shop.OutboxAsync(app).GetAwaiter().GetResult().Count > 0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Runner(new SavePipeline(stopping, new ChangeFeed(), SaveLimits.Default), stopping, 2).RunDueAsync(app.Host, stop.Token));
        await app.PublishAsync(Shop.Package(Rules.Replace("daily at 09:30", "every 1 hours", StringComparison.Ordinal)));
        Assert.Equal(new DateTime(2026, 4, 1, 1, 0, 0, DateTimeKind.Utc), await Runner(app, clock).RunDueAsync(app.Host, default));
        Assert.Equal(RunState.Abandoned, Assert.Single(await RunsAsync(app, "wake")).State);
    }

    [Fact]
    public async Task An_administrator_runs_it_now_and_not_twice_at_a_time()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package("schedule s daily at 09:30 { notify role(sales) }"), clock: clock);
        using (var lease = app.Host.Lease())
        {
            Assert.NotNull(await ScheduleRunner.RequestAsync(lease, lease.App.Rules.Schedules[0], LiveApp.Hanako, clock, default));
            Assert.Null(await ScheduleRunner.RequestAsync(lease, lease.App.Rules.Schedules[0], LiveApp.Hanako, clock, default));
        }
        await Runner(app, clock).RunDueAsync(app.Host, default);
        var run = Assert.Single(await RunsAsync(app, "s"));
        Assert.Equal((RunState.Done, "hanako"), (run.State, run.By));
    }

    [Fact]
    public Task Tests_let_time_pass() => Shop.PassAsync(Rules + """
        test woken for account {
          clock 2026-04-01T09:00+09:00
          given account x = { name: "A1", rank: a, last_on: 2026-01-30 }
          given account y = { name: "A2", rank: a, last_on: 2026-01-31 }
          when tick to 2026-04-01T09:29+09:00
          then no effects
          when tick to 2026-04-01T09:30+09:00
          then effects { notify role(sales) message en "since 2026-01-31"  create task { title: "A1", account: x }  update task { due_on: 2026-04-02 } }
          when tick to 2026-04-02T10:00+09:00
          then today() = 2026-04-02 and count(task via account) = 1
        }
        test too_long for account {
          clock 2026-04-01T09:00+09:00
          given account x = { name: "A longer name", rank: a, last_on: 2026-01-01 }
          when tick to 2026-04-01T10:00+09:00
          then rejected by short
        }
        """);

    private static async Task AccountsAsync(LiveApp app, params string[] names)
    {
        foreach (var name in names) await app.CreateAsync("account", $$"""{"name": "{{name}}", "rank": "a", "last_on": "2026-01-01"}""");
    }

    private static ScheduleRunner Runner(LiveApp app, TimeProvider clock, int chunk = 100) => Runner(app.Pipeline, clock, chunk);

    internal static ScheduleRunner Runner(SavePipeline pipeline, TimeProvider clock, int chunk)
    {
        var limits = new AutomationLimits { Chunk = chunk };
        return new(pipeline, new DeadlineRunner(pipeline, limits, Microsoft.Extensions.Logging.Abstractions.NullLogger<DeadlineRunner>.Instance), clock, limits);
    }

    private static async Task<IReadOnlyList<ScheduleRun>> RunsAsync(LiveApp app, string schedule = "wake")
    {
        using var lease = app.Host.Lease();
        await using var connection = await lease.Database.OpenReadAsync(default);
        return ScheduleLog.Runs(connection, lease.Database.Codec, schedule, 0, 100);
    }

    /// <summary>Stops the work when a look at it finds the moment come.</summary>
    private sealed class StoppingClock(TimeProvider inner, CancellationTokenSource stop, Func<bool> isTime) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            if (isTime()) stop.Cancel();
            return inner.GetUtcNow();
        }
    }
}

using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Tests.Apps;
using LowCodeCrm.Testing;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

public sealed class SegmentTests
{
    private const string Rules = """
        segment dormant of account { where rank in {a, b} and last_on < today() - days(60) and not any(deal via account where stage = open) }
        segment nightly_dormant of account { where last_on < today() - days(60) refresh nightly }
        rules for deal { after save x when stage = lost { for each one in dormant where name <> this.name limit 10 { create task { title: one.name, account: one } } } }
        """;

    [Fact]
    public async Task Members_are_found_by_the_database_now_or_as_of_the_last_night()
    {
        var clock = new ManualClock();
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules), clock: clock);
        var first = await app.CreateAsync("account", """{"name": "A", "rank": "a", "last_on": "2026-01-30"}""");
        await app.CreateAsync("account", """{"name": "B", "rank": "c", "last_on": "2026-01-30"}""");
        await app.CreateAsync("account", """{"name": "C", "rank": "a", "last_on": "2026-01-31"}""");
        Assert.Equal([first], await MembersAsync("dormant"));
        Assert.Equal(2, (await MembersAsync("nightly_dormant")).Count);
        await app.CreateAsync("deal", $$"""{"name": "d", "stage": "open", "account_id": "{{first}}"}""");
        await app.UpdateAsync("account", first, """{"last_on": "2026-03-30"}""");
        Assert.Empty(await MembersAsync("dormant"));
        Assert.Equal(2, (await MembersAsync("nightly_dormant")).Count);

        var runner = ScheduleTests.Runner(app.Pipeline, clock, AutomationLimits.Default.Chunk);
        Assert.Equal(new DateTime(2026, 4, 1, 17, 0, 0, DateTimeKind.Utc), await runner.RunDueAsync(app.Host, default));
        Assert.Equal(2, (await MembersAsync("nightly_dormant")).Count);
        clock.Advance(TimeSpan.FromHours(17));
        await runner.RunDueAsync(app.Host, default);
        Assert.Equal(2, (await MembersAsync("nightly_dormant")).Count);
        Assert.DoesNotContain(first, await MembersAsync("nightly_dormant"));

        async Task<List<Guid>> MembersAsync(string name)
        {
            using var lease = app.Host.Lease();
            var segment = lease.App.Rules.Segments.Single(s => s.Name == name);
            var members = new Segments(lease, segment, clock.GetUtcNow().UtcDateTime);
            var found = await members.MembersAsync(Guid.Empty, 100, default);
            Assert.Equal(found.Count, (await members.CountAsync(default)).Count);
            return found;
        }
    }

    [Fact]
    public Task Loops_go_over_segments() => Shop.PassAsync(Rules + """
        test looped for deal {
          clock 2026-04-01T09:00+09:00
          given account x = { name: "A", rank: a, last_on: 2026-01-30 }
          given account y = { name: "B", rank: c, last_on: 2026-01-30 }
          given account z = { name: "d", rank: a, last_on: 2026-01-30 }
          when create deal d { name: "d", stage: lost }
          then effects { create task { title: "A", account: x } }
        }
        """);

    [Theory]
    [InlineData("segment account of account { where rank = a }", "LCR2166")]
    [InlineData("segment s of acount { where rank = a }", "LCR2040")]
    [InlineData("segment s of account { where rnk is set }", "LCR2001")]
    [InlineData("segment s of account { where business_days(last_on, 1) = today() }", "LCR7101")]
    [InlineData("policy p on deal for agent allow read", "LCR2168")]
    [InlineData("policy p on deal for role(sales) allow read, look where agent = user", "LCR2169")]
    [InlineData("policy p on deal for role(sales) allow read where business_days(today(), 1) = today()", "LCR7101")]
    [InlineData("policy p on deal for role(sales) allow read policy p on deal for role(sales) allow update", "LCR2167")]
    public void Mistakes_are_diagnosed(string rules, string id) => Assert.Equal([id], Shop.Mistakes(rules));

    [Fact]
    public void Policies_of_several_roles_are_one_condition()
    {
        var check = AppCompiler.Check(Shop.Package("""
            policy own on deal for role(sales) allow read, update where agent = user
            policy small on deal for role(sales) allow read where amount < 10
            """));
        Assert.False(check.HasErrors);
        var deal = check.Model.Entity("deal");
        Assert.Equal("Or", Operator(PolicyActions.Read, "sales"));
        Assert.Equal("Equal", Operator(PolicyActions.Update, "sales"));
        Assert.Equal("False", Operator(PolicyActions.Delete, "sales"));
        Assert.Equal("False", Operator(PolicyActions.Read, "support"));

        string? Operator(PolicyActions action, string role) => PolicyDefinition.ConditionOf(check.Rules.Policies, deal, action, [role], new RecordSymbol("this", "deal")) switch
        {
            BoundBinary binary => binary.Operator.ToString(),
            BoundLiteral literal => literal.Value?.ToString(),
            _ => null,
        };
    }
}

using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Tests.Saving;

/// <summary>A rule of another record that fails because of what was saved refuses it, naming the rule and the record.</summary>
public sealed class SettlingTests
{
    private const string Reason = "Account \"Aoyama\": Rule \"rollup total\": total: The number may have 16 digits before the point.";

    [Fact]
    public async Task A_save_is_rejected_when_a_rollup_elsewhere_cannot_be_stored()
    {
        await using var app = await StartAsync();
        var account = await app.IdOf(app.CreateAsync(app.Account, """{"name": "Aoyama"}"""));
        await app.IdOf(app.CreateAsync(app.Deal, Deal(account)));
        var rejected = Assert.IsType<Rejected>(await app.CreateAsync(app.Deal, Deal(account)));
        Assert.Equal([Reason], rejected.Violations.Select(v => v.Message));
        Assert.Equal("rollup total", rejected.Violations[0].Rule);
        Assert.Equal(1, await app.CountAsync("deal"));
    }

    [Fact]
    public async Task Saves_that_only_together_make_a_rule_fail_are_rejected_together()
    {
        await using var app = await StartAsync();
        var account = await app.IdOf(app.CreateAsync(app.Account, """{"name": "Aoyama"}"""));
        var refused = await Assert.ThrowsAsync<SaveRejectedException>(() => app.Pipeline.InTransactionAsync(app.Lease, TestApp.Hanako, app.Pipeline.Limits, transaction =>
        {
            for (var i = 0; i < 2; i++) Assert.IsType<Saved>(transaction.Save(SaveRequest.Create(app.Deal, app.Read(app.Deal, Deal(account)))));
            return true;
        }, CancellationToken.None));
        Assert.Equal(Reason, refused.Rejected.Violations.Single().Message);
        Assert.Equal(0, await app.CountAsync("deal"));
    }

    [Fact]
    public async Task A_refused_save_leaves_what_earlier_ones_of_the_transaction_made_due()
    {
        await using var app = await StartAsync();
        var account = await app.IdOf(app.CreateAsync(app.Account, """{"name": "Aoyama"}"""));
        var results = await app.Pipeline.InTransactionAsync(app.Lease, TestApp.Hanako, app.Pipeline.Limits, transaction =>
            Enumerable.Range(0, 3).Select(i => transaction.TrySave(SaveRequest.Create(app.Deal, app.Read(app.Deal, Deal(account, i == 2 ? 5 : 9_000_000_000_000_000))), settled: true)).ToArray(), CancellationToken.None);
        Assert.Equal([true, false, true], results.Select(r => r.IsSuccess));
        var stored = await app.LoadAsync(app.Account, account);
        Assert.Equal(9_000_000_000_000_005m, stored!.GetValue(app.Account.Field("total").Index));
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(rules: (app, rules) => rules.Sum(app.Account, "total", app.Deal, "account", "amount"));

    private static string Deal(Guid account, long amount = 9_000_000_000_000_000) => $$"""{"title": "Large", "account": "{{account}}", "amount": {{amount}} }""";
}

using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Tests.Apps;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

public sealed class ForEachTests
{
    private const string Rules = """
        rules for account {
          after save lost when changed(rank) and rank = c {
            let limit_amount = won ?? 10
            for each d in deal via account where stage = open and amount <= limit_amount and contact.name <> this.name and not any(task via contact where contact = d.contact and account = this) limit 3 {
              update d { stage: lost, name: "{d.name} of {name}" }
              if d.contact is set { create task { title: "tell {d.contact.name}", account: this, contact: d.contact, due_on: last_on } }
            }
          }
        }
        """;

    [Fact]
    public async Task Records_are_selected_by_the_database_and_the_first_ones_up_to_the_limit_are_changed()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules.Replace(" and not any(task via contact where contact = d.contact and account = this)", "", StringComparison.Ordinal)));
        var account = await app.CreateAsync("account", """{"name": "Aoyama", "won": 20.5, "last_on": "2026-04-01"}""");
        var hanako = await app.CreateAsync("contact", """{"name": "Hanako"}""");
        var same = await app.CreateAsync("contact", """{"name": "Aoyama"}""");
        foreach (var (name, amount, stage, contact) in new[] { ("1", "20.5", "open", $"\"{hanako}\""), ("2", "20.51", "open", $"\"{hanako}\""), ("3", "1", "won", "null"), ("4", "1", "open", $"\"{same}\""), ("5", "1", "open", "null"), ("6", "1", "open", "null"), ("7", "1", "open", "null") })
            await app.CreateAsync("deal", $$"""{"name": "{{name}}", "amount": {{amount}}, "stage": "{{stage}}", "account_id": "{{account}}", "contact_id": {{contact}}}""");
        await app.CreateAsync("deal", """{"name": "8", "amount": 1, "stage": "open"}""");
        await app.UpdateAsync("account", account, """{"rank": "c"}""");
        Assert.Equal(["1 of Aoyama", "2", "3", "4", "5 of Aoyama", "6 of Aoyama", "7", "8"], (await app.ValuesAsync("deal", "name")).Select(name => name.Trim('"')));
        Assert.Equal(["\"tell Hanako\""], await app.ValuesAsync("task", "title"));
        Assert.Equal(["\"2026-04-01\""], await app.ValuesAsync("task", "due_on"));
    }

    [Fact]
    public Task Tests_run_loops_on_the_interpreter() => Shop.PassAsync(Rules.Replace(" and not any(task via contact where contact = d.contact and account = this)", "", StringComparison.Ordinal) + """
        test lost_deals for account {
          given account a = { name: "Aoyama", won: 20.5 }
          given account other = { name: "Other" }
          given contact hanako = { name: "Hanako" }
          given deal d = { name: "1", stage: open, amount: 20.5, account: a, contact: hanako }
          given deal e = { name: "2", stage: open, amount: 21, account: a }
          given deal f = { name: "3", stage: open, amount: 1, account: other }
          when update a { rank: c }
          then effects { update d { stage: lost, name: "1 of Aoyama" }  create task { title: "tell Hanako", contact: hanako, account: a } }
          then e.stage = open and f.stage = open
        }
        """);

    [Fact]
    public async Task A_loop_over_more_than_the_budget_rejects_the_save_and_names_it()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package("""
            rules for account { after save all { for each d in deal limit 1000 { update d { name: "x" } } } }
            """), limits: SaveLimits.Default with { Commands = 3 });
        for (var i = 0; i < 4; i++) await app.CreateAsync("deal", """{"name": "d"}""");
        var refused = Assert.IsType<Rejected>(await app.SaveAsync(SaveKind.Create, "account", Guid.Empty, """{"name": "A"}"""));
        Assert.Contains("all", Assert.Single(refused.Violations).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\"x\"", await app.ValuesAsync("deal", "name"));
    }

    [Theory]
    [InlineData("for each d in deal { notify role(sales) }", "LCR2146")]
    [InlineData("for each d in deal limit 50_001 { notify role(sales) }", "LCR2147")]
    [InlineData("for each d in deal via contact limit 5 { notify role(sales) }", "LCR2148")]
    [InlineData("for each d in deals limit 5 { notify role(sales) }", "LCR2040")]
    [InlineData("for each d in deal where amont = 1 limit 5 { notify role(sales) }", "LCR2001")]
    [InlineData("for each d in deal where business_days(today(), 1) = today() limit 5 { notify role(sales) }", "LCR7101")]
    [InlineData("for each d in deal where amount limit 5 { notify role(sales) }", "LCR2003")]
    public void Mistakes_are_diagnosed(string command, string id) => Assert.Equal([id], Shop.Mistakes($$"""rules for account { after save x { {{command}} } }"""));
}

using LowCodeCrm.Runtime.Tests.Apps;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

/// <summary><c>start process</c>: what has no state yet, or is at its end, begins; what is under way goes on.</summary>
public sealed class StartProcessTests
{
    private const string Rules = """
        process stages on deal.stage {
          state open initial state won final state lost final
          transition win : open -> won
        }
        rules for task {
          after save when title = "again" { for each d in deal where account = this.account limit 10 { start process stages on d } }
        }
        rules for deal { after save when name = "self" { start process stages } }
        """;

    [Fact]
    public async Task A_process_begins_where_it_is_over_and_goes_on_where_it_is_under_way()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules));
        var account = await app.CreateAsync("account", """{"name": "A"}""");
        foreach (var (name, stage) in new[] { ("lost", "\"lost\""), ("won", "\"won\""), ("open", "\"open\""), ("none", "null") })
            await app.CreateAsync("deal", $$"""{"name": "{{name}}", "stage": {{stage}}, "account_id": "{{account}}"}""");
        var self = await app.CreateAsync("deal", """{"name": "other", "stage": "lost"}""");

        await app.CreateAsync("task", $$"""{"title": "again", "account_id": "{{account}}"}""");
        await app.UpdateAsync("deal", self, """{"name": "self"}""");
        Assert.All(await app.ValuesAsync("deal", "stage"), stage => Assert.Equal("\"open\"", stage));
        // What was open already was not touched.
        Assert.Equal(["2", "2", "1", "2", "3"], await app.ValuesAsync("deal", "version"));
    }

    [Fact]
    public async Task Tests_see_it_as_the_change_that_it_is() => await Shop.PassAsync(Rules + """
        test again for deal {
          given account a = { name: "A" }
          given deal d = { name: "d", stage: lost, account: a }
          when create task t { title: "again", account: a }
          then effects { update d { stage: open } }
        }
        """);
}

using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Commands;

/// <summary>check, test, plan and publish of a package, the last against a server of its own.</summary>
public sealed class PublishCommandTests : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(), "crm-publish-" + Guid.NewGuid().ToString("N"));
    private string Data => Path.Combine(root, "data");

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Package(string name, string moreFields = "", string rules = "")
    {
        var folder = Path.Combine(root, name);
        CommandWorld.Write(folder, moreFields, rules);
        return folder;
    }

    [Fact]
    public async Task A_version_is_planned_published_refused_and_consented_to()
    {
        var first = Package("one");
        var second = Package("two", ", \"extra\": {\"type\": [\"string\", \"null\"], \"x-crm\": {\"id\": \"f_extra\"}}");
        await using var server = await CommandWorld.ServeAsync(Data, first);
        var key = (await Crm.RunAsync(["key", "new", "--user", "admin", "--data", Data])).Output.Trim();
        Task<CrmResult> Run(params string[] arguments) => Crm.RunAsync([.. arguments, "--to", server.Address], null, ("LOWCODECRM_KEY", key));

        Assert.Contains("Nothing would change.", (await Run("plan", first)).Output);
        var plan = await Run("plan", second);
        Assert.Contains("addField thing.extra", plan.Output);
        Assert.Equal(JsonNode.Parse((await Run("plan", second, "--json")).Output)!.ToJsonString(), JsonNode.Parse((await Crm.RunAsync(["plan", second, "--data", Data, "--json"])).Output)!.ToJsonString());

        var published = await Run("publish", second);
        Assert.True(published.ExitCode == 0 && published.Output.Contains("Version 2 is live.", StringComparison.Ordinal), published.ToString());

        var refused = await Run("publish", first);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--consent thing.extra", refused.Error);
        Assert.Contains("Version 3 is live.", (await Run("publish", first, "--consent", "thing.extra")).Output);

        var broken = await Run("publish", Package("three", rules: "rules for nothing { }"));
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("rules/thing.rules(", broken.Error);

        var unknown = await Crm.RunAsync(["publish", first, "--to", server.Address, "--key", "wrong"]);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("API key", unknown.Error);
    }

    [Fact]
    public async Task Wrong_usage_is_exit_code_2()
    {
        var package = Package("one");
        Assert.Equal(2, (await Crm.RunAsync(["publish", package, "--to", "nonsense", "--key", "k"])).ExitCode);
        Assert.Equal(2, (await Crm.RunAsync(["publish", package, "--to", "http://127.0.0.1:1"])).ExitCode);
        Assert.Equal(2, (await Crm.RunAsync(["publish", package, "--key", "k"])).ExitCode);
        var nobody = await Crm.RunAsync(["publish", package, "--to", "http://127.0.0.1:1", "--key", "k"]);
        Assert.True(nobody.ExitCode == 1 && nobody.Error.Contains("cannot be reached", StringComparison.Ordinal), nobody.ToString());
    }

    [Fact]
    public async Task Tests_are_run_and_told_of()
    {
        var none = await Crm.RunAsync(["test", Package("one"), "--json"]);
        Assert.Equal(0, none.ExitCode);
        Assert.Empty(JsonNode.Parse(none.Output)!["tests"]!.AsArray());

        var good = await Crm.RunAsync(["test", Package("two", rules: "test positive for thing { given thing t = { code: \"a\", amount: 1 } then t.amount = 1 }")]);
        Assert.True(good.ExitCode == 0 && good.Output.Contains("passed  thing.positive", StringComparison.Ordinal), good.ToString());

        var bad = Package("three", rules: "test positive for thing { given thing t = { code: \"a\", amount: 1 } then t.amount = 2 }");
        var told = await Crm.RunAsync(["test", bad]);
        Assert.True(told.ExitCode == 1 && told.Output.Contains("it was 1", StringComparison.Ordinal), told.ToString());
        var test = JsonNode.Parse((await Crm.RunAsync(["test", bad, "--json"])).Output)!["tests"]![0]!;
        Assert.Equal(("thing.positive", false, 4), ((string?)test["name"], (bool)test["passed"]!, (int)test["line"]!));
    }
}

using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Testing;
using LowCodeCrm.Testing;

namespace LowCodeCrm.Runtime.Tests.Testing;

public sealed class RuleTestRunnerTests
{
    private static readonly AppPackage Sample = PackageFiles.ReadFolder(Path.Combine(Repository.Root, "samples", "sales-crm"));

    [Fact]
    public async Task The_samples_tests_pass_and_tell_what_they_cover()
    {
        var report = await RunAsync(null);
        Assert.True(report.Passed, string.Join("\n", report.Tests.Select(test => $"{test.Name}: {test.Message?.For("en")}")));
        Assert.True(report.Coverage.Rules.Covered > report.Coverage.Rules.Total / 2, report.Coverage.ToString());
        Assert.DoesNotContain(report.Coverage.Missing, one => one.StartsWith("opportunity.won_needs_amount", StringComparison.Ordinal));
        Assert.Contains("activity.ends_after_start: never violated", report.Coverage.Missing);
    }

    [Fact]
    public async Task Single_conditions_and_mistakes_that_nobody_notices_are_told_with_their_place()
    {
        const string rules = """
            rules for product { validate sane { when active require unit_price > 10 and unit_price <= 20 message "No" at unit_price } }
            test fits for product { when create product { code: "P-9", name: "a", unit_price: 15, active: true } then name = "a" }
            test too_dear for product { when create product { code: "P-9", name: "a", unit_price: 21, active: true } then rejected by sane }
            test just_right for product { when create product { code: "P-9", name: "a", unit_price: 20, active: true } then name = "a" }
            """;
        var report = await RunAsync(rules, new MutationOptions());
        Assert.DoesNotContain(report.Tests, test => !test.Passed);
        var single = report.Coverage.Single.Where(one => one.Rule == "product.sane").Select(one => $"{one.Text} {one.Held} {one.Failed}");
        Assert.Equal(["active True False", "unit_price > 10 True False", "unit_price <= 20 True True"], single);
        var survivors = report.Mutation!.Survivors.Where(one => one.Mutant.Rule == "product.sane").Select(one => $"{one.Mutant.Location.Start.Line}: {one.Mutant.From} -> {one.Mutant.To}").ToArray();
        // The lower bound is tried by no test; the upper one is.
        Assert.Contains("1: unit_price > 10 -> unit_price >= 10", survivors);
        Assert.Contains("1: unit_price > 10 and unit_price <= 20 -> unit_price <= 20", survivors);
        Assert.DoesNotContain("1: unit_price <= 20 -> unit_price < 20", survivors);
        Assert.DoesNotContain("1: unit_price > 10 and unit_price <= 20 -> true", survivors);
        Assert.Equal(report.Mutation.Tried, report.Mutation.Killed + report.Mutation.Survivors.Length);
    }

    [Fact]
    public async Task What_fails_is_told_at_its_step()
    {
        var report = await RunAsync("""
            test accepted for account { when create account { name: "a" } then rejected }
            test refused for account { when create account { name: "a", code: "x" } then name = "a" }
            test refused_at_the_end for account { when create account { name: "a", code: "x" } }
            test by_another for account { when create account { name: "a", code: "x" } then rejected by tidy }
            test elsewhere for account { when create account { name: "a", code: "x" } then rejected by code_shape at name }
            test other_value for account { given account a = { name: "a" } then a.name = "b" }
            test no_call for opportunity { given account a = { name: "a" } given opportunity d = { name: "d", account: a, stage: prospecting, amount: 1 }
              when update d { stage: proposal, next_contact_on: 2026-04-02 } then no effects }
            test other_call for opportunity { given account a = { name: "a" } given opportunity d = { name: "d", account: a, stage: prospecting, amount: 1 }
              when update d { stage: proposal, next_contact_on: 2026-04-02 } then effects { create activity { kind: visit } } }
            test no_way for opportunity { given account a = { name: "a" } given opportunity d = { name: "d", account: a, stage: prospecting } when update d { stage: won } then rejected by no_transition }
            """);
        Snapshot.Verify(string.Join("\n", report.Tests.Where(test => test.Location.File == "rules/more.rules").Select(test => $"{test.Name} {test.Location.Start}: {test.Message?.For("en") ?? "passed"} | {test.Message?.For("ja")}")));
    }

    [Fact]
    public async Task A_test_has_its_clock_its_user_and_its_rows()
    {
        var report = await RunAsync("""
            test mine for account {
              clock 2026-12-31T23:30+09:00   user hanako { role: sales }
              for each (given_name, size) in { ("Ａ", 1), ("b ", 1), ("日本", 2) }
              when create account x { name: given_name, owner: hanako }
              then x.owner = user and x.owner = hanako and role(sales) and length(x.name) = size
              then today() = 2026-12-31
              when delete x
              then no effects
            }
            """);
        Assert.Equal([(1, true), (2, true), (3, true)], report.Tests.Where(test => test.Name.StartsWith("account.mine", StringComparison.Ordinal)).Select((test, i) => (i + 1, test.Passed)));
    }

    [Theory]
    [InlineData("test t for acount { }", "LCR2040")]
    [InlineData("test t for account { when update b { name: \"x\" } }", "LCR2077")]
    [InlineData("test t for account { given opportunity d = { name: \"x\" } when transition wn on d }", "LCR2078")]
    [InlineData("test t for account { for each (a, b) in { (1, 2), (3) } }", "LCR2079")]
    [InlineData("test t for account { } test t for account { }", "LCR2076")]
    [InlineData("test t for account { given account a = { name: \"a\" } when submit a }", "LCR2110")]
    [InlineData("test t for account { given account a = { nme: \"x\" } }", "LCR2005")]
    [InlineData("test t for account { then 1 + 1 }", "LCR2003")]
    [InlineData("test t for account { user hanako { role: sale } }", "LCR2018")]
    public void Mistakes_in_tests_are_diagnosed(string text, string id) =>
        Assert.Contains(id, AppCompiler.Check(With(text)).Diagnostics.Select(diagnostic => diagnostic.Id));

    private static AppPackage With(string? tests) => tests is null ? Sample : new AppPackage([.. Sample.Files.Values.Where(file => !file.Path.StartsWith("data/", StringComparison.Ordinal)), PackageFile.FromText("rules/more.rules", tests)]);

    private static async Task<RuleTestReport> RunAsync(string? tests, MutationOptions? mutation = null)
    {
        var compiled = AppCompiler.Compile(With(tests));
        Assert.DoesNotContain(compiled.Diagnostics, diagnostic => diagnostic.Severity == Engine.Diagnostics.DiagnosticSeverity.Error);
        using var app = compiled.App!;
        return await RuleTestRunner.RunAsync(app, TestContext.Current.CancellationToken, mutation);
    }
}

using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Testing;
using LowCodeCrm.Testing;

namespace LowCodeCrm.Runtime.Tests.Testing;

/// <summary>Approvals as rule tests see them: written in the language, run through the pipeline.</summary>
public sealed class ApprovalRuleTests
{
    private const string Approval = """
        approval big_deal on opportunity {
          submit when amount >= 1_000_000
          lock amount, close_on
          step manager when amount < 10_000_000 : owner.manager
          step board when amount >= 5_000_000 : 2 of role(sales)
          on approved { set name = "approved" create activity { subject: "ok", kind: call, status: planned, opportunity: this } }
          on rejected { set name = "rejected" }
          on returned { set name = "returned" set amount = 1 }
          on withdrawn { set name = "withdrawn" }
        }
        """;

    private const string People = """
        user kenji { role: sales } user aoi { role: sales } user hanako { role: sales, manager: kenji }
        given account a = { name: "a" }
        """;

    [Fact]
    public async Task What_nobody_has_decided_in_time_is_escalated_when_time_passes()
    {
        var report = await RunAsync($$"""
            approval slow on opportunity {
              submit when amount >= 1_000_000
              step manager : owner.manager due 2 days escalate owner.manager.manager
              on approved { set name = "approved" }
            }
            test escalated for opportunity {
              clock 2026-04-01T09:00+09:00
              user boss { role: sales } user kenji { role: sales, manager: boss } user hanako { role: sales, manager: kenji }
              given account a = { name: "a" }
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 2_000_000, owner: hanako }
              when submit d
              when tick to 2026-04-02T09:00+09:00
              when approve d by boss then rejected
              when tick to 2026-04-04T09:00+09:00
              when approve d by boss then d.name = "approved"
            }
            """);
        Assert.All(report.Tests, result => Assert.True(result.Passed, result.Message?.For("en")));
    }

    [Fact]
    public async Task Conditions_of_approvals_are_covered_and_mistakes_in_them_noticed()
    {
        var report = await RunAsync($$"""
            {{Approval}}
            test one_step for opportunity { {{People}}
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 2_000_000, owner: hanako }
              when submit d
              when approve d by kenji then d.name = "approved"
            }
            """, mutation: true);
        Assert.Contains(report.Coverage.Single, one => one.Rule == "opportunity.big_deal" && one.Held && !one.Failed);
        Assert.Contains(report.Coverage.Single, one => one.Rule == "opportunity.big_deal board" && !one.Held && one.Failed);
        // Only whether it is left out is noticed of the board's limit, since no deal comes near it; what the outcome writes is.
        Assert.Contains(report.Mutation!.Survivors, one => one.Mutant.Rule == "opportunity.big_deal board" && one.WasRun);
        Assert.DoesNotContain(report.Mutation.Survivors, one => one.Mutant.Rule == "opportunity.big_deal approved" && one.Mutant.To.Contains("approved?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Conditions_of_rollups_are_covered_and_mistakes_in_them_noticed()
    {
        const string Test = "test counted for opportunity { given account a = { name: \"a\" } given opportunity one = { name: \"1\", account: a, stage: won, amount: 5 } given opportunity d = { name: \"d\", account: a, stage: prospecting, amount: 7 } when update d { name: \"e\" } then d.account.open_total = 7 }";
        var report = await RunAsync(Test, mutation: true);
        Assert.All(report.Tests, test => Assert.True(test.Passed, test.Message?.For("en")));
        Assert.Contains(report.Coverage.Single, one => one.Rule == "account.rollup open_total" && one.Held && one.Failed);
        Assert.Contains(report.Mutation!.Survivors, one => one.Mutant.Rule == "account.rollup last_won_on");
        Assert.DoesNotContain(report.Mutation.Survivors, one => one.Mutant.Rule == "account.rollup open_total" && one.Mutant.To.StartsWith("stage in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Why_is_answered_in_tests_and_what_it_does_not_say_is_told_with_what_it_does()
    {
        var report = await RunAsync("""
            rules for opportunity {
              validate big_enough { when stage = won require amount >= 500 message en "Too small" ja "小さすぎます" at amount }
            }
            test said for opportunity {
              given account a = { name: "a" }
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 100 }
              then explains big_enough contains "求められません"
            }
            test refused for opportunity {
              given account a = { name: "a" }
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 100 }
              when update d { stage: won }
              then explains big_enough contains "500"
            }
            test wrong for opportunity {
              given account a = { name: "a" }
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 100 }
              when update d { stage: won }
              then explains big_enough contains "no such words"
            }
            """);
        Assert.All(report.Tests.Take(2), result => Assert.True(result.Passed, result.Message?.For("en")));
        Assert.Contains("500", report.Tests[2].Message!.For("en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_language_says_of_approvals_happens()
    {
        var report = await RunAsync($$"""
            {{Approval}}
            test one_step for opportunity { {{People}}
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 2_000_000, owner: hanako }
              when submit d then d.name = "d"
              when update d { amount: 3_000_000 } then rejected by big_deal at amount
              when update d { name: "other" } then d.name = "other"
              when delete d then rejected
              when approve d then rejected
              when approve d by kenji
              then d.name = "approved"
              when update d { amount: 3_000_000 } then d.amount = 3_000_000
            }
            test outcome_has_effects for opportunity { {{People}}
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 2_000_000, owner: hanako }
              when submit d for big_deal
              when approve d by kenji
              then effects { create activity { subject: "ok" } }
            }
            test quorum for opportunity { {{People}}
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 20_000_000, owner: hanako }
              when submit d
              when approve d by kenji then d.name = "d"
              when approve d by kenji then rejected
              when approve d by aoi then d.name = "approved"
            }
            test both_steps for opportunity { {{People}}
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 6_000_000, owner: hanako }
              when submit d
              when approve d by aoi then rejected
              when approve d by kenji then d.name = "d"
              when approve d by kenji
              when reject d by aoi
              then d.name = "rejected" and d.amount = 6_000_000
            }
            test returned_and_again for opportunity { {{People}}
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 2_000_000, owner: hanako }
              when submit d
              when submit d then rejected by big_deal
              when return d by kenji then d.name = "returned" and d.amount = 1
              when submit d then rejected by big_deal
              when update d { amount: 2_000_000 }
              when submit d
              when withdraw d then d.name = "withdrawn"
              when approve d by kenji then rejected
            }
            test nobody for opportunity { {{People}}
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 2_000_000, owner: kenji }
              when submit d then rejected by big_deal
            }
            test small for opportunity { {{People}}
              given opportunity d = { name: "d", account: a, stage: prospecting, amount: 10, owner: hanako }
              when submit d then rejected by big_deal
            }
            """);
        Assert.Equal([], report.Tests.Where(test => test.Location.File == "rules/more.rules" && !test.Passed).Select(test => $"{test.Name} {test.Location.Start}: {test.Message!.For("en")}"));
        Assert.Equal(7, report.Tests.Count(test => test.Location.File == "rules/more.rules"));
    }

    [Theory]
    [InlineData("approval x on opportunity { }", "LCR2102")]
    [InlineData("approval x on opportunity { step a : owner step a : owner }", "LCR2101")]
    [InlineData("approval x on opportunity { submit when amount > 1 submit when amount > 2 step a : owner }", "LCR2100")]
    [InlineData("approval x on opportunity { step a : owner on approvd { } }", "LCR2103")]
    [InlineData("approval x on opportunity { step a : owner escalate owner.manager }", "LCR2104")]
    [InlineData("approval x on opportunity { step a : owner due 2 moons }", "LCR2105")]
    [InlineData("approval x on opportunity { step a : owner due 2 business hours }", "LCR2106")]
    [InlineData("approval x on opportunity { step a : owner due 0 days }", "LCR2107")]
    [InlineData("approval x on opportunity { step a : 3 of owner or created_by }", "LCR2108")]
    [InlineData("approval x on opportunity { step a : amount }", "LCR2060")]
    [InlineData("approval x on opportunity { lock amout step a : owner }", "LCR2005")]
    [InlineData("approval x on opportunity { step a : owner } test t for account { given account a = { name: \"a\" } when submit a }", "LCR2110")]
    [InlineData("approval x on opportunity { step a : owner } test t for opportunity { given account a = { name: \"a\" } given opportunity d = { name: \"d\", account: a, stage: won } when approve d by ken }", "LCR2111")]
    [InlineData("approval x on opportunity { submit when amount > 10 step a when amount < 5 : owner }", "LCR3010")]
    [InlineData("approval x on opportunity { submit when stage = won step a when stage in {lost, proposal} : owner }", "LCR3010")]
    [InlineData("approval x on opportunity { lock amount step a : owner } rules for opportunity { after save bad when changed(name) { set amount = 1 } }", "LCR3011")]
    [InlineData("approval x on opportunity { step a : owner on rejected { delete this } }", "LCR3012")]
    [InlineData("approval x on opportunity { step a : owner on approved { set name = \"x\" } } rules for opportunity { after save back when changed(name) { set name = old(name) } }", "LCR3013")]
    public void Mistakes_in_approvals_are_diagnosed(string text, string id) =>
        Assert.Contains(id, AppCompiler.Check(With(text)).Diagnostics.Where(diagnostic => diagnostic.Location.File == "rules/more.rules").Select(diagnostic => diagnostic.Id));

    [Theory]
    [InlineData("submit when amount > 10 step a when amount < 5 or stage = won : owner")]
    [InlineData("submit when amount > 10 step a when amount <> 5 : owner step b : all of role(sales) due 3 business days escalate owner.manager.manager")]
    public void What_can_apply_is_left_alone(string body) =>
        Assert.Equal([], AppCompiler.Check(With($"approval x on opportunity {{ {body} }}")).Diagnostics.Where(diagnostic => diagnostic.Location.File == "rules/more.rules").Select(diagnostic => diagnostic.ToString()));

    private static AppPackage With(string rules)
    {
        var sample = PackageFiles.ReadFolder(Path.Combine(Repository.Root, "samples", "sales-crm"));
        return new AppPackage([.. sample.Files.Values.Where(file => !file.Path.StartsWith("data/", StringComparison.Ordinal)), PackageFile.FromText("rules/more.rules", rules)]);
    }

    private static async Task<RuleTestReport> RunAsync(string rules, bool mutation = false)
    {
        var compiled = AppCompiler.Compile(With(rules));
        Assert.DoesNotContain(compiled.Diagnostics, diagnostic => diagnostic.Severity == Engine.Diagnostics.DiagnosticSeverity.Error);
        using var app = compiled.App!;
        return await RuleTestRunner.RunAsync(app, TestContext.Current.CancellationToken, mutation ? new MutationOptions() : null);
    }
}

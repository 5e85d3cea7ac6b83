using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Host.Docs;
using LowCodeCrm.Host.Docs.Language;

namespace LowCodeCrm.Host.Tests.Docs;

/// <summary>What the reference shows works as it stands there.</summary>
public sealed class ConstructTests
{
    public static TheoryData<string> Ids => [.. ConstructCatalogue.All.Select(construct => construct.Id)];

    [Theory, MemberData(nameof(Ids))]
    public async Task Every_example_runs(string id)
    {
        var construct = ConstructCatalogue.Find(id)!;
        var outcome = await ExampleRunner.RunAsync(new(construct.Result is not null, construct.Example), construct.Example, "en", TestContext.Current.CancellationToken);
        Assert.True(outcome.IsGood, string.Join("\n", outcome.Lines));
        if (construct.Result is { } result) Assert.StartsWith(result + " (", Assert.Single(outcome.Lines), StringComparison.Ordinal);
        else if (construct.Example.Contains("\ntest ", StringComparison.Ordinal)) Assert.All(outcome.Lines, line => Assert.StartsWith("passed: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_reader_gets_wrong_is_told_in_their_language()
    {
        var rules = new DocsExample(false, "");
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Contains("LCR", Assert.Single((await ExampleRunner.RunAsync(rules, "rules for account { default rank = Z }", "ja", cancellation)).Lines), StringComparison.Ordinal);
        Assert.Contains("不合格", (await ExampleRunner.RunAsync(rules, "test t for account { when create account { name: \"A\" } then name = \"B\" }", "ja", cancellation)).Lines[0], StringComparison.Ordinal);
        Assert.False((await ExampleRunner.RunAsync(rules, new string(' ', ExampleRunner.MaxLength + 1), "en", cancellation)).IsGood);
        Assert.Contains("LCR", (await ExampleRunner.RunAsync(new(true, ""), "1 +", "en", cancellation)).Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("empty", (await ExampleRunner.RunAsync(new(true, ""), "1 / 0", "en", cancellation)).Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_declaration_rule_and_command_has_a_page()
    {
        var examples = string.Join('\n', ConstructCatalogue.All.Select(construct => construct.Example));
        var shown = RulesParser.Parse(new("examples.rules", examples), new()).Declarations.SelectMany(Within).Select(node => node.GetType()).ToHashSet();
        var kinds = typeof(DeclarationSyntax).Assembly.GetTypes().Where(type => !type.IsAbstract && !type.Name.StartsWith("Skipped", StringComparison.Ordinal)
            && (type.IsSubclassOf(typeof(DeclarationSyntax)) || type.IsSubclassOf(typeof(RuleSyntax)) || type.IsSubclassOf(typeof(CommandSyntax))));
        Assert.Empty(kinds.Except(shown).Select(type => type.Name));
    }

    private static IEnumerable<SyntaxNode> Within(SyntaxNode node) => node.Children.OfType<SyntaxNode>().SelectMany(Within).Prepend(node);

    [Fact]
    public void Words_and_functions_lead_to_pages_that_are_there()
    {
        foreach (var path in ReferencePages.ConstructPages) Assert.Contains(path, DocsPages.ByPath.Keys);
        foreach (var keyword in Keywords.All) Assert.Contains(ReferencePages.PathOf(keyword), DocsPages.ByPath.Keys);
        foreach (var function in Functions.All) Assert.Contains(ReferencePages.PathOf(function, overRecords: false), DocsPages.ByPath.Keys);
        foreach (var function in Functions.Aggregates) Assert.Contains(ReferencePages.PathOf(function, overRecords: true), DocsPages.ByPath.Keys);
    }
}

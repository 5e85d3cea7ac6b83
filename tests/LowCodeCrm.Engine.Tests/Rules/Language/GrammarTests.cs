using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Tests.Rules.Syntax;
using LowCodeCrm.Testing;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

/// <summary>The written grammar and the parser say the same.</summary>
public sealed class GrammarTests
{
    [Fact]
    public void The_written_grammar_is_the_tables() => Snapshot.VerifyFile(GrammarWriter.Write(), "docs/grammar.ebnf");

    [Fact]
    public void Every_name_on_a_right_side_is_a_production_that_the_start_leads_to()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>([Grammar.Start]);
        while (left.TryPop(out var name))
            if (reached.Add(name))
                foreach (var next in References(Grammar.Find(name).Body)) left.Push(next);
        Assert.Equal(Grammar.All.Select(one => one.Name).Order(StringComparer.Ordinal), reached.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_node_of_the_tree_belongs_to_a_production()
    {
        var nodes = typeof(SyntaxNode).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(SyntaxNode)) && type is { IsAbstract: false, IsGenericType: false })
            // Kept as tokens: what the parser could not read, or does not read yet.
            .Where(type => !type.Name.StartsWith("Skipped", StringComparison.Ordinal) && !type.Name.StartsWith("Missing", StringComparison.Ordinal) && !type.Name.Contains("Unbound", StringComparison.Ordinal));
        Assert.Equal([], nodes.Except(Grammar.All.SelectMany(one => one.Nodes)).Select(type => type.Name));
    }

    [Fact]
    public void Every_production_has_an_example_in_which_the_parser_produces_it()
    {
        foreach (var production in Grammar.All)
        {
            var tree = Read(production.Example);
            Assert.True(tree is not null, $"{production.Name}: the parser does not read its example: {production.Example}");
            Assert.True(new GrammarRecognizer(production.Example).Accepts(tree is RulesFileSyntax ? Grammar.Start : "expression"), $"{production.Name}: its example is none of the grammar: {production.Example}");
            Assert.True(new GrammarRecognizer(production.Example).Finds(production.Name), $"{production.Name} does not occur in its example: {production.Example}");
            foreach (var node in production.Nodes)
                Assert.True(Nodes(tree).Any(node.IsInstanceOfType), $"{production.Name}: no {node.Name} in {production.Example}");
        }
    }

    [Fact]
    public void What_the_parser_reads_without_a_complaint_is_a_sentence_of_the_grammar()
    {
        var read = 0;
        foreach (var text in Texts())
            foreach (var declaration in Sample.Parse(text).Tree.Declarations)
            {
                if (Nodes(declaration).Any(node => node.GetType().Name.Contains("Unbound", StringComparison.Ordinal) || node.GetType().Name.StartsWith("Skipped", StringComparison.Ordinal))) continue;
                Assert.True(new GrammarRecognizer(declaration.ToFullString()).Accepts("declaration"), declaration.ToString());
                read++;
            }
        Assert.True(read > 20, $"only {read} declarations");
    }

    [Fact]
    public void Sentences_of_the_grammar_are_read_without_a_complaint()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var text = new GrammarSentences(seed).Write(seed % 2 == 0 ? "declaration" : "expression", 12 + seed % 25);
            var diagnostics = (seed % 2 == 0 ? Sample.Parse(text).Diagnostics : Sample.Expression(text).Diagnostics).ToSorted();
            Assert.True(diagnostics.IsEmpty, $"{string.Join('\n', diagnostics)}\n{text}");
            Assert.True(new GrammarRecognizer(text).Accepts(seed % 2 == 0 ? "declaration" : "expression"), text);
        }
    }

    private static IEnumerable<string> Texts()
    {
        yield return Sample.Page;
        foreach (var folder in (string[])["samples", "tests"])
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.rules", SearchOption.AllDirectories))
                if (File.ReadAllText(file) is var text && Sample.Parse(text).Diagnostics.Count == 0) yield return text;
    }

    private static SyntaxNode? Read(string text)
    {
        var (file, wrong) = Sample.Parse(text);
        if (wrong.Count == 0) return file;
        var (expression, diagnostics) = Sample.Expression(text);
        return diagnostics.Count == 0 ? expression : null;
    }

    private static IEnumerable<SyntaxNode> Nodes(SyntaxNode node) => node.Elements.OfType<SyntaxNode>().SelectMany(Nodes).Prepend(node);

    private static IEnumerable<string> References(GrammarPart part) => part switch
    {
        ReferencePart reference => [reference.Production],
        SequencePart sequence => sequence.Parts.SelectMany(References),
        ChoicePart choice => choice.Parts.SelectMany(References),
        OptionalPart optional => References(optional.Part),
        RepeatedPart repeated => References(repeated.Part),
        _ => [],
    };
}

using FsCheck;
using FsCheck.Fluent;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Syntax;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Syntax;

public sealed class LosslessTests
{
    private static readonly string[] pieces =
        ["rules", "for", "{", "}", "(", ")", "[", "]", "..", ".", ",", ":", "->", "\"", "\"a {", "r\"", "{x}", "\\", "and", "not", "in", "if", "then", "else", "let", "between", "is", "set", "message", "require", "when", "validate", "process", "transition", "do", "by", "on message", "for each", "12", "2026-04-01", "09:30", "T", "'", "\uD842", "𠮷", "\n", " ", "　", "「", "/*", "*/", "//", "=", "０かつ", "\0", "か\u3099"];

    [Fact]
    public void Any_text_comes_back_from_its_tree() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(t => t is not null), Keeps).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_beginning_of_the_page_comes_back_from_its_tree()
    {
        for (var length = 0; length <= Sample.Page.Length; length++)
        {
            var text = Sample.Page[..length];
            Assert.Equal(text, RulesParser.Parse(new SourceText("a.rules", text), new DiagnosticBag()).ToFullString());
        }
    }

    [Fact]
    public void Any_mutation_of_the_page_comes_back_from_its_tree()
    {
        var random = new Random(4711);
        for (var round = 0; round < 400; round++)
        {
            var text = Sample.Page;
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                text = random.Next(3) switch
                {
                    0 => text.Insert(at, pieces[random.Next(pieces.Length)]),
                    1 => text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)),
                    _ => text[..at] + text[random.Next(text.Length)..],
                };
            }
            Assert.True(Keeps(text), text);
        }
    }

    [Fact]
    public void Any_heap_of_pieces_comes_back_from_its_tree()
    {
        var random = new Random(42);
        for (var round = 0; round < 1000; round++)
            Assert.True(Keeps(string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)] + (random.Next(2) == 0 ? " " : "")))));
    }

    [Theory]
    [InlineData("(", 10_000), InlineData("not ", 10_000), InlineData("- ", 10_000), InlineData("a + ", 10_000), InlineData("a ?? ", 10_000), InlineData("a.", 10_000), InlineData("{", 10_000), InlineData("f(", 10_000)]
    [InlineData("if a then b else ", 10_000), InlineData("\"{", 10_000), InlineData("let a = ", 10_000), InlineData("[", 10_000), InlineData("a = ", 10_000)]
    public void Depth_is_refused_without_a_crash(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times)) + "a";
        var (tree, diagnostics) = Sample.Expression(text);
        Assert.Equal(text, tree.ToFullString());
        Assert.True(diagnostics.HasErrors);
        Assert.True(diagnostics.Count < 10, $"{diagnostics.Count} diagnostics");
        Assert.True(Keeps("rules for a { default x = " + text + " }"));
        Assert.True(Keeps("rules for a { after save " + string.Concat(Enumerable.Repeat("{ if a ", times)) + " }"));
    }

    [Fact]
    public void Two_hundred_parentheses_are_fine_and_one_more_is_not()
    {
        Assert.Empty(Sample.Expression(new string('(', 199) + "a" + new string(')', 199)).Diagnostics);
        Assert.Equal("LCR1018", Assert.Single(Sample.Expression(new string('(', 201) + "a" + new string(')', 201)).Diagnostics).Id);
    }

    [Fact]
    public void Work_grows_with_the_text_and_no_faster()
    {
        foreach (var piece in (string[])["(", "not ", "if a then b else ", "f(", "{ if a ", "a b ", "\"{", "} ", "validate v { message \"x\" "])
        {
            Parsed(piece, 100);
            var (small, large) = (Parsed(piece, 1_000), Parsed(piece, 8_000));
            // Eight times the text; a square would be sixty-four.
            Assert.True(large < 30 * small, $"{piece}: {small} bytes for one, {large} for eight");
        }
    }

    /// <summary>What parsing allocates: unlike time it is the same on every run.</summary>
    private static long Parsed(string piece, int times)
    {
        var source = new SourceText("a.rules", "rules for a { default x = " + string.Concat(Enumerable.Repeat(piece, times)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        RulesParser.Parse(source, new DiagnosticBag());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool Keeps(string text)
    {
        var bag = new DiagnosticBag();
        var source = new SourceText("a.rules", text);
        var file = RulesParser.Parse(source, bag);
        var kept = file.ToFullString() == text && RulesParser.ParseExpression(source, bag).ToFullString() == text;
        var position = 0;
        foreach (var span in Classifier.Classify(source))
        {
            kept &= span.Span.Start >= position && span.Span.Length > 0;
            position = span.Span.End;
        }
        var formatted = RulesFormatter.Format(text);
        Assert.True(kept, $"not kept: {text}");
        Assert.Equal(formatted, RulesFormatter.Format(formatted));
        return kept && Outline.Of(file).Length <= file.Declarations.Length;
    }
}

using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Client;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Tests.Rules.Binding;
using LowCodeCrm.Engine.Tests.Rules.Emit;

namespace LowCodeCrm.Engine.Tests.Rules.Fuzzing;

/// <summary>What holds of every text, right or wrong.</summary>
internal static class FuzzProperties
{
    /// <summary>Parsing may allocate so much for each character, and a little for any text: work is counted in bytes, which are the same on every run.</summary>
    private const long BytesPerCharacter = 20_000, BytesForAny = 2_000_000;

    /// <summary>What is wrong, the same words for the same defect; null: nothing.</summary>
    public static string? Broken(FuzzInput input)
    {
        try
        {
            return Syntax(input) ?? (input.IsExpression ? BoundExpression(input.Text) : BoundFile(input.Text));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var place = failure.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("LowCodeCrm.Engine.", StringComparison.Ordinal) && !line.Contains(".Tests.", StringComparison.Ordinal)) ?? "";
            return $"throws {failure.GetType().Name} {place.Split(" in /")[0].Trim()}";
        }
    }

    private static string? Syntax(FuzzInput input)
    {
        var (source, bag) = (new SourceText("a.rules", input.Text), new DiagnosticBag());
        var before = GC.GetAllocatedBytesForCurrentThread();
        SyntaxNode tree = input.IsExpression ? RulesParser.ParseExpression(source, bag) : RulesParser.Parse(source, bag);
        if (GC.GetAllocatedBytesForCurrentThread() - before > BytesForAny + BytesPerCharacter * input.Text.Length) return "parsing takes more than its share";
        if (tree.ToFullString() != input.Text) return "the tree's text is not the text";
        if (OutOfPlace(bag, source) is { } place) return place;
        if (tree.Tokens().Any(token => token.Position < 0 || token.Span.End > input.Text.Length || token.Text.Length > 0 && !token.IsMissing && source.ToString(token.Span) != token.Text)) return "a token is not where it says";
        if (input.IsExpression) return null;
        Classifier.Classify(source);
        Outline.Of((RulesFileSyntax)tree);
        return Formatted(input.Text, tree, bag.HasErrors);
    }

    private static string? Formatted(string text, SyntaxNode tree, bool isWrong)
    {
        var formatted = RulesFormatter.Format(text);
        if (RulesFormatter.Format(formatted) != formatted) return "formatting twice changes more";
        var (again, bag) = Parsed(formatted);
        if (bag.HasErrors && !isWrong) return "formatting makes a mistake";
        if (Shape(again) != Shape(tree)) return "formatting changes the tree";
        if (isWrong) return null;
        var japanese = RulesPrinter.Print(tree, KeywordLanguage.Japanese);
        var (translated, mistakes) = Parsed(japanese);
        if (mistakes.HasErrors) return "the Japanese keywords do not read";
        return RulesPrinter.Print(translated, KeywordLanguage.English) == RulesPrinter.Print(tree, KeywordLanguage.English) ? null : "the keywords do not come back from Japanese";
    }

    /// <summary>The tree without its layout.</summary>
    private static string Shape(SyntaxNode tree)
    {
        var builder = new StringBuilder();
        var stack = new Stack<(SyntaxElement? Element, bool Closes)>([(tree, false)]);
        while (stack.TryPop(out var top))
        {
            if (top.Closes) builder.Append(')');
            else if (top.Element is SyntaxToken token) builder.Append(' ').Append(token.Kind).Append(token.Keyword?.Text).Append(token.IsMissing ? "?" : "").Append(token.Value);
            else if (top.Element is SyntaxNode node)
            {
                builder.Append(" (").Append(node.GetType().Name);
                stack.Push((null, true));
                foreach (var child in node.Elements.Reverse()) stack.Push((child, false));
            }
        }
        return builder.ToString();
    }

    private static string? BoundFile(string text)
    {
        var (rules, bag) = Sales.Rules(text);
        if (OutOfPlace(bag, null) is { } place) return place;
        if (bag.HasErrors) return null;
        // Whatever binds without a mistake has its form in every language; that it also compiles is looked at in the cases.
        foreach (var unit in AppEmitter.Units(rules, null)) RoslynCompiler.Render(unit);
        ClientRules.Build(rules).ToJsonString();
        return null;
    }

    private static string? BoundExpression(string text)
    {
        var opportunity = Sales.Model.Entity("opportunity");
        var (bound, bag) = Sales.Bind(text);
        if (OutOfPlace(bag, null) is { } place) return place;
        if (bag.HasErrors) return null;
        var context = new MemoryContext { Model = Sales.Model, Calendar = "jp" };
        try { Interpreter.Evaluate(bound, new EvaluationFrame(context, new DynamicRecord(opportunity) { Id = Guid.Empty })); }
        catch (RuleEvaluationException) { }
        catch (RuleBudgetException) { }
        return null;
    }

    private static string? OutOfPlace(DiagnosticBag bag, SourceText? source)
    {
        foreach (var diagnostic in bag)
        {
            var (at, text) = (diagnostic.Location, diagnostic.Location.Source.Text);
            if (source is not null && at.Source != source) return $"{diagnostic.Id} speaks of another text";
            if (at.Span.Start < 0 || at.Span.Length < 0 || at.Span.End > text.Length) return $"{diagnostic.Id} lies outside the text";
            if (diagnostic.Message.For("en").Length == 0 || diagnostic.Message.For("ja").Length == 0) return $"{diagnostic.Id} says nothing";
            if (diagnostic.Fixes.SelectMany(fix => fix.Edits).Any(edit => edit.Span.Start < 0 || edit.Span.Length < 0 || edit.Span.End > text.Length)) return $"a fix of {diagnostic.Id} lies outside the text";
        }
        return null;
    }

    private static (RulesFileSyntax Tree, DiagnosticBag Diagnostics) Parsed(string text)
    {
        var bag = new DiagnosticBag();
        return (RulesParser.Parse(new SourceText("a.rules", text), bag), bag);
    }
}

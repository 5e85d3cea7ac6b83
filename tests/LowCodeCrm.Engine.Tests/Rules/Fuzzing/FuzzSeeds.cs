using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Tests.Rules.Authoring;
using LowCodeCrm.Engine.Tests.Rules.Conformance;
using LowCodeCrm.Engine.Tests.Rules.Safety;
using LowCodeCrm.Engine.Tests.Rules.Syntax;

namespace LowCodeCrm.Engine.Tests.Rules.Fuzzing;

/// <summary>What is mutated: everything that has been written in the language, cut into declarations so that an input stays small, and every expression.</summary>
internal static class FuzzSeeds
{
    private const int LongestSeed = 3_000;

    /// <summary>Texts of rules files.</summary>
    public static ImmutableArray<string> Files { get; } = [.. Declarations().Where(text => text.Length is > 0 and <= LongestSeed).Distinct()];

    public static ImmutableArray<string> Expressions { get; } =
    [
        .. CaseFiles.All.Select(one => one.Expression), .. Functions.All.Concat(Functions.Aggregates).Select(function => function.Example),
        .. SafetyAttempts.All.Where(attempt => attempt.Kind == "expr" && attempt.Text.Length <= LongestSeed).Select(attempt => attempt.Text),
    ];

    /// <summary>Words and symbols as they are written, of every kind.</summary>
    public static ImmutableArray<string> Tokens { get; } = [.. Files.Concat(Expressions).SelectMany(Lexed).Select(token => token.Text).Distinct().Where(token => token.Length is > 0 and < 200)];

    public static List<SyntaxToken> Lexed(string text) => Lexer.Lex(new SourceText("", text), new TextSpan(0, text.Length), new DiagnosticBag());

    private static IEnumerable<string> Declarations()
    {
        var sample = SamplePackage.Read().Files.Values.Where(file => file.Path.EndsWith(".rules", StringComparison.Ordinal)).Select(file => file.Text);
        foreach (var text in sample.Append(Sample.Page))
            foreach (var declaration in Sample.Parse(text).Tree.Declarations)
            {
                if (declaration is RulesBlockSyntax block)
                    foreach (var rule in block.Rules) yield return $"rules for {block.Entity.Text} {{ {rule.ToFullString()} }}";
                else yield return declaration.ToFullString();
            }
        foreach (var production in Grammar.All) yield return production.Example;
        foreach (var attempt in SafetyAttempts.All.Where(attempt => attempt.Kind == "rules")) yield return attempt.Text;
    }
}

using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCodeCrm.Engine.Rules.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Diagnostic = LowCodeCrm.Engine.Diagnostics.Diagnostic;
using DiagnosticSeverity = LowCodeCrm.Engine.Diagnostics.DiagnosticSeverity;

namespace LowCodeCrm.Engine.Tests.Rules.Safety;

/// <summary>What text made from rules may look like: nothing that a user wrote is code in it.</summary>
internal static class GeneratedText
{
    /// <summary>Stands in every attempt to smuggle something in, so that it can be looked for.</summary>
    public const string Mark = "zqx";

    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ConcurrentDictionary<string, bool> seen = [];

    public static string Ids(IEnumerable<Diagnostic> diagnostics) =>
        string.Join(' ', diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).OrderBy(one => one.Location.Span.Start).ThenBy(one => one.Id, StringComparer.Ordinal).Select(one => one.Id).Distinct());

    /// <summary>The source with its texts taken out is the same source: none of them has ended early or begun something else.</summary>
    public static void CheckUnit(GeneratedUnit unit)
    {
        if (!seen.TryAdd(unit.Key, true)) return;
        Assert.DoesNotContain(Mark, unit.Text, StringComparison.OrdinalIgnoreCase);
        Assert.True(System.Text.Ascii.IsValid(unit.Text), "the source has characters that no emitter writes");
        var real = CheckSource(RoslynCompiler.Render(unit));
        var blank = CheckSource(unit.Render(literal => literal switch { string => "\"\"", long number => SyntaxFactory.Literal(number).Text, decimal number => SyntaxFactory.Literal(number).Text, _ => throw new System.Diagnostics.UnreachableException() }));
        Assert.Equal(blank.Select(Shape), real.Select(Shape));
        var texts = unit.Literals.OfType<string>().ToHashSet(StringComparer.Ordinal);
        Assert.All(real.Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText.Contains(Mark, StringComparison.OrdinalIgnoreCase)), token => Assert.Contains(token.ValueText, texts));
    }

    /// <summary>C# of which only texts have the mark.</summary>
    public static SyntaxToken[] CheckSource(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetRoot();
        Assert.False(root.ContainsDirectives, "the source has a directive");
        Assert.DoesNotContain(root.DescendantTrivia(), trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
        var tokens = root.DescendantTokens().ToArray();
        Assert.DoesNotContain(tokens, token => !token.IsKind(SyntaxKind.StringLiteralToken) && token.Text.Contains(Mark, StringComparison.OrdinalIgnoreCase));
        return tokens;
    }

    /// <summary>SQL in which constants are parameters: no text of a user, no second statement, no comment.</summary>
    public static void CheckSql(string sql)
    {
        Assert.DoesNotContain(Mark, sql, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(";", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("--", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("/*", sql, StringComparison.Ordinal);
    }

    private static string Shape(SyntaxToken token) => token.IsKind(SyntaxKind.StringLiteralToken) ? "\"\"" : token.Text;
}

using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Tests.Rules.Syntax;

/// <summary>Shared by the tests of this folder.</summary>
internal static class Sample
{
    /// <summary>A page of the language with every construct.</summary>
    public static string Page { get; } = File.ReadAllText(Path.Combine(Folder(), "page.rules")).ReplaceLineEndings("\n");

    public static (RulesFileSyntax Tree, DiagnosticBag Diagnostics) Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (RulesParser.Parse(new SourceText("a.rules", text), diagnostics), diagnostics);
    }

    public static (ExpressionSyntax Tree, DiagnosticBag Diagnostics) Expression(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (RulesParser.ParseExpression(new SourceText("a.rules", text), diagnostics), diagnostics);
    }

    /// <summary>Every diagnostic as id and marked text.</summary>
    public static string[] Ids(DiagnosticBag diagnostics) => [.. diagnostics.ToSorted().Select(d => $"{d.Id} {d.Location.Source.ToString(d.Location.Span)}".TrimEnd())];

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

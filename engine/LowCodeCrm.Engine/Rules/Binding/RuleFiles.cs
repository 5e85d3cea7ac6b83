using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>The parsed files of a package, in the order of their paths.</summary>
internal sealed class RuleFiles(IEnumerable<(SourceText Source, RulesFileSyntax Tree)> files)
{
    private readonly ImmutableArray<(SourceText Source, RulesFileSyntax Tree)> files = [.. files.OrderBy(f => f.Source.Path, StringComparer.Ordinal)];

    public IEnumerable<(SourceText Source, RulesBlockSyntax Block)> Blocks => Of<RulesBlockSyntax>();

    public IEnumerable<(SourceText Source, T Syntax)> Of<T>() where T : DeclarationSyntax =>
        files.SelectMany(file => file.Tree.Declarations.OfType<T>().Select(d => (file.Source, d)));
}

/// <summary>What tokens say.</summary>
internal static class Word
{
    public static string Name(SyntaxToken token) => token.Value as string ?? token.Text;

    /// <summary>The English word of a keyword, whichever language it is written in.</summary>
    public static string Keyword(SyntaxToken token) => token.Keyword?.Text ?? token.Text;

    public static bool IsMissing(SyntaxToken token) => token.IsMissing || token.Text.Length == 0;
}

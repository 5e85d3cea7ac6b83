using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Designer.Plans;

/// <summary>The tokens of a rule, from its place: what it says, however it is laid out. Each file is parsed once.</summary>
internal sealed class RuleTexts
{
    private readonly Dictionary<SourceText, List<(TextSpan Span, SyntaxNode Node)>> files = [];

    /// <param name="location">A place inside a rule, transition or function.</param>
    public string At(SourceLocation location)
    {
        if (!files.TryGetValue(location.Source, out var nodes)) files[location.Source] = nodes = NodesOf(location.Source);
        var node = nodes.Find(n => n.Span.Contains(location.Span.Start)).Node;
        return node is null ? "" : string.Join(' ', node.Tokens().Select(token => token.Text));
    }

    private static List<(TextSpan, SyntaxNode)> NodesOf(SourceText source) =>
        [.. RulesParser.Parse(source, new DiagnosticBag()).Declarations.SelectMany(PartsOf).Select(node => (node.Span, node))];

    private static IEnumerable<SyntaxNode> PartsOf(DeclarationSyntax declaration) => declaration switch
    {
        RulesBlockSyntax block => block.Rules,
        ProcessDeclarationSyntax process => process.Members,
        _ => [declaration],
    };
}

using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>The nodes around a token, outermost first.</summary>
internal static class SyntaxPath
{
    /// <summary>The nodes that hold a token which stands in the text.</summary>
    public static List<SyntaxNode> To(SyntaxNode root, SyntaxToken token)
    {
        var path = new List<SyntaxNode>();
        for (SyntaxNode? node = root; node is not null;)
        {
            path.Add(node);
            node = node.Elements.OfType<SyntaxNode>().FirstOrDefault(child => child.Span is { Length: > 0 } span && span.Contains(token.Position));
        }
        return path;
    }

    /// <summary>The token that a position is in or just behind; null in white space and comments.</summary>
    public static SyntaxToken? TokenAt(SyntaxNode root, int position)
    {
        SyntaxToken? touching = null;
        for (SyntaxNode? node = root; node is not null;)
        {
            SyntaxNode? inner = null;
            foreach (var element in node.Elements)
            {
                var span = element.Span;
                if (span.Length == 0 || span.Start > position || span.End < position) continue;
                if (element is SyntaxNode child)
                {
                    // Of two that touch at the position, the one that begins there is meant.
                    inner = child;
                    continue;
                }
                touching = (SyntaxToken)element;
                if (!touching.Parts.IsDefault && touching.Parts.FirstOrDefault(part => part.Expression is { } e && e.Span.Length > 0 && position >= e.Span.Start && position <= e.Span.End)?.Expression is { } part) inner = part;
            }
            node = inner;
        }
        return touching;
    }

    /// <summary>The last token with text; null where there is none.</summary>
    public static SyntaxToken? Last(SyntaxNode node)
    {
        SyntaxToken? last = null;
        foreach (var element in node.Elements.Reverse())
        {
            last = element switch
            {
                SyntaxToken { Text.Length: > 0, IsMissing: false } token => token,
                SyntaxNode child => Last(child),
                _ => null,
            };
            if (last is not null) break;
        }
        return last;
    }

    /// <summary>The path to the last token, and on into what is missing behind it: where the text to come belongs.</summary>
    public static (List<SyntaxNode> Path, SyntaxToken? Last) ToEnd(SyntaxNode root)
    {
        if (Last(root) is not { } last) return ([root], null);
        var path = To(root, last);
        SyntaxNode? next = path[^1].Elements.SkipWhile(e => !ReferenceEquals(e, last)).Skip(1).FirstOrDefault() as SyntaxNode;
        while (next is not null && Last(next) is null)
        {
            path.Add(next);
            next = next.Elements.FirstOrDefault() as SyntaxNode;
        }
        return (path, last);
    }
}

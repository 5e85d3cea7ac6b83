using System.Collections.Immutable;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>A token or a node of the lossless tree.</summary>
public abstract record SyntaxElement
{
    /// <summary>Without the trivia around it.</summary>
    public abstract TextSpan Span { get; }
    public abstract TextSpan FullSpan { get; }
    internal abstract void WriteTo(StringBuilder builder);

    /// <summary>The exact text that was parsed, trivia included.</summary>
    public string ToFullString()
    {
        var builder = new StringBuilder();
        WriteTo(builder);
        return builder.ToString();
    }

    public sealed override string ToString() => ToFullString().Trim();
}

public enum TriviaKind { WhiteSpace, EndOfLine, LineComment, BlockComment, Skipped }

/// <summary>Text between tokens; <see cref="TriviaKind.Skipped"/> is what recovery passed over.</summary>
public sealed record SyntaxTrivia(TriviaKind Kind, string Text);

/// <summary>A token with the trivia before and after it. Together the tokens of a tree are its text, to the letter.</summary>
/// <param name="Position">UTF-16 offset of <paramref name="Text"/> in the file.</param>
/// <param name="Text">As written: full-width forms and aliases kept. Empty for a missing token.</param>
/// <param name="Value">Literals: long, decimal, string, DateOnly, TimeOnly, DateTime/DateTimeOffset, bool; names: the name in NFC; keywords: null.</param>
public sealed record SyntaxToken(
    TokenKind Kind, int Position, string Text, object? Value,
    ImmutableArray<SyntaxTrivia> Leading, ImmutableArray<SyntaxTrivia> Trailing) : SyntaxElement
{
    // Settable so that the parser can hang what it skips on the token before; nobody changes a finished tree.
    public ImmutableArray<SyntaxTrivia> Leading { get; internal set; } = Leading;
    public ImmutableArray<SyntaxTrivia> Trailing { get; internal set; } = Trailing;
    /// <summary>True where the parser needed a token that is not there. A missing name's value is "".</summary>
    public bool IsMissing { get; init; }
    /// <summary>The keyword that this token is; null for names, also those that are written like a contextual keyword.</summary>
    public Keyword? Keyword { get; internal set; }
    /// <summary>The keyword that the word could be, if the grammar wants one here.</summary>
    internal Keyword? Candidate { get; init; }
    /// <summary>Depth of the deepest expression among <see cref="Parts"/>.</summary>
    internal int Height { get; init; }
    /// <summary>Parts of an interpolated text literal; default elsewhere.</summary>
    public ImmutableArray<InterpolationPart> Parts { get; init; }
    public override TextSpan Span => new(Position, Text.Length);
    public override TextSpan FullSpan => TextSpan.FromBounds(Position - Leading.Sum(t => t.Text.Length), Position + Text.Length + Trailing.Sum(t => t.Text.Length));

    internal override void WriteTo(StringBuilder builder)
    {
        foreach (var trivia in Leading) builder.Append(trivia.Text);
        builder.Append(Text);
        foreach (var trivia in Trailing) builder.Append(trivia.Text);
    }

    public bool Equals(SyntaxToken? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>A piece of <c>"text {expression}"</c>: either literal text (unescaped) or an expression parsed from inside the token.</summary>
public sealed record InterpolationPart(string? Text, ExpressionSyntax? Expression);

/// <summary>A node. Children, in order, give back the text. Nodes compare by reference.</summary>
public abstract record SyntaxNode : SyntaxElement
{
    public abstract IEnumerable<SyntaxElement?> Children { get; }

    public IEnumerable<SyntaxElement> Elements => Children.OfType<SyntaxElement>();

    // Binding and every tool ask for spans again and again; start, length and a bit that they are known, in one word that is read and written whole.
    private long measured;

    protected SyntaxNode() { }

    /// <summary>A changed copy is measured anew.</summary>
    protected SyntaxNode(SyntaxNode original) : base(original) { }

    public override TextSpan Span
    {
        get
        {
            var known = measured;
            if (known == 0)
            {
                var span = Measure();
                measured = known = (long)span.Start << 32 | (uint)span.Length << 1 | 1;
            }
            return new((int)(known >> 32), (int)((uint)known >> 1));
        }
    }

    private TextSpan Measure() => Edge(forward: true) is { } first
        ? TextSpan.FromBounds(first.Span.Start, Edge(forward: false)!.Span.End)
        : Tokens().FirstOrDefault()?.Span ?? default;

    /// <summary>The first or last token that is not missing. It nearly always stands at the edge; only else the tokens are searched.</summary>
    private SyntaxToken? Edge(bool forward)
    {
        var node = this;
        while (true)
        {
            switch (forward ? node.Elements.FirstOrDefault() : node.LastElement())
            {
                case SyntaxToken { IsMissing: false } token: return token;
                case SyntaxNode inner: node = inner; break;
                default: return Walk(forward).FirstOrDefault(t => !t.IsMissing);
            }
        }
    }

    private SyntaxElement? LastElement()
    {
        if (Children is not IReadOnlyList<SyntaxElement?> list) return Elements.LastOrDefault();
        for (var i = list.Count - 1; i >= 0; i--)
            if (list[i] is { } element) return element;
        return null;
    }

    public override TextSpan FullSpan
    {
        get
        {
            if (Walk(forward: true).FirstOrDefault() is not { } first) return default;
            return TextSpan.FromBounds(first.FullSpan.Start, Walk(forward: false).First().FullSpan.End);
        }
    }

    /// <summary>All tokens below, in order.</summary>
    public IEnumerable<SyntaxToken> Tokens() => Walk(forward: true);

    // Lazy and without recursion: the first and the last token of a deep tree cost its depth, not its size.
    private IEnumerable<SyntaxToken> Walk(bool forward)
    {
        var stack = new Stack<SyntaxElement>();
        stack.Push(this);
        while (stack.TryPop(out var element))
        {
            if (element is SyntaxToken token) yield return token;
            else foreach (var child in forward ? ((SyntaxNode)element).Elements.Reverse() : ((SyntaxNode)element).Elements) stack.Push(child);
        }
    }

    internal override void WriteTo(StringBuilder builder)
    {
        foreach (var token in Tokens()) token.WriteTo(builder);
    }

    public virtual bool Equals(SyntaxNode? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>Items with the separators between them.</summary>
public sealed record SeparatedList<T>(ImmutableArray<SyntaxElement> All) : SyntaxNode where T : SyntaxElement
{
    public static readonly SeparatedList<T> Empty = new(ImmutableArray<SyntaxElement>.Empty);
    /// <summary>Without separators. (A list of tokens has its separators at odd positions.)</summary>
    public IEnumerable<T> Items => typeof(T) == typeof(SyntaxToken) ? All.Where((_, i) => i % 2 == 0).OfType<T>() : All.OfType<T>();
    public override IEnumerable<SyntaxElement?> Children => All;
}

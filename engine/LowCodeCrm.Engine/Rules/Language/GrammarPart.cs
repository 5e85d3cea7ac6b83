using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>A piece of a production's right side.</summary>
public abstract record GrammarPart
{
    /// <summary>A keyword, in either of its two spellings.</summary>
    public static implicit operator GrammarPart(Keyword word) => new WordPart(word);

    /// <summary>Punctuation, in its narrow form.</summary>
    public static implicit operator GrammarPart(string symbol) => new SymbolPart(symbol);
}

/// <summary>A keyword.</summary>
public sealed record WordPart(Keyword Word) : GrammarPart;

/// <summary>Punctuation, or an operator that is no word.</summary>
public sealed record SymbolPart(string Text) : GrammarPart;

/// <summary>A name that means something here and is no keyword, as <c>sum</c> behind <c>collect</c>.</summary>
public sealed record NamedPart(string Text) : GrammarPart;

/// <summary>A token of one of some kinds: a name, a number, a text.</summary>
/// <param name="Name">As the grammar calls it.</param>
/// <param name="Kinds">Any of these will do.</param>
/// <param name="Says">What it looks like, in words.</param>
public sealed record TokenPart(string Name, ImmutableArray<TokenKind> Kinds, string Says) : GrammarPart;

/// <summary>Whatever a production stands for.</summary>
public sealed record ReferencePart(string Production) : GrammarPart;

/// <summary>One after the other.</summary>
public sealed record SequencePart(ImmutableArray<GrammarPart> Parts) : GrammarPart;

/// <summary>One of them.</summary>
public sealed record ChoicePart(ImmutableArray<GrammarPart> Parts) : GrammarPart;

/// <summary>It, or nothing.</summary>
public sealed record OptionalPart(GrammarPart Part) : GrammarPart;

/// <summary>As many as there are, none included.</summary>
public sealed record RepeatedPart(GrammarPart Part) : GrammarPart;

/// <summary>A rule of the grammar.</summary>
/// <param name="Name">Unique, with underscores.</param>
/// <param name="Body">What it consists of.</param>
/// <param name="Example">A rules file, or for expressions an expression, in which it occurs; the parser reads it without a complaint.</param>
public sealed record Production(string Name, GrammarPart Body, string Example)
{
    /// <summary>The nodes that the parser makes of it; none: it is a part of another's.</summary>
    public ImmutableArray<Type> Nodes { get; init; } = [];

    /// <summary>What the notation cannot say.</summary>
    public string? Remark { get; init; }
}

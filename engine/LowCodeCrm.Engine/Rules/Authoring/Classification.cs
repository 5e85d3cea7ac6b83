using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

public enum ClassificationKind { Keyword, Name, Function, Number, Text, Date, Operator, Punctuation, Comment, Error }

/// <summary>What a stretch of text is, for colouring.</summary>
public readonly record struct ClassifiedSpan(TextSpan Span, ClassificationKind Kind);

/// <summary>Classifies text by its syntax alone, so it needs no app and works on text that is wrong. Spans are in order and do not overlap; white space has none.</summary>
public static class Classifier
{
    /// <summary>Classifies a <c>.rules</c> file.</summary>
    public static ImmutableArray<ClassifiedSpan> Classify(SourceText source) => Collect(RulesParser.Parse(source, new DiagnosticBag()));

    /// <summary>Classifies a text that is one expression.</summary>
    public static ImmutableArray<ClassifiedSpan> ClassifyExpression(SourceText source) => Collect(RulesParser.ParseExpression(source, new DiagnosticBag()));

    private static ImmutableArray<ClassifiedSpan> Collect(SyntaxNode root)
    {
        var spans = ImmutableArray.CreateBuilder<ClassifiedSpan>();
        Add(spans, root, trivia: true);
        return spans.ToImmutable();
    }

    private static void Add(ImmutableArray<ClassifiedSpan>.Builder spans, SyntaxNode node, bool trivia)
    {
        using var tokens = node.Tokens().GetEnumerator();
        var current = tokens.MoveNext() ? tokens.Current : null;
        while (current is not null)
        {
            var next = tokens.MoveNext() ? tokens.Current : null;
            var position = current.FullSpan.Start;
            if (trivia) position = Add(spans, current.Leading, position);
            if (current.Text.Length > 0) Add(spans, current, Kind(current, next));
            if (trivia) Add(spans, current.Trailing, current.Span.End);
            current = next;
        }
    }

    private static int Add(ImmutableArray<ClassifiedSpan>.Builder spans, ImmutableArray<SyntaxTrivia> trivia, int position)
    {
        foreach (var piece in trivia)
        {
            if (piece.Kind is TriviaKind.LineComment or TriviaKind.BlockComment) spans.Add(new(new TextSpan(position, piece.Text.Length), ClassificationKind.Comment));
            else if (piece.Kind == TriviaKind.Skipped) spans.Add(new(new TextSpan(position, piece.Text.Length), ClassificationKind.Error));
            position += piece.Text.Length;
        }
        return position;
    }

    private static void Add(ImmutableArray<ClassifiedSpan>.Builder spans, SyntaxToken token, ClassificationKind kind)
    {
        if (token.Parts.IsDefault)
        {
            spans.Add(new(token.Span, kind));
            return;
        }
        var position = token.Position;
        foreach (var part in token.Parts)
        {
            if (part.Expression is not { } expression || expression.Span.Length == 0) continue;
            spans.Add(new(TextSpan.FromBounds(position, expression.Span.Start), kind));
            Add(spans, expression, trivia: false);
            position = expression.Span.End;
        }
        if (position < token.Span.End) spans.Add(new(TextSpan.FromBounds(position, token.Span.End), kind));
    }

    private static ClassificationKind Kind(SyntaxToken token, SyntaxToken? next)
    {
        if (token.Keyword is not null) return ClassificationKind.Keyword;
        switch (token.Kind)
        {
            case TokenKind.Name:
                // A name before an opening parenthesis calls.
                return next is { Kind: TokenKind.OpenParen, Text.Length: > 0 } ? ClassificationKind.Function : ClassificationKind.Name;
            case TokenKind.IntegerLiteral or TokenKind.DecimalLiteral:
                return ClassificationKind.Number;
            case TokenKind.TextLiteral or TokenKind.RawTextLiteral:
                return ClassificationKind.Text;
            case TokenKind.DateLiteral or TokenKind.DateTimeLiteral or TokenKind.TimeLiteral:
                return ClassificationKind.Date;
            case TokenKind.Bad or TokenKind.At:
                return ClassificationKind.Error;
            case TokenKind.Comma or TokenKind.Colon or TokenKind.Dot or TokenKind.OpenParen or TokenKind.CloseParen
                or TokenKind.OpenBrace or TokenKind.CloseBrace or TokenKind.OpenBracket or TokenKind.CloseBracket:
                return ClassificationKind.Punctuation;
            default:
                return ClassificationKind.Operator;
        }
    }
}

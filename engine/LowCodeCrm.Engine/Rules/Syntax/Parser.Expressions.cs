using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Expressions, by precedence climbing over <see cref="Operators"/>.</summary>
internal sealed partial class Parser
{
    // Within the value of a let expression the first `in` outside brackets belongs to the let.
    private bool inEndsValue;

    /// <summary>Height of the expression that was parsed last.</summary>
    public int Height { get; private set; }

    /// <param name="quiet">The text has already been reported as cut off.</param>
    public ExpressionSyntax ParseWholeExpression(bool quiet)
    {
        if (quiet) reportedAt = tokens.Count - 1;
        var expression = Expression();
        if (!AtEnd)
        {
            if (reportedAt != index) diagnostics.TextAfterExpression(new SourceLocation(source, TextSpan.FromBounds(Current.Position, tokens[^2].Span.End)));
            SkipTo(tokens.Count - 1);
        }
        skipped.AddRange(Current.Leading);
        FlushSkipped(null);
        return expression;
    }

    private ExpressionSyntax Expression() => Nested(() => Binary(Precedence.Branch));

    /// <summary>Runs a parse one level deeper, or refuses past the limit.</summary>
    private ExpressionSyntax Nested(Func<ExpressionSyntax> parse)
    {
        if (depth >= MaxNesting) return Refuse(at => diagnostics.NestedTooDeep(at, MaxNesting));
        depth++;
        var expression = parse();
        depth--;
        return expression;
    }

    private ExpressionSyntax InBrackets(Func<ExpressionSyntax> parse)
    {
        var outer = inEndsValue;
        inEndsValue = false;
        var expression = parse();
        inEndsValue = outer;
        return expression;
    }

    private MissingExpressionSyntax Refuse(Action<SourceLocation> report)
    {
        Report(report);
        var missing = new MissingExpressionSyntax(Missing(TokenKind.Name));
        SkipTo(Find(() => AtRule(strict: true) || AtDeclaration(strict: true)));
        Height = 1;
        return missing;
    }

    private ExpressionSyntax Binary(Precedence loosest)
    {
        var left = Unary();
        var height = Height;
        var (compared, chained) = (false, false);
        while (InfixAhead() is { } infix && infix.Precedence >= loosest)
        {
            if (infix.Precedence == Precedence.Comparison)
            {
                if (compared && !chained)
                {
                    Report(diagnostics.ChainedComparison);
                    chained = true;
                }
                compared = true;
                left = Comparison(left);
            }
            else
            {
                var op = Take();
                compared = false;
                left = new BinaryExpressionSyntax(left, op, infix.Associativity == Associativity.Right ? Nested(() => Binary(infix.Precedence)) : Binary(infix.Precedence + 1));
            }
            height = Math.Max(height, Height) + 1;
            if (height < MaxExpressionDepth) continue;
            Report(at => diagnostics.ExpressionTooLarge(at, MaxExpressionDepth));
            SkipTo(Find(() => AtRule(strict: true) || AtDeclaration(strict: true)));
            break;
        }
        Height = height;
        return left;
    }

    private OperatorInfo? InfixAhead()
    {
        if (Kind == TokenKind.Not)
            return Peek(1).Kind is TokenKind.In or TokenKind.Between && !(inEndsValue && PeekIs(1, TokenKind.In)) ? Operators.FindInfix(Peek(1).Kind) : null;
        return Kind == TokenKind.In && inEndsValue ? null : Operators.FindInfix(Kind);
    }

    private ExpressionSyntax Comparison(ExpressionSyntax left)
    {
        var not = TakeIf(TokenKind.Not);
        var op = Take();
        switch (op.Kind)
        {
            case TokenKind.In:
                return new InExpressionSyntax(left, not, op, Binary(Precedence.Comparison + 1));
            case TokenKind.Between:
                var low = Binary(Precedence.Comparison + 1);
                var lowHeight = Height;
                var and = Expect(Keywords.And);
                var high = Binary(Precedence.Comparison + 1);
                Height = Math.Max(lowHeight, Height);
                return new BetweenExpressionSyntax(left, not, op, low, and, high);
            case TokenKind.Is:
                not = TakeIf(TokenKind.Not);
                Height = 0;
                return new IsExpressionSyntax(left, op, not, SetOrEmpty());
            default:
                return new BinaryExpressionSyntax(left, op, Binary(Precedence.Comparison + 1));
        }
    }

    private SyntaxToken SetOrEmpty()
    {
        if (Kind == TokenKind.Empty) return Take();
        return Expect(Keywords.Set);
    }

    private ExpressionSyntax Unary()
    {
        if (Operators.FindPrefix(Kind) is not { } prefix) return Postfix();
        var op = Take();
        var operand = prefix.Kind == TokenKind.Not ? Nested(() => Binary(Precedence.Not + 1)) : Nested(Unary);
        Height++;
        return new UnaryExpressionSyntax(op, operand);
    }

    private ExpressionSyntax Postfix()
    {
        var expression = Primary();
        while (Kind == TokenKind.Dot)
        {
            expression = new MemberExpressionSyntax(expression, Take(), ExpectName());
            if (++Height < MaxExpressionDepth) continue;
            Report(at => diagnostics.ExpressionTooLarge(at, MaxExpressionDepth));
            SkipTo(Find(() => AtRule(strict: true) || AtDeclaration(strict: true)));
        }
        return expression;
    }

    private ExpressionSyntax Primary()
    {
        Height = 1;
        switch (Kind)
        {
            case TokenKind.TextLiteral when !Current.Parts.IsDefault:
                // Nesting is counted anew within each text, so what all of them amount to is looked at here.
                if (Current.Height + 1 >= MaxExpressionDepth) return Refuse(at => diagnostics.ExpressionTooLarge(at, MaxExpressionDepth));
                Height = Current.Height + 1;
                return new InterpolatedTextSyntax(Take());
            case TokenKind.IntegerLiteral or TokenKind.DecimalLiteral or TokenKind.TextLiteral or TokenKind.RawTextLiteral
                or TokenKind.DateLiteral or TokenKind.DateTimeLiteral or TokenKind.TimeLiteral
                or TokenKind.True or TokenKind.False or TokenKind.Empty:
                return new LiteralExpressionSyntax(Take());
            case TokenKind.This:
                return new ThisExpressionSyntax(Take());
            case TokenKind.If:
                return If();
            case TokenKind.Let:
                return Let();
            case TokenKind.Name when PeekIs(1, TokenKind.OpenParen):
                return InBrackets(Call);
            case TokenKind.Name when At(Keywords.Match) && PeekIs(1, TokenKind.Name) && PeekIs(2, Keywords.By):
                return Match();
            case TokenKind.Name when !AtRule(strict: true) && !(BeginsLine(index) && AtDeclaration(strict: true)):
                return new NameExpressionSyntax(Take());
            case TokenKind.OpenParen:
                return InBrackets(ParenthesizedOrRange);
            case TokenKind.OpenBracket:
                return InBrackets(() => Range(Take(), null));
            case TokenKind.OpenBrace:
                return InBrackets(Set);
            default:
                Report(at => diagnostics.ExpectedExpression(at, Found));
                return new MissingExpressionSyntax(Missing(TokenKind.Name));
        }
    }

    private IfExpressionSyntax If()
    {
        var keyword = Take();
        var condition = Expression();
        var height = Height;
        var thenKeyword = Expect(Keywords.Then);
        var then = Expression();
        height = Math.Max(height, Height);
        var elseKeyword = Expect(Keywords.Else);
        var @else = Expression();
        Height = Math.Max(height, Height) + 1;
        return new IfExpressionSyntax(keyword, condition, thenKeyword, then, elseKeyword, @else);
    }

    private MatchExpressionSyntax Match()
    {
        var keyword = TakeIf(Keywords.Match)!;
        var entity = Take();
        var by = Expect(Keywords.By);
        // A path, so that what follows it is not the sender's.
        var sender = Nested(Postfix);
        Height++;
        return new MatchExpressionSyntax(keyword, entity, by, sender);
    }

    private LetExpressionSyntax Let()
    {
        var keyword = Take();
        var name = ExpectName();
        var equals = Expect(TokenKind.Equals, "=");
        var outer = inEndsValue;
        inEndsValue = true;
        var value = Expression();
        inEndsValue = outer;
        var height = Height;
        var inKeyword = Expect(Keywords.In);
        var body = Expression();
        Height = Math.Max(height, Height) + 1;
        return new LetExpressionSyntax(keyword, name, equals, value, inKeyword, body);
    }

    private ExpressionSyntax ParenthesizedOrRange()
    {
        var open = Take();
        if (Kind == TokenKind.DotDot) return Range(open, null);
        var expression = Expression();
        if (Kind == TokenKind.DotDot) return Range(open, expression);
        SkipJunk(TokenKind.CloseParen);
        Height++;
        return new ParenthesizedExpressionSyntax(open, expression, Expect(TokenKind.CloseParen, ")"));
    }

    private RangeExpressionSyntax Range(SyntaxToken open, ExpressionSyntax? low)
    {
        var height = low is null ? 0 : Height;
        if (low is null && Kind != TokenKind.DotDot)
        {
            low = Expression();
            height = Height;
        }
        var dots = Expect(TokenKind.DotDot, "..");
        ExpressionSyntax? high = null;
        if (Kind is not (TokenKind.CloseParen or TokenKind.CloseBracket))
        {
            high = Expression();
            height = Math.Max(height, Height);
        }
        SkipJunk(TokenKind.CloseBracket);
        var close = Kind == TokenKind.CloseParen ? Take() : Expect(TokenKind.CloseBracket, "]");
        Height = height + 1;
        return new RangeExpressionSyntax(open, low, dots, high, close);
    }

    private SetExpressionSyntax Set()
    {
        var open = Take();
        var items = List(TokenKind.CloseBrace, Expression);
        var height = Height;
        var close = Expect(TokenKind.CloseBrace, "}");
        Height = height + 1;
        return new SetExpressionSyntax(open, items, close);
    }

    private CallExpressionSyntax Call()
    {
        var name = Take();
        var open = Take();
        var arguments = List(TokenKind.CloseParen, Argument);
        var height = Height;
        var close = Expect(TokenKind.CloseParen, ")");
        Height = height + 1;
        return new CallExpressionSyntax(name, open, arguments, close);
    }

    private ArgumentSyntax Argument()
    {
        if (Kind == TokenKind.Name && (PeekIs(1, Keywords.Where) || PeekIs(1, Keywords.Via)))
        {
            var entity = Take();
            var viaKeyword = TakeIf(Keywords.Via);
            var via = viaKeyword is null ? null : ExpectName();
            var whereKeyword = TakeIf(Keywords.Where);
            Height = 0;
            var where = whereKeyword is null ? null : Expression();
            Height++;
            return new RelationArgumentSyntax(entity, viaKeyword, via, whereKeyword, where);
        }
        var label = At(Keywords.From) && Peek(1).Kind is TokenKind.IntegerLiteral or TokenKind.Name ? TakeIf(Keywords.From) : null;
        return new ExpressionArgumentSyntax(label, Expression());
    }

    /// <summary>Items with commas between them up to a closing bracket, which stays. <see cref="Height"/> is that of the highest item.</summary>
    private SeparatedList<T> List<T>(TokenKind close, Func<T> item) where T : SyntaxNode
    {
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        var height = 0;
        if (Kind != close)
            while (true)
            {
                all.Add(item());
                height = Math.Max(height, Height);
                SkipJunk(close);
                if (Kind != TokenKind.Comma) break;
                all.Add(Take());
            }
        Height = height;
        return new SeparatedList<T>(all.ToImmutable());
    }

    /// <summary>Where a bracket's content goes on without a comma: reports it and passes over the rest of it on this line.</summary>
    private void SkipJunk(TokenKind close)
    {
        if (Kind == close || AtEnd || Kind is TokenKind.Comma or TokenKind.CloseBrace or TokenKind.CloseParen or TokenKind.CloseBracket || StopsJunk()) return;
        Report(at => diagnostics.ExpectedToken(at, close switch { TokenKind.CloseBrace => "}", TokenKind.CloseBracket => "]", _ => ")" }, Found));
        SkipTo(Find(() => Kind == TokenKind.Comma || StopsJunk()));
    }

    private bool StopsJunk() =>
        BeginsLine(index) || Current.Candidate is { } word && (word == Keywords.Message || word == Keywords.When || word == Keywords.At || word == Keywords.Then || word == Keywords.Else)
        || AtRule(strict: true) || AtDeclaration(strict: true);
}

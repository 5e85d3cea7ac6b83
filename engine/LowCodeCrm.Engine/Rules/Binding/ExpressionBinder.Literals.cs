using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class ExpressionBinder
{
    private BoundExpression BindLiteral(SyntaxToken token)
    {
        var span = token.Span;
        switch (token.Kind)
        {
            case TokenKind.True: return new BoundLiteral(true, RuleType.Bool, span);
            case TokenKind.False: return new BoundLiteral(false, RuleType.Bool, span);
            case TokenKind.Empty: return new BoundLiteral(null, RuleType.Empty, span);
        }
        if (token is { Kind: TokenKind.IntegerLiteral, Value: decimal })
        {
            // The digits of the least int, with a minus that subtracts.
            diagnostics.IntegerTooLarge(At(token));
            return new BoundError(span);
        }
        return token.Value switch
        {
            long whole => new BoundLiteral(whole, RuleType.Int, span),
            decimal number => new BoundLiteral(number, RuleType.Decimal, span),
            string text => new BoundLiteral(text, RuleType.Text, span),
            DateOnly date => new BoundLiteral(date, RuleType.Date, span),
            TimeOnly time => new BoundLiteral(time, RuleType.Time, span),
            DateTimeOffset instant => new BoundLiteral(instant.UtcDateTime, RuleType.DateTime, span),
            DateTime { Kind: DateTimeKind.Utc } instant => new BoundLiteral(instant, RuleType.DateTime, span),
            // Without an offset it means the app's zone, which only evaluation knows.
            DateTime local => new BoundCall(Functions.Find("datetime_at")!,
                [new BoundLiteral(DateOnly.FromDateTime(local), RuleType.Date, span), new BoundLiteral(TimeOnly.FromDateTime(local), RuleType.Time, span)],
                RuleType.DateTime, span),
            // Malformed, and reported by the lexer.
            _ => new BoundError(span),
        };
    }

    private BoundExpression BindInterpolation(InterpolatedTextSyntax syntax)
    {
        var span = syntax.Literal.Span;
        var parts = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var part in syntax.Literal.Parts)
        {
            if (part.Expression is null)
            {
                parts.Add(new BoundLiteral(part.Text ?? "", RuleType.Text, span));
                continue;
            }
            var value = Bind(part.Expression, null);
            if (value.Type.Kind == TypeKind.Error) return new BoundError(span);
            if (!Overloads.IsScalar(value.Type))
            {
                diagnostics.NotText(At(part.Expression), value.Type, TextRemedy(part.Expression, value.Type));
                return new BoundError(span);
            }
            parts.Add(Conversions.Apply(value, value.Type.Kind == TypeKind.Empty ? RuleType.Text : value.Type));
        }
        return new BoundInterpolation(parts.ToImmutable(), RuleType.Text, span);
    }

    /// <summary>A record's display field, a structured value's first member.</summary>
    private string? TextRemedy(ExpressionSyntax syntax, RuleType type)
    {
        var member = type.Kind == TypeKind.Record ? scope.Model.Find(type.Entity!)?.Display : StructuredMembers.Of(type).FirstOrDefault()?.Name;
        return member is null ? null : $"{source.ToString(syntax.Span)}.{member}";
    }
}

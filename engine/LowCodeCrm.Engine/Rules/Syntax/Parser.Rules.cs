using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Rules of a block.</summary>
internal sealed partial class Parser
{
    private static readonly HashSet<Keyword> ruleKeywords =
    [
        Keywords.Validate, Keywords.Warn, Keywords.Default, Keywords.Computed, Keywords.Rollup,
        Keywords.Show, Keywords.Required, Keywords.Readonly, Keywords.Before, Keywords.After,
    ];

    // In the order in which they must stand.
    private static readonly ImmutableArray<Keyword> validateClauses = [Keywords.When, Keywords.Require, Keywords.Message, Keywords.At];

    /// <summary>Whether a rule begins here; strict as in <see cref="AtDeclaration"/>.</summary>
    private bool AtRule(bool strict)
    {
        if (Current.Candidate is not { } word || !ruleKeywords.Contains(word)) return false;
        if (!strict) return true;
        if (word == Keywords.Before || word == Keywords.After) return PeekIs(1, Keywords.Save);
        if (!PeekIs(1, TokenKind.Name)) return false;
        if (word == Keywords.Validate) return PeekIs(2, TokenKind.OpenBrace);
        if (word == Keywords.Default) return PeekIs(2, TokenKind.Equals);
        if (word == Keywords.Computed || word == Keywords.Rollup) return Peek(2).Kind is TokenKind.Equals or TokenKind.Colon;
        return !PeekIs(1, Keywords.When) && (PeekIs(2, TokenKind.Comma) || PeekIs(2, Keywords.When));
    }

    private RuleSyntax Rule()
    {
        var word = Current.Candidate;
        if (word == Keywords.Validate) return Validate();
        if (word == Keywords.Warn) return Warn();
        if (word == Keywords.Default) return Default();
        if (word == Keywords.Computed)
        {
            var (keyword, field, colon, type, equals, value) = Derived();
            return new ComputedRuleSyntax(keyword, field, colon, type, equals, value);
        }
        if (word == Keywords.Rollup)
        {
            var (keyword, field, colon, type, equals, value) = Derived();
            return new RollupRuleSyntax(keyword, field, colon, type, equals, value);
        }
        if (word == Keywords.Show || word == Keywords.Required || word == Keywords.Readonly) return FieldState();
        if (word == Keywords.Before || word == Keywords.After) return SaveRule();
        var text = Current.Text;
        var proposal = Kind == TokenKind.Name ? Spelling.Nearest(text, ruleKeywords.Select(k => k.Text)) : null;
        Report(at => diagnostics.UnknownRule(at, text, proposal));
        return new SkippedRuleSyntax(TakeTo(AtLeastOne(Find(() => AtRule(strict: true) || (BeginsLine(index) && AtRule(strict: false)) || AtDeclaration(strict: true)))));
    }

    private ValidateRuleSyntax Validate()
    {
        var keyword = Take(Keywords.Validate);
        var name = ExpectName();
        var open = Expect(TokenKind.OpenBrace, "{");
        SyntaxToken? whenKeyword = null, requireKeyword = null, atKeyword = null;
        ExpressionSyntax? when = null, require = null;
        MessageSyntax? message = null;
        SeparatedList<SyntaxToken>? at = null;
        var stage = -1;
        while (!BlockEnds() && !AtRule(strict: true))
        {
            var clause = Current.Candidate is { } word ? validateClauses.IndexOf(word) : -1;
            if (clause < 0)
            {
                var text = Current.Text;
                Report(place => diagnostics.UnknownClause(place, text, "when, require, message, at"));
                SkipTo(AtLeastOne(Find(AtValidateClause)));
                continue;
            }
            var later = clause > 1 && requireKeyword is null ? RequireAhead() : -1;
            if (clause <= stage || later > 0)
            {
                var text = Current.Text;
                Report(place => diagnostics.ClauseOrder(place, text, "when, require, message, at"));
                SkipTo(later > 0 ? later : AtLeastOne(Find(AtValidateClause)));
                reportedAt = -1;
                continue;
            }
            stage = clause;
            if (clause > 1 && requireKeyword is null) (requireKeyword, require) = MissingRequire();
            switch (clause)
            {
                case 0:
                    whenKeyword = Take(Keywords.When);
                    when = Expression();
                    break;
                case 1:
                    requireKeyword = Take(Keywords.Require);
                    require = Expression();
                    break;
                case 2:
                    message = Message();
                    break;
                default:
                    atKeyword = Take(Keywords.At);
                    at = NameList(null);
                    break;
            }
        }
        if (requireKeyword is null) (requireKeyword, require) = MissingRequire();
        return new ValidateRuleSyntax(keyword, name, open, whenKeyword, when, requireKeyword, require!, message, atKeyword, at, CloseBrace(open));
    }

    /// <summary>Where the rule's <c>require</c> stands if it comes too late; -1 if there is none before the next brace. Each token is looked at once.</summary>
    private int RequireAhead()
    {
        for (var i = index; tokens[i].Kind is not (TokenKind.EndOfFile or TokenKind.OpenBrace or TokenKind.CloseBrace); i++)
            if (tokens[i].Candidate == Keywords.Require) return i;
        return -1;
    }

    private (SyntaxToken, ExpressionSyntax) MissingRequire() => (Expect(Keywords.Require), new MissingExpressionSyntax(Missing(TokenKind.Name)));

    private bool AtValidateClause() =>
        (Current.Candidate is { } word && validateClauses.Contains(word) && tokens[index - 1].Kind != TokenKind.Dot) || AtRule(strict: true) || AtDeclaration(strict: true);

    private WarnRuleSyntax Warn()
    {
        var keyword = Take(Keywords.Warn);
        var fields = NameList(Keywords.When);
        return new WarnRuleSyntax(keyword, fields, Expect(Keywords.When), Expression(), Message());
    }

    private DefaultRuleSyntax Default()
    {
        var keyword = Take(Keywords.Default);
        var field = ExpectName();
        var equals = Expect(TokenKind.Equals, "=");
        var value = Expression();
        var (whenKeyword, when) = When();
        return new DefaultRuleSyntax(keyword, field, equals, value, whenKeyword, when);
    }

    private (SyntaxToken Keyword, SyntaxToken Field, SyntaxToken? Colon, TypeSyntax? Type, SyntaxToken EqualsToken, ExpressionSyntax Value) Derived()
    {
        var keyword = Take(Current.Candidate!);
        var field = ExpectName();
        var colon = TakeIf(TokenKind.Colon);
        var type = colon is null ? null : Type();
        return (keyword, field, colon, type, Expect(TokenKind.Equals, "="), Expression());
    }

    private FieldStateRuleSyntax FieldState()
    {
        var keyword = Take(Current.Candidate!);
        var fields = NameList(Keywords.When);
        var (whenKeyword, when) = When();
        return new FieldStateRuleSyntax(keyword, fields, whenKeyword, when);
    }

    private SaveRuleSyntax SaveRule()
    {
        var beforeOrAfter = Take(Current.Candidate!);
        var save = Expect(Keywords.Save);
        var name = Kind == TokenKind.Name && !(At(Keywords.When) && !PeekIs(1, TokenKind.OpenBrace) && !(PeekIs(1, Keywords.When) && !PeekIs(2, TokenKind.OpenBrace))) ? Take() : null;
        var (whenKeyword, when) = When();
        return new SaveRuleSyntax(beforeOrAfter, save, name, whenKeyword, when, Block());
    }

    private (SyntaxToken?, ExpressionSyntax?) When() => TakeIf(Keywords.When) is { } keyword ? (keyword, Expression()) : (null, null);

    private MessageSyntax? Message()
    {
        if (!At(Keywords.Message)) return null;
        var keyword = Take(Keywords.Message);
        var texts = ImmutableArray.CreateBuilder<LocalizedMessageSyntax>();
        if (AtText(0)) texts.Add(new LocalizedMessageSyntax(null, Primary()));
        while (Kind == TokenKind.Name && AtText(1)) texts.Add(new LocalizedMessageSyntax(Take(), Primary()));
        if (texts.Count == 0)
        {
            Report(at => diagnostics.ExpectedMessageText(at, Found));
            texts.Add(new LocalizedMessageSyntax(null, new MissingExpressionSyntax(Missing(TokenKind.TextLiteral))));
        }
        return new MessageSyntax(keyword, texts.ToImmutable());
    }

    private bool AtText(int offset) => Peek(offset).Kind is TokenKind.TextLiteral or TokenKind.RawTextLiteral;

    /// <summary>Names with commas between them. A name may be written like <paramref name="following"/> unless that is clearly the keyword.</summary>
    private SeparatedList<SyntaxToken> NameList(Keyword? following)
    {
        var all = ImmutableArray.CreateBuilder<SyntaxElement>();
        while (true)
        {
            if (following is not null && At(following) && !PeekIs(1, TokenKind.Comma) && !PeekIs(1, following) && Peek(1).Kind is not (TokenKind.CloseBrace or TokenKind.EndOfFile))
            {
                Report(at => diagnostics.ExpectedName(at, Found));
                all.Add(Missing(TokenKind.Name));
            }
            else all.Add(ExpectName());
            if (Kind != TokenKind.Comma) return new SeparatedList<SyntaxToken>(all.ToImmutable());
            all.Add(Take());
        }
    }
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Tests of rules.</summary>
internal sealed partial class Parser
{
    private TestDeclarationSyntax Test()
    {
        var keyword = Take(Keywords.Test);
        var name = ExpectName();
        var forKeyword = Expect(Keywords.For);
        var entity = ExpectName();
        var open = Expect(TokenKind.OpenBrace, "{");
        var members = ImmutableArray.CreateBuilder<SyntaxNode>();
        while (!BlockEnds()) members.Add(TestMember());
        return new TestDeclarationSyntax(keyword, name, forKeyword, entity, open, members.ToImmutable(), CloseBrace(open));
    }

    private bool AtTestMember() => Kind == TokenKind.Then || At(Keywords.Given) && PeekIs(1, TokenKind.Name) || At(Keywords.When) && Peek(1).Candidate is { } action && testActions.Contains(action)
        || At(Keywords.For) && PeekIs(1, Keywords.Each) || At(Keywords.Clock) || At(Keywords.User) && PeekIs(1, TokenKind.Name);

    private static readonly HashSet<Keyword> testActions = [Keywords.Create, Keywords.Update, Keywords.Delete, Keywords.Transition, Keywords.Submit, Keywords.Tick, Keywords.Message, Keywords.Approve, Keywords.Reject, Keywords.Return, Keywords.Withdraw];

    private SyntaxNode TestMember()
    {
        if (At(Keywords.Clock)) return new TestClockSyntax(Take(Keywords.Clock), Primary());
        if (At(Keywords.Given)) return Given();
        if (At(Keywords.For)) return TestRows();
        if (At(Keywords.User))
        {
            var keyword = Take(Keywords.User);
            var name = ExpectName();
            var (open, assignments, close) = Assignments();
            return new TestUserSyntax(keyword, name, open, assignments, close);
        }
        if (At(Keywords.When) && Peek(1).Candidate is { } action && testActions.Contains(action)) return When(action);
        if (Kind == TokenKind.Then) return Then();
        var word = Current;
        Report(at => diagnostics.UnknownClause(at, word.Text, "clock, user, for each, given, when, then"));
        return new SkippedCommandSyntax(TakeTo(AtLeastOne(Find(() => AtTestMember() || AtDeclaration(strict: true)))));
    }

    private SyntaxNode Given()
    {
        if (AtTestConsent()) return TestConsent();
        var keyword = Take(Keywords.Given);
        var entity = ExpectName();
        var name = ExpectName();
        var equals = Expect(TokenKind.Equals, "=");
        var (open, assignments, close) = Assignments();
        return new TestGivenSyntax(keyword, entity, name, equals, open, assignments, close);
    }

    private SyntaxNode When(Keyword action)
    {
        var keyword = Take(Keywords.When);
        if (action == Keywords.Tick) return Tick(keyword);
        if (action == Keywords.Message) return TestMessage(keyword);
        if (action == Keywords.Submit || action == Keywords.Approve || action == Keywords.Reject || action == Keywords.Return || action == Keywords.Withdraw) return ApprovalAction(keyword, action);
        var verb = Take(action);
        var subject = ExpectName();
        if (action == Keywords.Transition) return new TestWhenSyntax(keyword, verb, subject, Expect(Keywords.On), ExpectName(), null, null, null);
        if (action == Keywords.Delete) return new TestWhenSyntax(keyword, verb, subject, null, null, null, null, null);
        var record = action == Keywords.Create ? TakeIf(TokenKind.Name) : null;
        var (open, assignments, close) = Assignments();
        return new TestWhenSyntax(keyword, verb, subject, null, record, open, assignments, close);
    }

    private SyntaxNode Then()
    {
        var keyword = Take();
        if (At(Keywords.Rejected))
        {
            var rejected = Take(Keywords.Rejected);
            var by = TakeIf(Keywords.By);
            var rule = by is null ? null : Kind == TokenKind.TextLiteral ? Take() : ExpectName();
            var at = TakeIf(Keywords.At);
            return new TestRejectedSyntax(keyword, rejected, by, rule, at, at is null ? null : NameList(null));
        }
        if (At(Keywords.No) && PeekIs(1, Keywords.Effects)) return new TestEffectsSyntax(keyword, Take(Keywords.No), Take(Keywords.Effects), null);
        if (At(Keywords.Effects) && PeekIs(1, TokenKind.OpenBrace)) return new TestEffectsSyntax(keyword, null, Take(Keywords.Effects), Block());
        if (At(Keywords.Explains) && (PeekIs(1, TokenKind.Name) || AtText(1)) && PeekIs(2, Keywords.Contains))
            return new TestExplainsSyntax(keyword, Take(Keywords.Explains), Take(), Take(Keywords.Contains), Expression());
        return new TestExpectationSyntax(keyword, Expression());
    }

    private TestRowsSyntax TestRows()
    {
        var keyword = Take(Keywords.For);
        var each = Expect(Keywords.Each);
        var openNames = Expect(TokenKind.OpenParen, "(");
        var names = NameList(null);
        var closeNames = Expect(TokenKind.CloseParen, ")");
        var inKeyword = Expect(Keywords.In);
        var open = Expect(TokenKind.OpenBrace, "{");
        var rows = List(TokenKind.CloseBrace, TestRow);
        return new TestRowsSyntax(keyword, each, openNames, names, closeNames, inKeyword, open, rows, CloseBrace(open));
    }

    private TestRowSyntax TestRow()
    {
        if (Kind != TokenKind.OpenParen) return new TestRowSyntax(null, new SeparatedList<ExpressionSyntax>([Expression()]), null);
        var open = Take();
        var values = List(TokenKind.CloseParen, Expression);
        return new TestRowSyntax(open, values, Expect(TokenKind.CloseParen, ")"));
    }
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Choices, message handlers, segments, policies.</summary>
internal sealed partial class Parser
{
    private ChooseDeclarationSyntax Choose()
    {
        var keyword = Take(Keywords.Choose);
        var name = ExpectName();
        var forKeyword = Expect(Keywords.For);
        var entity = ExpectName();
        var asKeyword = Expect(Keywords.As);
        var parameter = ExpectName();
        var returns = Expect(Keywords.Returns);
        var type = Type();
        var open = Expect(TokenKind.OpenBrace, "{");
        var from = Expect(Keywords.From);
        var item = ExpectName();
        var inKeyword = Expect(TokenKind.In, "in");
        var list = Expression();
        var where = TakeIf(Keywords.Where);
        var source = new ChooseFromSyntax(from, item, inKeyword, list, where, where is null ? null : Expression());
        var scores = ImmutableArray.CreateBuilder<ScoreSyntax>();
        OtherwiseSyntax? otherwise = null;
        while (!BlockEnds() && otherwise is null)
        {
            if (At(Keywords.Score))
            {
                var score = Take(Keywords.Score);
                var value = Expression();
                var (when, condition) = When();
                scores.Add(new ScoreSyntax(score, value, when, condition));
            }
            else if (At(Keywords.Otherwise)) otherwise = new OtherwiseSyntax(Take(Keywords.Otherwise), Expression());
            else
            {
                var word = Current;
                Report(at => diagnostics.UnknownClause(at, word.Text, "from, score, otherwise"));
                SkipTo(AtLeastOne(Find(() => At(Keywords.Score) || At(Keywords.Otherwise) || AtDeclaration(strict: true))));
            }
        }
        return new ChooseDeclarationSyntax(keyword, name, forKeyword, entity, asKeyword, parameter, returns, type, open, source, scores.ToImmutable(), otherwise, CloseBrace(open));
    }

    private MessageDeclarationSyntax OnMessage()
    {
        var on = Take(Keywords.On);
        var message = Expect(Keywords.Message);
        var from = Expect(Keywords.From);
        var channels = NameList(Keywords.As);
        var asKeyword = Expect(Keywords.As);
        var name = ExpectName();
        var (when, condition) = When();
        return new MessageDeclarationSyntax(on, message, from, channels, asKeyword, name, when, condition, Block());
    }

    private ReplyCommandSyntax Reply()
    {
        var keyword = Take(Keywords.Reply);
        return new ReplyCommandSyntax(keyword, Expect(Keywords.Template), ExpectText(), Expect(Keywords.To), ExpectName());
    }

    private TestMessageSyntax TestMessage(SyntaxToken when)
    {
        var message = Take(Keywords.Message);
        var (open, parts, close) = Assignments();
        return new TestMessageSyntax(when, message, open, parts, close);
    }

    private SegmentDeclarationSyntax Segment()
    {
        var keyword = Take(Keywords.Segment);
        var name = ExpectName();
        var of = Expect(Keywords.Of);
        var entity = ExpectName();
        var open = Expect(TokenKind.OpenBrace, "{");
        var where = Expect(Keywords.Where);
        var condition = Expression();
        var refresh = TakeIf(Keywords.Refresh);
        return new SegmentDeclarationSyntax(keyword, name, of, entity, open, where, condition, refresh, refresh is null ? null : Expect(Keywords.Nightly), CloseBrace(open));
    }

    private PolicyDeclarationSyntax Policy()
    {
        var keyword = Take(Keywords.Policy);
        var name = ExpectName();
        var on = Expect(Keywords.On);
        var entity = ExpectName();
        var forKeyword = Expect(Keywords.For);
        var people = People();
        var allow = Expect(Keywords.Allow);
        var actions = NameList(null);
        var where = TakeIf(Keywords.Where);
        return new PolicyDeclarationSyntax(keyword, name, on, entity, forKeyword, people, allow, actions, where, where is null ? null : Expression());
    }
}

using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Commands whose effect lies outside the record: messages, notices, webhooks; tags; and loops over records.</summary>
internal sealed partial class Parser
{
    private SendCommandSyntax Send()
    {
        var keyword = Take(Keywords.Send);
        var channel = Postfix();
        var template = Expect(Keywords.Template);
        var name = ExpectText();
        var to = Expect(Keywords.To);
        var record = Postfix();
        var (key, value) = Key();
        return new SendCommandSyntax(keyword, channel, template, name, to, record, key, value);
    }

    private NotifyCommandSyntax Notify()
    {
        var keyword = Take(Keywords.Notify);
        var people = People();
        var message = At(Keywords.Message) && (AtText(1) || PeekIs(1, TokenKind.Name) && AtText(2)) ? Message() : null;
        return new NotifyCommandSyntax(keyword, people, message);
    }

    private WebhookCommandSyntax Webhook()
    {
        var keyword = Take(Keywords.Call);
        var webhook = Expect(Keywords.Webhook);
        var name = ExpectText();
        SyntaxToken? open = null, close = null;
        SeparatedList<AssignmentSyntax>? values = null;
        if (Kind == TokenKind.OpenBrace) (open, values, close) = Assignments();
        var (key, value) = Key();
        return new WebhookCommandSyntax(keyword, webhook, name, open, values, close, key, value);
    }

    private TagCommandSyntax TagCommand()
    {
        var isAdded = At(Keywords.AddTag);
        var keyword = Take(Current.Candidate!);
        var tag = Expect(Keywords.Tag);
        var value = Expression();
        var word = TakeIf(isAdded ? Keywords.To : Keywords.From);
        return new TagCommandSyntax(keyword, tag, value, word, word is null ? null : ExpectName());
    }

    private ForEachCommandSyntax ForEach()
    {
        var keyword = Take(Keywords.For);
        var each = Expect(Keywords.Each);
        var name = ExpectName();
        var inKeyword = Expect(Keywords.In);
        var entity = ExpectName();
        var via = TakeIf(Keywords.Via);
        var lookup = via is null ? null : ExpectName();
        var where = TakeIf(Keywords.Where);
        var condition = where is null ? null : Expression();
        var limit = TakeIf(Keywords.Limit);
        var most = limit is null ? null : Expect(TokenKind.IntegerLiteral, "100");
        return new ForEachCommandSyntax(keyword, each, name, inKeyword, entity, via, lookup, where, condition, limit, most, Block());
    }

    private SyntaxToken ExpectText() => TakeIf(TokenKind.RawTextLiteral) ?? Expect(TokenKind.TextLiteral, "\"…\"");

    private (SyntaxToken?, ExpressionSyntax?) Key() => TakeIf(Keywords.Key) is { } keyword ? (keyword, Expression()) : (null, null);

    private bool AtTestConsent() => PeekIs(1, TokenKind.Name) && (string?)Peek(1).Value == "consent" && PeekIs(2, Keywords.Of) && PeekIs(3, TokenKind.Name) && PeekIs(4, TokenKind.Equals);

    private TestConsentSyntax TestConsent()
    {
        var keyword = Take(Keywords.Given);
        var word = Take();
        var of = Take(Keywords.Of);
        var record = ExpectName();
        var equals = Expect(TokenKind.Equals, "=");
        var (open, words, close) = Assignments();
        return new TestConsentSyntax(keyword, word, of, record, equals, open, words, close);
    }
}

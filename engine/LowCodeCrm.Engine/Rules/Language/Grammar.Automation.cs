using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>What acts outside the record at hand: messages, notices, webhooks, tags, loops.</summary>
public static partial class Grammar
{
    private static string[] OutsideCommands => ["send", "reply", "notify", "webhook", "tag_command", "for_each"];

    private const string ExampleSchedule = "schedule s weekly on monday at 09:00 tz \"Asia/Tokyo\" { notify role(sales) }";

    private const string ExampleChoice = "choose best for contact as p returns channel { from ch in contactable_channels(p) where consent(ch) score 3 when ch = p.preferred score -1 otherwise email }";

    private const string ExampleHandler = "on message from line, sms as m when m.text is set { reply template \"received\" to m }";

    private const string ExampleConsent = "test t for deal { given contact c = { name: \"A\" } given consent of c = { email: granted } }";

    private static IEnumerable<Production> Automation() =>
    [
        Of("send", Seq(Keywords.Send, To("path"), Keywords.Template, text, Keywords.To, To("path"), May(Keywords.Key, To("expression"))),
            "rules for deal { after save { send email template \"thanks\" to contact key \"won:{id}\" } }", typeof(SendCommandSyntax)),
        Of("notify", Seq(Keywords.Notify, To("people"), May(To("message"))), "rules for deal { after save { notify owner or role(sales) message \"x\" } }", typeof(NotifyCommandSyntax)),
        Of("webhook", Seq(Keywords.Call, Keywords.Webhook, text, May(To("assignments")), May(Keywords.Key, To("expression"))),
            "rules for deal { after save { call webhook \"orders\" { amount: amount } key \"o:{id}\" } }", typeof(WebhookCommandSyntax)),
        Of("tag_command", Or(Seq(Keywords.AddTag, Keywords.Tag, To("expression"), May(Keywords.To, name)), Seq(Keywords.Remove, Keywords.Tag, To("expression"), May(Keywords.From, name))),
            "rules for deal { before save { add tag \"vip\" remove tag \"new\" from labels } }", typeof(TagCommandSyntax)),
        Of("for_each", Seq(Keywords.For, Keywords.Each, name, Keywords.In, name, May(Keywords.Via, name), May(Keywords.Where, To("expression")), May(Keywords.Limit, integer), To("block")),
            "rules for account { after save { for each d in deal via account where open limit 100 { delete d } } }", typeof(ForEachCommandSyntax)),
        Of("schedule", Seq(Keywords.Schedule, name, To("timing"), To("block")), ExampleSchedule, typeof(ScheduleDeclarationSyntax)),
        Of("timing", Seq(Or(Keywords.Daily, Keywords.Weekly, Keywords.Monthly, Seq(Keywords.Every, integer, name)), May(Keywords.On, List(Or(name, integer))), May(Keywords.At, time), May(Keywords.Tz, text)), ExampleSchedule),
        Of("tick", Seq(Keywords.When, Keywords.Tick, Keywords.To, To("primary")), "test t for deal { when tick to 2026-04-02T09:00 }", typeof(TestTickSyntax)),
        Of("choose", Seq(Keywords.Choose, name, Keywords.For, name, Keywords.As, name, Keywords.Returns, To("type"), "{", To("choose_from"), Many(To("score")), May(To("otherwise")), "}"), ExampleChoice, typeof(ChooseDeclarationSyntax)),
        Of("choose_from", Seq(Keywords.From, name, Keywords.In, To("expression"), May(Keywords.Where, To("expression"))), ExampleChoice, typeof(ChooseFromSyntax)),
        Of("score", Seq(Keywords.Score, To("expression"), May(Keywords.When, To("expression"))), ExampleChoice, typeof(ScoreSyntax)),
        Of("otherwise", Seq(Keywords.Otherwise, To("expression")), ExampleChoice, typeof(OtherwiseSyntax)),
        Of("segment", Seq(Keywords.Segment, name, Keywords.Of, name, "{", Keywords.Where, To("expression"), May(Keywords.Refresh, Keywords.Nightly), "}"),
            "segment vip of account { where won > 5 refresh nightly }", typeof(SegmentDeclarationSyntax)),
        Of("policy", Seq(Keywords.Policy, name, Keywords.On, name, Keywords.For, To("people"), Keywords.Allow, To("actions"), May(Keywords.Where, To("expression"))),
            "policy own on deal for role(sales) allow read, update where owner = user", typeof(PolicyDeclarationSyntax)),
        Of("actions", List(name), "policy own on deal for role(sales) allow read, update") with { Remark = "read, create, update, delete" },
        Of("on_message", Seq(Keywords.On, Keywords.Message, Keywords.From, To("names"), Keywords.As, name, May(Keywords.When, To("expression")), To("block")), ExampleHandler, typeof(MessageDeclarationSyntax)),
        Of("reply", Seq(Keywords.Reply, Keywords.Template, text, Keywords.To, name), ExampleHandler, typeof(ReplyCommandSyntax)),
        Of("when_message", Seq(Keywords.When, Keywords.Message, To("assignments")), "test t for deal { when message { channel: email, sender: \"a\" } }", typeof(TestMessageSyntax)),
        Of("given_consent", Seq(Keywords.Given, new NamedPart("consent"), Keywords.Of, name, "=", To("assignments")), ExampleConsent, typeof(TestConsentSyntax)),
    ];
}

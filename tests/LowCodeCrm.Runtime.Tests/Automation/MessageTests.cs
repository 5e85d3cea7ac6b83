using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Tests.Apps;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

public sealed class MessageTests
{
    private const string Rules = """
        rules for task { validate short { require length(title) < 20 message en "Too long" ja "長すぎます" } }
        on message from email, phone as m when contains_any(m.text, {"cancel", "解約"}) {
          let c = match contact by m.sender
          create task { title: "{m.channel} {left(m.text, 12)}", contact: c, account: c.account, due_on: date_of(m.at) }
          if c is set { notify role(sales) message en "{c.name} wants to cancel" }
          reply template "thanks" to m
        }
        """;

    [Fact]
    public async Task A_message_is_answered_and_noted_with_who_sent_it()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules));
        var account = await app.CreateAsync("account", """{"name": "A"}""");
        var hanako = await app.CreateAsync("contact", $$"""{"name": "Hanako", "email": "h@example.com", "account_id": "{{account}}"}""");
        Assert.Null(await ReceiveAsync(app, "email", "h@example.com", "Please cancel it"));
        Assert.Null(await ReceiveAsync(app, "email", "x@example.com", "cancel?"));
        Assert.Null(await ReceiveAsync(app, "email", "h@example.com", "Hello"));
        Assert.Equal(["\"email Please cance\"", "\"email cancel?\""], await app.ValuesAsync("task", "title"));
        Assert.Equal([$"\"{hanako}\"", "null"], await app.ValuesAsync("task", "contact_id"));
        Assert.Equal([$"\"{account}\"", "null"], await app.ValuesAsync("task", "account_id"));
        var placed = await Shop.OutboxAsync(app);
        Assert.Equal(["notify pending", "reply pending", "reply pending"], placed.Select(one => $"{one.Kind} {one.State}"));
        Assert.Equal("h@example.com", (string?)placed[1].Payload["sender"]);
        await Shop.ConsentAsync(app, hanako, "email", ConsentState.Withdrawn);
        Assert.Null(await ReceiveAsync(app, "email", "h@example.com", "cancel!"));
        Assert.Equal(HeldReason.NoConsent, (await Shop.OutboxAsync(app))[^1].Reason);
    }

    [Fact]
    public async Task A_message_whose_answer_is_refused_leaves_nothing()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules.Replace("left(m.text, 12)", "m.text", StringComparison.Ordinal)));
        Assert.IsType<Rejected>(await ReceiveAsync(app, "email", "x@example.com", "cancel all the many things"));
        Assert.Empty(await app.ListAsync("task"));
        Assert.Empty(await Shop.OutboxAsync(app));
    }

    [Fact]
    public Task Tests_receive_messages() => Shop.PassAsync(Rules + """
        test cancelled for contact {
          given account a = { name: "A" }
          given contact c = { name: "Hanako", email: "h@example.com", account: a }
          when message { channel: email, sender: "h@example.com", text: "Please cancel it" }
          then effects { create task { title: "email Please cance", contact: c, account: a }  notify role(sales) message en "Hanako wants to cancel"  reply template "thanks" to m }
          when message { channel: phone, sender: "h@example.com", text: "cancel" }
          then effects { create task { title: "phone cancel", contact: empty }  reply template "thanks" to m }
          when message { channel: email, sender: "h@example.com", text: "Hello" }
          then no effects
        }
        """);

    [Theory]
    [InlineData("on message from fax as m { }", "LCR2150")]
    [InlineData("on message from email as m { reply template \"thanks\" to x }", "LCR2163")]
    [InlineData("on message from email as m { let c = match account by m.sender }", "LCR2164")]
    [InlineData("on message from email as m when m.txt is set { }", "LCR2005")]
    [InlineData("on message from email as m { set name = \"x\" }", "LCR2161")]
    [InlineData("rules for deal { after save x { reply template \"thanks\" to m } }", "LCR2163")]
    [InlineData("test t for deal { when message { channel: email } }", "LCR2165")]
    public void Mistakes_are_diagnosed(string rules, string id) => Assert.Equal([id], Shop.Mistakes(rules));

    private static async Task<SaveResult?> ReceiveAsync(LiveApp app, string channel, string sender, string text)
    {
        using var lease = app.Host.Lease();
        return await app.Pipeline.InTransactionAsync(lease, LiveApp.Hanako, app.Pipeline.Limits, transaction => MessageReceiver.Receive(transaction, new IncomingMessage(channel, sender, text, null, DateTime.UtcNow)), default);
    }
}

using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Tests.Apps;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

/// <summary>What rules want to happen outside: on a real database with compiled rules, and in tests of rules, which run on the interpreter.</summary>
public sealed class OutboxTests
{
    private const string Rules = """
        rules for deal {
          validate not_bad { require name <> "bad" or stage <> won }
          after save handover when changed(stage) and stage = won {
            send email template "thanks" to contact key "won:{id}"
            notify agent or role(sales) message en "{name} is won" ja "{name} を受注"
            call webhook "orders" { amount: amount, title: name, account: account, days: 3 } key "order:{id}"
          }
        }
        rules for account {
          before save mark when rank is set { add tag "ranked" }
          before save unmark when rank is empty { remove tag "ranked" from labels }
        }
        """;

    [Fact]
    public async Task What_goes_outside_is_there_with_its_save_and_once_by_its_key()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules));
        var hanako = await app.CreateAsync("contact", """{"name": "Hanako", "email": "h@example.com"}""");
        await Shop.ConsentAsync(app, hanako, "email");
        var deal = await app.CreateAsync("deal", $$"""{"name": "Big", "stage": "won", "amount": 12.5, "contact_id": "{{hanako}}"}""");
        await app.UpdateAsync("deal", deal, """{"stage": "open"}""");
        await app.UpdateAsync("deal", deal, """{"stage": "won"}""");
        var placed = await Shop.OutboxAsync(app);
        Assert.Equal(["send pending", "notify pending", "webhook pending", "notify pending"], placed.Select(one => $"{one.Kind} {one.State}"));
        Assert.Equal($"won:{deal:D}", placed[0].Key);
        Assert.Equal($$"""{"rule":"handover","entity":"deal","record":"{{deal}}","channel":"email","template":"thanks","to":{"entity":"contact","record":"{{hanako}}"},"by":"hanako"}""", placed[0].Payload.ToJsonString());
        Assert.Equal("""{"amount":12.5,"title":"Big","account":null,"days":3}""", placed[2].Payload["values"]!.ToJsonString());
        Assert.Equal(["sales"], placed[1].Payload["roles"]!.AsArray().Select(role => (string?)role));
        Assert.Equal("Big is won", (string?)placed[1].Payload["message"]!["en"]);
        Assert.All(placed, one => Assert.Null(one.DoneAt));

        var history = await HistoryAsync(app, "deal", deal);
        Assert.Contains(history, one => (string?)one!["kind"] == "send" && (string?)one["effect"]!["template"] == "thanks");
    }

    [Fact]
    public async Task Without_consent_or_address_a_message_is_held_back_and_its_key_stays_free()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules));
        var silent = await app.CreateAsync("contact", """{"name": "Silent", "email": "s@example.com"}""");
        var deal = await app.CreateAsync("deal", $$"""{"name": "One", "stage": "won", "contact_id": "{{silent}}"}""");
        Assert.Equal(HeldReason.NoConsent, (await Shop.OutboxAsync(app)).First(one => one.Kind == "send").Reason);
        await Shop.ConsentAsync(app, silent, "email", ConsentState.Withdrawn);
        await Again();
        Assert.Equal([OutboxState.Held, OutboxState.Held], (await Shop.OutboxAsync(app)).Where(one => one.Kind == "send").Select(one => one.State));
        await Shop.ConsentAsync(app, silent, "email");
        await Again();
        await Again();
        Assert.Equal([OutboxState.Held, OutboxState.Held, OutboxState.Pending], (await Shop.OutboxAsync(app)).Where(one => one.Kind == "send").Select(one => one.State));

        var nowhere = await app.CreateAsync("contact", """{"name": "Nowhere"}""");
        await Shop.ConsentAsync(app, nowhere, "email");
        await app.CreateAsync("deal", $$"""{"name": "Two", "stage": "won", "contact_id": "{{nowhere}}"}""");
        Assert.Equal(HeldReason.NoAddress, (await Shop.OutboxAsync(app)).Last(one => one.Kind == "send").Reason);

        async Task Again()
        {
            await app.UpdateAsync("deal", deal, """{"stage": "open"}""");
            await app.UpdateAsync("deal", deal, """{"stage": "won"}""");
        }
    }

    [Fact]
    public async Task A_save_that_is_refused_leaves_nothing_in_the_outbox()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules + """
            rules for deal { after save spoil when name = "spoilt" and stage = won { update this { name: "bad" } } }
            """));
        Assert.IsType<Rejected>(await app.SaveAsync(SaveKind.Create, "deal", Guid.Empty, """{"name": "spoilt", "stage": "won"}"""));
        Assert.Empty(await Shop.OutboxAsync(app));
    }

    [Fact]
    public async Task Tags_come_and_go_once()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules));
        var id = await app.CreateAsync("account", """{"name": "A", "rank": "a", "labels": ["x"]}""");
        await app.UpdateAsync("account", id, """{"rank": "b"}""");
        Assert.Equal(["[\"x\",\"ranked\"]"], await app.ValuesAsync("account", "labels"));
        await app.UpdateAsync("account", id, """{"rank": null}""");
        Assert.Equal(["[\"x\"]"], await app.ValuesAsync("account", "labels"));
    }

    [Fact]
    public Task Tests_say_what_goes_outside() => Shop.PassAsync(Rules + """
        test thanked for deal {
          user taro { role: sales }
          given contact c = { name: "Hanako", email: "h@example.com" }
          given consent of c = { email: granted, phone: withdrawn }
          when create deal d { name: "Big", stage: won, amount: 12.5, contact: c, agent: taro }
          then effects {
            send email template "thanks" to c key "won:{d.id}"
            notify role(sales) or taro message en "Big is won"
            call webhook "orders" { amount: 12.5, days: 3 }
          }
          when update d { stage: open }
          then no effects
        }
        test not_thanked for deal {
          given contact c = { name: "Hanako", email: "h@example.com" }
          when create deal d { name: "Big", stage: won, contact: c }
          then effects { notify role(sales)  call webhook "orders" }
        }
        test tagged for account { when create account a { name: "A", rank: b } then "ranked" in a.labels  when update a { rank: empty } then a.labels is empty }
        """);

    [Theory]
    [InlineData("send email template \"thanks\" to contact", "LCR2140")]
    [InlineData("send email template \"thanks\" to agent key \"x\"", "LCR2141")]
    [InlineData("send email template \"thanks\" to account key \"x\"", "LCR2142")]
    [InlineData("send email template \"thank\" to contact key \"x\"", "LCR2143")]
    [InlineData("send email template \"thanks{1}\" to contact key \"x\"", "LCR2144")]
    [InlineData("send fax template \"thanks\" to contact key \"x\"", "LCR2019")]
    [InlineData("send email template \"thanks\" to name key \"x\"", "LCR2054")]
    [InlineData("send email template \"thanks\" to contact key 1", "LCR2003")]
    [InlineData("notify name", "LCR2060")]
    [InlineData("call webhook \"x\" { a: 1, a: 2 }", "LCR2049")]
    [InlineData("add tag \"x\"", "LCR2145")]
    public void Mistakes_are_diagnosed(string command, string id) => Assert.Equal([id], Shop.Mistakes($$"""rules for deal { after save x { {{command}} } }"""));

    [Fact]
    public void Before_the_save_nothing_goes_outside() => Assert.Equal(["LCR2064"], Shop.Mistakes("rules for deal { before save x { notify agent } }"));

    private static async Task<JsonArray> HistoryAsync(LiveApp app, string entity, Guid id)
    {
        using var lease = app.Host.Lease();
        return JsonNode.Parse((await HistoryReader.ReadAsync(lease, lease.App.Model.Entity(entity), id, default))!)!["value"]!.AsArray();
    }
}

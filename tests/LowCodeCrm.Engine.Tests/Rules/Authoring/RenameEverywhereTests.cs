using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Engine.Tests.Rules.Authoring;

/// <summary>A package in which everything that has a name is named somewhere else too, of every kind of construct.</summary>
public sealed class RenameEverywhereTests
{
    private const string Rules = """
        rules for deal {
          validate positive { require amount > 0 message "Not {amount}" at amount }
          after save thank when changed(stage) and stage = won {
            send email template "thanks" to client key "won:{id}"
            notify owner or role(boss)
          }
        }
        process path on deal.stage {
          state open initial
          state won final
          transition win : open -> won { guard positive_enough(this) by role(boss) or owner ask amount required }
        }
        approval large on deal {
          submit when amount > 100  lock amount
          step chief : role(boss) due 2 days escalate created_by.manager
          on approved { set stage = won }
        }
        schedule wake daily at 09:00 {
          let week = days(7)
          for each d in open_deals limit 100 { update d { amount: d.amount + 1, note: text(week) } }
        }
        segment open_deals of deal { where stage = open and amount < 1_000 }
        policy own on deal for role(boss) allow read where owner = user
        on message from email as m when contains(m.text ?? "", "hello") {
          let c = match client by m.sender
          reply template "thanks" to m
        }
        choose by_channel for client as p returns channel {
          from ch in contactable_channels(p) where not opted_out(p, ch)
          score 2 when ch = email
          otherwise email
        }
        table share(size: money, kind: deal.stage) returns decimal {
          | >= 100 | won => 20 |
          | otherwise    => 5  |
        }
        function positive_enough(d: deal) returns bool = d.amount > 0 and share(d.amount, d.stage) > 1
        test wins for deal {
          user hanako { role: boss }
          user taro { role: boss, manager: hanako }
          for each (start, more) in { (1, 2), (3, 4) }
          given client c = { name: "A", mail: "a@example.com" }
          given consent of c = { email: granted }
          given deal d = { client: c, stage: open, amount: start }
          when update d { amount: more }
          when transition win on d
          then d.stage = won and d.amount = more
          then effects { send email template "thanks" to c }
        }
        test decided for deal {
          user hanako { role: boss }
          given client c = { name: "A" }
          given deal d = { client: c, stage: open, amount: 200 }
          when submit d for large
          when approve d for large by hanako
          then d.stage = won
          when update d { amount: 0 - 1 }
          then rejected by positive at amount
        }
        """;

    private static readonly AppPackage Package = new(
    [
        PackageFile.FromText("app.json", """{"formatVersion": 1, "name": "a", "title": "A", "id": "a_1", "locales": ["en", "ja"], "defaultLocale": "en", "navigation": [{"items": ["deal", "client"]}]}"""),
        PackageFile.FromText("entities/client.json", """{"title": "Client", "type": "object", "required": ["name"], "properties": {"name": {"type": "string", "x-crm": {"id": "f_n"}}, "mail": {"type": "string", "x-crm": {"id": "f_m", "type": "email"}}}, "x-crm": {"id": "e_c", "display": "name"}}"""),
        PackageFile.FromText("entities/deal.json", """
            {"title": "Deal", "type": "object", "required": ["amount", "stage"], "properties": {
              "client": {"type": "string", "x-crm": {"id": "f_c", "type": "lookup", "target": "client"}},
              "amount": {"type": "number", "x-crm": {"id": "f_a", "type": "money"}},
              "note": {"type": "string", "x-crm": {"id": "f_t"}},
              "stage": {"type": "string", "x-crm": {"id": "f_s", "type": "choice", "options": [{"value": "open", "id": "o_1"}, {"value": "won", "id": "o_2"}]}}},
              "x-crm": {"id": "e_d", "display": "note", "search": ["note"]}}
            """),
        PackageFile.FromText("forms/deal.main.json", """{"id": "m_1", "type": "VerticalLayout", "elements": [{"type": "Control", "scope": "#/properties/amount"}, {"type": "Control", "scope": "#/properties/client"}]}"""),
        PackageFile.FromText("views/deal.all.json", """{"id": "v_1", "kind": "list", "columns": ["note", "client.name", "stage"], "filter": "stage = open and amount > 0", "sort": ["-amount"]}"""),
        PackageFile.FromText("roles/boss.json", """{"id": "r_1", "title": "Boss", "entities": {"deal": ["read", "update"]}, "fields": {"deal": {"note": "read"}}}"""),
        PackageFile.FromText("channels/email.json", """{"id": "c_1", "title": "Email", "kind": "email", "contact": [{"entity": "client", "address": "mail"}]}"""),
        PackageFile.FromText("templates/thanks.en.md", "Thanks"),
        PackageFile.FromText("templates/thanks.ja.md", "ありがとう"),
        PackageFile.FromText("locales/ja.json", """{"e_d:large": "大口", "e_d:large.chief": "課長", "e_d:path.win": "受注"}"""),
        PackageFile.FromText("data/deal.csv", "note,stage,amount\nA,open,1\n"),
        PackageFile.FromText("rules/all.rules", Rules),
    ]);

    private static readonly ReferenceIndex Index = ReferenceIndex.Of(Package);

    [Fact]
    public void The_package_is_right_and_everything_in_it_is_known_by_its_kind()
    {
        Assert.DoesNotContain(Index.Check.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        foreach (var kind in Enum.GetValues<SymbolKind>().Except([SymbolKind.Page])) Assert.Contains(Index.All, r => r.Symbol.Kind == kind);
    }

    [Fact]
    public void Whatever_is_renamed_everywhere_and_back_gives_the_same_files_to_the_letter()
    {
        foreach (var symbol in Index.All.Where(r => r.IsDeclaration).Select(r => r.Symbol).Distinct())
        {
            if (symbol.Kind != SymbolKind.Variable && !Index.Exists(symbol)) continue;
            // Kana, so that no other name or word of the language is met.
            var there = Rename.Of(Index, symbol, "べつのなまえ");
            Assert.True(there.Refusal is null, $"{symbol.Kind} {symbol}: {there.Refusal?.For("en")} {string.Join(' ', there.Diagnostics.Select(d => $"{d.Location} {d.Message.For("en")}"))}");
            Assert.True(there.Edits.Length + there.Moves.Length > 0, $"{symbol.Kind} {symbol}");
            var renamed = ReferenceIndex.Of(there.After!);
            var other = renamed.All.First(r => r.IsDeclaration && r.Symbol.Kind == symbol.Kind && r.Symbol.Name == "べつのなまえ").Symbol;
            var back = Rename.Of(renamed, other, symbol.Name);
            Assert.True(back.Refusal is null, $"{symbol.Kind} {symbol} back: {back.Refusal?.For("en")}");
            back.After!.IsSameAs(Package);
        }
    }

    [Theory]
    [InlineData(SymbolKind.Template, "", "thanks", 5)]
    [InlineData(SymbolKind.Segment, "", "open_deals", 2)]
    [InlineData(SymbolKind.Rule, "deal", "large", 5)]
    [InlineData(SymbolKind.Rule, "deal", "positive", 2)]
    [InlineData(SymbolKind.Function, "", "share", 2)]
    [InlineData(SymbolKind.Function, "", "positive_enough", 2)]
    [InlineData(SymbolKind.Role, "", "boss", 8)]
    public void Every_place_that_names_a_thing_is_found(SymbolKind kind, string entity, string name, int places) =>
        Assert.Equal(places, Index.Of(new PackageSymbol(kind, entity, "", name)).Count());

    [Fact]
    public void The_names_of_a_test_and_of_a_message_are_renamed_where_they_stand_and_nowhere_else()
    {
        var taro = Index.At("rules/all.rules", Rules.IndexOf("hanako { role: boss }\n  user taro", StringComparison.Ordinal))!;
        var text = Rename.Of(Index, taro.Symbol, "jiro").After!.Text("rules/all.rules");
        Assert.Contains("user taro { role: boss, manager: jiro }", text, StringComparison.Ordinal);
        Assert.Contains("when approve d for large by hanako", text, StringComparison.Ordinal);
        var message = Index.At("rules/all.rules", Rules.IndexOf("m when", StringComparison.Ordinal))!;
        text = Rename.Of(Index, message.Symbol, "mail_in").After!.Text("rules/all.rules");
        Assert.Contains("as mail_in when contains(mail_in.text ?? \"\", \"hello\")", text, StringComparison.Ordinal);
        Assert.Contains("match client by mail_in.sender", text, StringComparison.Ordinal);
        Assert.Contains("to mail_in", text, StringComparison.Ordinal);
    }
}

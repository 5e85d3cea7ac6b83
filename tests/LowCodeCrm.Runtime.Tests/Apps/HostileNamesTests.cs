using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Tests.Apps;

/// <summary>Names are identifiers of people's own words, whatever they mean to SQL, C#, OData or the rules language: installed, ruled, saved, imported and listed.</summary>
public sealed class HostileNamesTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("取引先商談案件", 9))[..59];
    private static readonly string[] Words =
    [
        "select", "from", "where", "order", "group", "table", "user", "index", "values", "rowid", "deleted_at_", "class", "event", "namespace", "async", "record", "field", "var", "object", "string", "dynamic",
        "value", "get", "null", "any", "all", "eq", "add", "div", "has", "contains", "key", "message", "state", "対象", "項目", "検証", "set", "rules", "function", "test", "かな", "カナ", "GetHashCode", "Equals", "Clone", "_", "__", "é", "ǅ", "商談", "Ꙁ",
    ];

    [Fact]
    public async Task Any_word_names_entities_and_fields_through_every_layer()
    {
        // Each word names an entity and, in all of them, a field; lookups and rollups run between neighbours.
        string[] entities = ["select", "class", "namespace", "table", "values", "user", "null", "any", "eq", "record", "event", "対象", "かな", "カナ", Long + "甲", Long + "乙"];
        string[] fields = [.. Words, Long + "甲", Long + "乙"];
        bool IsText(int at) => at % 2 == 0 || fields[at] == "GetHashCode";
        string Properties(int at) => string.Join(", ", fields.Select((f, i) => $$"""  "{{f}}": {"type": ["{{(IsText(i) ? "string" : "integer")}}", "null"], "x-crm": {"id": "f_{{at}}_{{i}}"} } """)) + $$"""
            , "order_by": {"type": ["string", "null"], "format": "uuid", "x-crm": {"id": "l_{{at}}", "type": "lookup", "target": "{{entities[(at + 1) % entities.Length]}}"} }
            , "case": {"type": ["string", "null"], "enum": ["switch", "union", "対象", null], "x-crm": {"id": "c_{{at}}", "type": "choice"} }
            """;
        string Rules(int at) => $$"""
            規則 対象 {{entities[at]}} {
              検証 {{fields[0]}} { 条件 {{fields[1]}} > 10 要求 {{fields[0]}} は 設定 文言 en "Needs {{{fields[1]}}}" ja "必要" 項目 {{fields[0]}} }
              既定 {{fields[3]}} = {{fields[1]}} + 1
              算出 select_all : text? = select & ":{{{fields[^2]}}}{{{fields[^1]}}}"
              算出 case_when : int? = もし case = union ならば table でなければ {{fields[1]}}
              算出 their_select : text? = order_by.select
              集計 group_by : int = sum({{entities[(at + entities.Length - 1) % entities.Length]}} via order_by, {{fields[1]}})
              before save 設定 { set GetHashCode = upper(GetHashCode) }
            }
            """;
        var number = 0;
        var package = IdAssigner.Fill(new AppPackage(
        [
            PackageFile.FromText("app.json", """{"formatVersion": 1, "id": "a_1", "name": "test", "title": "Test", "locales": ["en", "ja"], "defaultLocale": "en"}"""),
            .. entities.Select((e, at) => PackageFile.FromText($"entities/{e}.json",
                $$"""{"title": "{{e}}", "type": "object", "properties": { {{Properties(at)}} }, "x-crm": {"id": "e_{{at}}", "display": "select", "search": ["select", "{{Long}}甲"], "keys": [["where"]]} }""")),
            .. entities.Select((_, at) => PackageFile.FromText($"rules/r{at}.rules", Rules(at))),
        ]), null, () => $"id{number++}");
        await using var app = await LiveApp.InstallAsync(package);
        foreach (var entity in entities)
        {
            Assert.Equal("Needs 11", Assert.Single(Assert.IsType<Rejected>(await app.SaveAsync(SaveKind.Create, entity, Guid.Empty, """{"from": 11}""")).Violations).Message);
            var parent = await app.CreateAsync(entities[(Array.IndexOf(entities, entity) + 1) % entities.Length], """{"select": "theirs", "from": 1}""");
            var json = JsonSerializer.Serialize(fields.Select((f, i) => (f, Value: IsText(i) ? (object)$"t{i}" : i)).Append(("order_by_id", (object)parent)).Append(("case", "union")).ToDictionary(p => p.Item1, p => p.Item2));
            var id = await app.CreateAsync(entity, json);
            var row = Assert.Single(await app.ListAsync(entity, $"$filter=id eq {id}&$expand=order_by($select=select,group_by)"))!;
            for (var i = 0; i < fields.Length; i++)
                Assert.Equal(fields[i] == "GetHashCode" ? $"T{i}" : IsText(i) ? $"t{i}" : $"{i}", row[fields[i]]!.ToString());
            var (last, former) = (fields.Length - 1, fields.Length - 2);
            Assert.Equal($"t0:{(IsText(former) ? "t" : "")}{former}{(IsText(last) ? "t" : "")}{last}", row["select_all"]!.ToString());
            Assert.Equal("5", row["case_when"]!.ToString());
            Assert.Equal(("theirs", "theirs", "1"), (row["their_select"]!.ToString(), row["order_by"]!["select"]!.ToString(), row["order_by"]!["group_by"]!.ToString()));
            await app.SaveAsync(SaveKind.Delete, entity, id);
        }
    }

    [Fact]
    public async Task Any_word_filters_sorts_searches_groups_and_imports()
    {
        string[] fields = [.. Words.Where(w => w != "null"), Long + "甲", Long + "乙"];
        await using var app = await LiveApp.InstallAsync(LiveApp.Package("", ("group", string.Join(", ", fields.Select((f, i) => $$""" "{{f}}": {"type": ["string", "null"], "x-crm": {"id": "f_{{i}}"} } """)), ", \"display\": \"select\"")));
        var report = await app.ImportAsync("group", $"{string.Join(',', fields)}\n{string.Join(',', fields.Select((_, i) => $"v{i}"))}\n");
        Assert.Empty(report.Rejected);
        foreach (var (field, i) in fields.Select((f, i) => (f, i)))
        {
            var name = Uri.EscapeDataString(field);
            Assert.True((await app.ListAsync("group", $"$filter={name} eq 'v{i}'&$orderby={name} desc&$select={name}")).Count == 1, field);
            Assert.True((await app.ListAsync("group", $"$apply=groupby(({name}),aggregate($count as n))")).Single()![field]!.ToString() == $"v{i}", field);
        }
    }

    [Theory]
    [InlineData("my deal", "my_deal")]
    [InlineData("it's", "its")]
    [InlineData("a\\\"b", "ab")]
    [InlineData("deal😀", "deal")]
    [InlineData("1st", "_1st")]
    [InlineData("then", "then_")]
    [InlineData("Ｎａｍｅ", "Name")]
    [InlineData("空", "空_")]
    [InlineData("drop;--", "drop")]
    public void A_name_that_is_none_is_refused_where_it_stands_with_a_proposal(string name, string proposal)
    {
        var check = AppCompiler.Check(LiveApp.Package("", ("deal", $"\"ok\": {{\"type\": \"string\"}},\n\"{name}\": {{\"type\": \"string\"}}", "")));
        var refusal = check.Diagnostics.First(d => d.Severity == Engine.Diagnostics.DiagnosticSeverity.Error);
        Assert.Equal(("entities/deal.json", 2), (refusal.Location.File, refusal.Location.Start.Line));
        Assert.Contains($"'{proposal}'", refusal.Message.For("en"), StringComparison.Ordinal);
        Assert.Contains($"「{proposal}」", refusal.Message.For("ja"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("😀 \"quoted\" 'it''s'")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("{0} {amount} }{ %s ${x}")]
    [InlineData("\\ \n \t")]
    [InlineData("'; DROP TABLE \"deal\"; --")]
    public async Task A_label_is_any_text(string label)
    {
        var json = JsonSerializer.Serialize(label);
        await using var app = await LiveApp.InstallAsync(LiveApp.Package(
            "rules for deal { validate v { require name is set at name } computed shout : text? = label(kind) }",
            ("deal", $$""" "name": {"type": ["string", "null"], "title": {{json}} }, "kind": {"type": ["string", "null"], "enum": ["a", null], "x-crm": {"type": "choice", "options": [{"value": "a", "label": {{json}} }] } } """, "")));
        using (var lease = app.Host.Lease()) Assert.Equal(label, lease.App.Model.Entity("deal").Field("name").Label.For("en"));
        await app.CreateAsync("deal", """{"name": "x", "kind": "a"}""");
        Assert.Equal(label, (await app.ListAsync("deal")).Single()!["shout"]!.ToString());
    }

    [Fact]
    public async Task A_label_of_ten_thousand_characters_is_kept_whole()
    {
        var label = new string('長', 10_000);
        await using var app = await LiveApp.InstallAsync(LiveApp.Package("", ("deal", $$""" "name": {"type": ["string", "null"], "title": "{{label}}"} """, "")));
        using var lease = app.Host.Lease();
        Assert.Equal(label, lease.App.Model.Entity("deal").Field("name").Label.For("en"));
    }
}

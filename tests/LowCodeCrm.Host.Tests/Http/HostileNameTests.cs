using System.Text.Json.Nodes;
using System.Xml;
using LowCodeCrm.Testing;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>An app whose entities and fields are called by keywords of SQL, C# and OData, or by Japanese names as long as a name may be.</summary>
public sealed class HostileNameServer : IAsyncLifetime
{
    /// <summary>60 characters each.</summary>
    public static readonly string Entity = string.Concat(Enumerable.Repeat("顧客台帳管理", 10));
    public static readonly string Text = string.Concat(Enumerable.Repeat("表示名称項目", 10));
    public static readonly string Number = string.Concat(Enumerable.Repeat("数量合計項目", 10));
    public static readonly string Lookup = string.Concat(Enumerable.Repeat("参照先の項目", 10));
    public static readonly string Links = string.Concat(Enumerable.Repeat("複数参照項目", 10));

    private readonly string folder = Path.Combine(Path.GetTempPath(), "crm-names-" + Guid.NewGuid().ToString("N"));
    private CrmHost? host;

    public CrmHost Host => host!;
    public ApiClient Api { get; private set; } = null!;
    public string[] Selects { get; private set; } = [];
    public string[] Longs { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var package = Path.Combine(folder, "names");
        Write("app.json", """{"formatVersion": 1, "name": "names", "title": {"en": "Names \"quoted\" 🍣", "ja": "名前"}, "locales": ["en", "ja"], "defaultLocale": "en", "timeZone": "Asia/Tokyo", "currency": "JPY", "calendar": "jp"}""");
        Write("entities/select.json", """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Select", "type": "object", "required": ["from"], "properties": {
              "from": {"type": "string", "maxLength": 100}, "where": {"type": ["integer", "null"]}, "group": {"type": ["number", "null"], "x-crm": {"type": "decimal", "scale": 6, "precision": 28}},
              "class": {"type": ["boolean", "null"]}, "namespace": {"type": ["string", "null"], "format": "date"}, "eq": {"type": ["string", "null"]}, "order": {"type": ["string", "null"], "format": "date-time"},
              "desc": {"type": ["string", "null"], "enum": ["asc", "desc", "table", null], "x-crm": {"type": "choice", "options": [{"value": "asc", "title": {"en": "Up", "ja": "昇順"}}, {"value": "desc", "title": {"en": "Down", "ja": "降順"}}, {"value": "table", "title": "Table"}]}},
              "any": {"type": "array", "items": {"type": "string"}}, "count": {"type": ["integer", "null"]}, "value": {"type": ["string", "null"]}, "void": {"type": ["object", "null"], "x-crm": {"type": "personName"}}, "string": {"type": ["object", "null"], "x-crm": {"type": "geo"}}
            }, "x-crm": {"display": "from", "keys": [["from"], ["where", "eq"]], "search": ["from", "eq"]}}
            """);
        Write($"entities/{Entity}.json", $$$"""
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "長い名前", "type": "object", "properties": {
              "{{{Text}}}": {"type": ["string", "null"]}, "{{{Number}}}": {"type": ["integer", "null"]},
              "{{{Lookup}}}": {"type": ["string", "null"], "format": "uuid", "x-crm": {"type": "lookup", "target": "select"}},
              "{{{Links}}}": {"type": "array", "items": {"type": "string", "format": "uuid"}, "x-crm": {"type": "manyToMany", "target": "select"}}
            }, "x-crm": {"display": "{{{Text}}}", "keys": [["{{{Text}}}"]], "search": ["{{{Text}}}"]}}
            """);
        Write("rules/select.rules", """
            rules for select {
              computed label_of_desc : text? = label(desc)
              computed due : date? = business_days(today(), where)
              computed next_day : date = today() + days(1)
            }
            """);
        host = await CrmHost.StartAsync(new CrmHostOptions(Path.Combine(folder, "data"), "http://127.0.0.1:0") { AdminPassword = CrmServerFixture.Password, Apps = [new DirectoryInfo(package)] }, CancellationToken.None);
        Api = CrmServerFixture.ClientOf(host, "names");
        foreach (var i in Enumerable.Range(0, 6))
            Selects = [.. Selects, (await Api.Post("select", $$"""{"from": "行{{i}}", "where": {{i % 4}}, "group": 1234567890123456789012.{{i}}00001, "class": {{(i % 2 == 0 ? "true" : "false")}}, "namespace": "2026-01-0{{i + 1}}", "eq": "{{"abc"[i % 3]}}{{i}}", "desc": "{{(i % 2 == 0 ? "asc" : "desc")}}", "any": ["all", "t{{i}}"], "count": {{i}}, "void": {"family": "山田", "given": "{{i}}"}, "string": {"lat": 35.5, "lon": 139.{{i}} } }""")).Is(201).Id];
        foreach (var i in Enumerable.Range(0, 4))
            Longs = [.. Longs, (await Api.Post(Uri.EscapeDataString(Entity), new JsonObject { [Text] = $"名{i}", [Number] = i, [Lookup + "_id"] = Selects[i], [Links] = new JsonArray([.. Selects[..i].Select(id => (JsonNode)id)]) }.ToJsonString())).Is(201).Id];

        void Write(string path, string text)
        {
            var file = Path.Combine(package, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}

public sealed class HostileNameTests(HostileNameServer server) : IClassFixture<HostileNameServer>
{
    private static readonly string Long = Uri.EscapeDataString(HostileNameServer.Entity);
    private static readonly string Text = HostileNameServer.Text;
    private static readonly string Number = HostileNameServer.Number;
    private static readonly string Lookup = HostileNameServer.Lookup;
    private static readonly string Links = HostileNameServer.Links;

    private ApiClient Api => server.Api;

    [Theory]
    [InlineData("$filter=from eq '行3'", 1)]
    [InlineData("$filter=eq eq 'a0'", 1)]
    [InlineData("$filter=where eq 1 and class eq false", 2)]
    [InlineData("$filter=group gt 1234567890123456789012.200001", 3)]
    [InlineData("$filter=namespace le 2026-01-02", 2)]
    [InlineData("$filter=desc eq 'desc'", 3)]
    [InlineData("$filter=any/any(any: any eq 'all')", 6)]
    [InlineData("$filter=any/any(a: a eq 't2')", 1)]
    [InlineData("$filter=count ge 4", 2)]
    [InlineData("$filter=value eq null", 6)]
    [InlineData("$filter=void/given eq '5'", 1)]
    [InlineData("$filter=not (class) or desc in ('desc','table')", 3)]
    [InlineData("$filter=next_day gt 2020-01-01", 6)]
    [InlineData("$search=行4", 1)]
    public async Task Keywords_filter(string query, int count) =>
        Assert.Equal(count, (await Api.Get("select?$count=true&" + query)).Is(200).Json["value"]!.AsArray().Count);

    [Theory]
    [InlineData("from desc", "from")]
    [InlineData("desc desc,group", "desc,group")]
    [InlineData("order,count desc", "count")]
    [InlineData("class,where desc,eq", "class,where,eq")]
    [InlineData("void/given desc", "void")]
    public async Task Keywords_sort_select_and_page(string order, string select)
    {
        var whole = (await Api.Get($"select?$orderby={order}&$select={select}")).Is(200).Json["value"]!.AsArray();
        var paged = new List<JsonNode?>();
        for (var next = $"select?$orderby={order}&$select={select}"; next is not null;)
        {
            var page = (await Api.Get(next, ("Prefer", "odata.maxpagesize=2"))).Is(200).Json;
            paged.AddRange(page["value"]!.AsArray());
            next = (string?)page["@odata.nextLink"];
        }
        Assert.Equal(6, whole.Count);
        Assert.Equal(whole.Select(row => row!.ToJsonString()), paged.Select(row => row!.ToJsonString()));
    }

    [Fact]
    public async Task Keywords_are_grouped_and_aggregated()
    {
        var rows = (await Api.Get("select?$apply=groupby((desc,class),aggregate(count with sum as from,group with max as group,$count as select))&$orderby=desc desc")).Is(200).Json["value"]!.AsArray();
        Assert.Equal([("desc", 9, 3), ("asc", 6, 3)], rows.Select(row => ((string)row!["desc"]!, (int)row["from"]!, (int)row["select"]!)));
        Assert.Equal("1234567890123456789012.500001", rows[0]!["group"]!.ToJsonString());
    }

    [Fact]
    public async Task Keywords_are_keys()
    {
        Assert.Equal(server.Selects[2], (await Api.Get("select(from='行2')")).Is(200).Id);
        Assert.Equal(server.Selects[4], (await Api.Get("select(eq='b4',where=0)")).Is(200).Id);
        Assert.Equal(server.Longs[1], (await Api.Get($"{Long}({Uri.EscapeDataString(Text)}='名1')")).Is(200).Id);
    }

    [Fact]
    public async Task Long_Japanese_names_filter_sort_select_expand_and_page()
    {
        var rows = (await Api.Get($"{Long}?$filter={Number} ge 1 and {Lookup}/where lt 3&$orderby={Lookup}/from desc,{Number}&$select={Text},{Lookup}_id&$expand={Lookup}($select=from,desc)")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(["名2", "名1"], rows.Select(row => (string?)row![Text]));
        Assert.Equal(["行2", "行1"], rows.Select(row => (string?)row![Lookup]!["from"]));
        Assert.Equal(server.Selects[2], (string?)rows[0]![Lookup + "_id"]);
        var page = (await Api.Get($"{Long}?$orderby={Number} desc", ("Prefer", "odata.maxpagesize=3"))).Is(200).Json;
        var last = (await Api.Get((string)page["@odata.nextLink"]!, ("Prefer", "odata.maxpagesize=3"))).Is(200).Json;
        Assert.Equal(["名3", "名2", "名1", "名0"], page["value"]!.AsArray().Concat(last["value"]!.AsArray()).Select(row => (string?)row![Text]));
        Assert.Equal("4", (await Api.Get($"{Long}/$count?$search=名")).Is(200).Text);
    }

    [Fact]
    public async Task Many_to_many_is_ids_in_a_record_and_records_where_expanded()
    {
        var record = (await Api.Get($"{Long}/{server.Longs[3]}")).Is(200).Json;
        Assert.Equal(server.Selects[..3], record[Links]!.AsArray().Select(id => (string?)id));
        var listed = (await Api.Get($"{Long}?$orderby={Number}&$select={Links}")).Is(200).Json["value"]!.AsArray();
        Assert.Equal([0, 1, 2, 3], listed.Select(row => row![Links]!.AsArray().Count));
        var expanded = (await Api.Get($"{Long}/{server.Longs[2]}?$select={Text}&$expand={Links}($select=from;$orderby=from desc)")).Is(200).Json;
        Assert.Equal(["行1", "行0"], expanded[Links]!.AsArray().Select(row => (string?)row!["from"]));
        Assert.Equal("2", (await Api.Get($"{Long}/$count?$filter={Links}/any(x: x/where eq 1)")).Is(200).Text);
    }

    [Fact]
    public async Task Fields_without_exact_SQL_are_computed_by_their_rules_on_reading()
    {
        var row = (await Api.Get("select(from='行1')", ("Accept-Language", "ja"))).Is(200).Json;
        Assert.Equal("降順", (string?)row["label_of_desc"]);
        Assert.Equal("Down", (string?)(await Api.Get("select?$filter=from eq '行1'&$select=label_of_desc")).Is(200).Json["value"]![0]!["label_of_desc"]);
        var due = DateOnly.Parse((string)row["due"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(due.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.True(due >= DateOnly.FromDateTime(DateTime.UtcNow));
        // Through a lookup, too.
        var expanded = (await Api.Get($"{Long}?$filter={Number} eq 1&$expand={Lookup}($select=label_of_desc)")).Is(200).Json["value"]![0]!;
        Assert.Equal("Down", (string?)expanded[Lookup]!["label_of_desc"]);
        var refused = (await Api.Get("select?$filter=label_of_desc eq 'Down'")).Is(400);
        Assert.Contains("$filter", (string)refused.Json["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_meta_and_the_service_document_bear_the_names()
    {
        using var reader = XmlReader.Create(new StringReader((await Api.Get("$metadata")).Is(200).Text));
        Assert.True(CsdlReader.TryParse(reader, out var model, out var errors), string.Join("; ", errors));
        var type = Assert.IsAssignableFrom<IEdmEntityType>(model.FindType("crm." + HostileNameServer.Entity));
        Assert.NotNull(type.FindProperty(Lookup + "_id"));
        Assert.Equal(EdmMultiplicity.Many, type.NavigationProperties().Single(n => n.Name == Links).TargetMultiplicity());
        Assert.Contains((await Api.Get("")).Is(200).Json["value"]!.AsArray(), set => (string?)set!["name"] == HostileNameServer.Entity && (string?)set["url"] == Long);
        var meta = (await Api.Get("meta")).Is(200).Json;
        Assert.Equal("Names \"quoted\" 🍣", (string?)meta["title"]!["en"]);
        Assert.Contains(meta["entities"]!.AsArray(), e => (string?)e!["name"] == HostileNameServer.Entity);
    }

    [Fact]
    public async Task A_public_linter_takes_the_OpenAPI_document() =>
        await OpenApiLinter.CheckAsync((await Api.Get("openapi.json")).Is(200).Text, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("select")]
    [InlineData("long")]
    public async Task An_export_is_taken_back_without_a_change(string which)
    {
        var entity = which == "select" ? "select" : Long;
        var csv = (await Api.Get($"{entity}/$export?bom=true")).Is(200).Text;
        var report = (await Api.Send("POST", $"{entity}/$import?key=id", new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"))).Is(200).Json;
        Assert.Equal("[]", report["rejected"]!.ToJsonString());
        Assert.Equal((0, 0, which == "select" ? 6 : 4), ((int)report["created"]!, (int)report["updated"]!, (int)report["unchanged"]!));
        var lines = (await Api.Get($"{entity}/$export?format=ndjson")).Is(200).Text;
        report = (await Api.Send("POST", $"{entity}/$import?key=id", new StringContent(lines, System.Text.Encoding.UTF8, "application/x-ndjson"))).Is(200).Json;
        Assert.Equal((0, 0, "[]"), ((int)report["created"]!, (int)report["updated"]!, report["rejected"]!.ToJsonString()));
    }
}

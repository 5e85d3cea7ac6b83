using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;
using Microsoft.OpenApi;
using static LowCodeCrm.Runtime.Api.Description.OpenApiSchemas;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>The paths of one entity.</summary>
internal sealed partial class OpenApiEntity(OpenApiDocument document, OpenApiSchemas schemas, OpenApiParts parts, string name, string label, Entity entity, EntityRules rules, string[] channels)
{
    private static readonly string[] Refused = ["400", "404", "409", "412", "422"];
    private readonly string path = "/" + Uri.EscapeDataString(entity.Name);

    public void Add()
    {
        Records();
        OneRecord(path + "/{id}", "", parts.Parameter("id"));
        var n = 0;
        foreach (var key in entity.Keys)
        {
            OpenApiParameter[] parameters = [.. key.Select((field, i) => new OpenApiParameter { Name = Part(field, i), In = ParameterLocation.Path, Required = true, Schema = Of(JsonSchemaType.String), Description = entity.Field(field).Label.For("en") })];
            OneRecord($"{path}({string.Join(',', key.Select((field, i) => $"{Uri.EscapeDataString(field)}='{{{Part(field, i)}}}'"))})", n++ == 0 ? "_by_key" : $"_by_key_{n}", parameters);
        }
        OfOne();
        Bulk();
        Conditions();
    }

    private static string Part(string field, int index) => field.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? field : $"key{index + 1}";

    private IOpenApiSchema Record => schemas.Ref(name);

    private void Records()
    {
        var page = Object(("@odata.context", Of(JsonSchemaType.String)), ("@odata.count", Of(JsonSchemaType.Integer, "int64")), ("value", Array(Record)), ("@odata.nextLink", Of(JsonSchemaType.String, "uri")));
        Path(path,
            (HttpMethod.Get, Operation("list", parts.Say($"{label}: list", $"{label}の一覧"), "200", OpenApiParts.Json(parts.Say("A page of records.", "レコードの 1 ページ。"), page), ["400", "404"], parts.ListParameters)),
            (HttpMethod.Post, Operation("create", parts.Say($"{label}: create", $"{label}の作成"), "201", OpenApiParts.Json(parts.Say("The record as saved.", "保存されたレコード。"), Record), ["400", "409", "422"],
                [parts.Parameter("idempotencyKey"), parts.Parameter("prefer")], OpenApiParts.Request(schemas.Ref(name + ".new"), schemas.Example(entity)))));
        Path(path + "/$count", (HttpMethod.Get, Operation("count", parts.Say($"{label}: how many", $"{label}の件数"), "200", OpenApiParts.Body(parts.Say("A number.", "件数。"), "text/plain", Of(JsonSchemaType.Integer)), ["400"],
            [parts.Parameter("filter"), parts.Parameter("condition"), parts.Parameter("search")])));
    }

    private void OneRecord(string at, string suffix, params IOpenApiParameter[] keys)
    {
        IOpenApiParameter[] changing = [.. keys, parts.Parameter("ifMatch")];
        var saved = OpenApiParts.Json(parts.Say("The record as saved.", "保存されたレコード。"), Record);
        Path(at,
            (HttpMethod.Get, Operation("get" + suffix, parts.Say($"{label}: one record", $"{label}の取得"), "200", OpenApiParts.Json(parts.Say("The record.", "レコード。"), Record), ["400", "404"], [.. keys, parts.Parameter("select"), parts.Parameter("expand")])),
            (HttpMethod.Patch, Operation("update" + suffix, parts.Say($"{label}: change some fields", $"{label}の更新"), "200", saved, Refused, changing, OpenApiParts.Request(schemas.Ref(name + ".input")))),
            (HttpMethod.Put, Operation("put" + suffix, parts.Say($"{label}: create or replace", $"{label}の作成または置き換え"), "200", saved, Refused, changing, OpenApiParts.Request(schemas.Ref(name + ".input")))),
            (HttpMethod.Delete, Operation("delete" + suffix, parts.Say($"{label}: to the recycle bin", $"{label}をごみ箱へ"), "204", new OpenApiResponse { Description = parts.Say("Deleted.", "削除された。") }, ["404", "409", "412"], changing)));
    }

    private void OfOne()
    {
        var one = path + "/{id}";
        var id = parts.Parameter("id");
        Path(one + "/$restore", (HttpMethod.Post, Operation("restore", parts.Say($"{label}: back from the recycle bin", $"{label}をごみ箱から戻す"), "200", OpenApiParts.Json(parts.Say("The record.", "レコード。"), Record), ["404", "409", "422"], [id])));
        foreach (var transition in rules.Processes.SelectMany(p => p.Transitions).DistinctBy(t => t.Name))
        {
            var asked = Object([.. transition.Asks.Select(ask => (Saving.Input.JsonInputReader.PropertyOf(ask.Field), (IOpenApiSchema)schemas.Value(ask.Field)))]);
            var required = transition.Asks.Where(a => a.Required).Select(a => Saving.Input.JsonInputReader.PropertyOf(a.Field)).ToHashSet();
            if (required.Count > 0) asked.Required = required;
            var operation = Operation("transition_" + OpenApiNames.Plain(transition.Name), parts.Say($"{label}: {transition.Name} (to {transition.To.Value})", $"{label}: {transition.Name}（{transition.To.Label.For("ja")}へ）"), "200",
                OpenApiParts.Json(parts.Say("The record as saved.", "保存されたレコード。"), Record), Refused, [id, parts.Parameter("ifMatch")], OpenApiParts.Request(asked));
            Path($"{one}/transition/{Uri.EscapeDataString(transition.Name)}", (HttpMethod.Post, operation));
        }
        State(one, id);
        Why(one, id);
        Approvals(one, id);
        Path(one + "/timeline", (HttpMethod.Get, Operation("timeline", parts.Say($"{label}: history, notes and related records at a time, newest first", $"{label}の履歴・メモ・関連する活動（新しい順）"), "200",
            OpenApiParts.Json(parts.Say("Entries.", "項目。"), Object(("value", Array(Of(JsonSchemaType.Object))), ("@odata.nextLink", Of(JsonSchemaType.String, "uri")))), ["400", "404"], [id, parts.Parameter("top"), parts.Parameter("skiptoken")])));
        Consents(one, id);
        Notes(one, id);
        if (!entity.History) return;
        var text = Of(JsonSchemaType.String);
        var change = Object(("field", text), ("old", new OpenApiSchema()), ("new", new OpenApiSchema()), ("rule", text));
        var entry = Object(("at", Of(JsonSchemaType.String, "date-time")), ("by", new OpenApiSchema()), ("version", Of(JsonSchemaType.Integer)), ("appVersion", Of(JsonSchemaType.Integer)), ("changes", Array(change)));
        Path(one + "/history", (HttpMethod.Get, Operation("history", parts.Say($"{label}: what was changed, newest first", $"{label}の変更履歴（新しい順）"), "200", OpenApiParts.Json(parts.Say("The changes.", "変更。"), Object(("value", Array(entry)), ("@odata.nextLink", Of(JsonSchemaType.String, "uri")))), ["400", "404"], [id, parts.Parameter("top"), parts.Parameter("skip")])));
    }

    private void State(string one, IOpenApiParameter id)
    {
        if (rules.Processes.IsEmpty) return;
        var text = Of(JsonSchemaType.String);
        var yes = Of(JsonSchemaType.Boolean);
        var problems = Array(Object(("code", text), ("message", text), ("fields", Array(text)), ("rule", text)));
        var transition = Object(("name", text), ("label", text), ("to", text), ("allowed", yes), ("due", Of(JsonSchemaType.String, "date-time")), ("overdue", yes), ("violations", problems), ("ask", Array(Object(("field", text), ("property", text), ("required", yes)))));
        var process = Object(("name", text), ("field", text), ("state", text), ("transitions", Array(transition)));
        Path(one + "/$state", (HttpMethod.Get, Operation("state", parts.Say($"{label}: where it stands in its processes and what leads on", $"{label}のプロセス上の状態と可能な遷移"), "200",
            OpenApiParts.Json(parts.Say("States and transitions.", "状態と遷移。"), Object(("processes", Array(process)))), ["404"], [id])));
    }

    private void Consents(string one, IOpenApiParameter id)
    {
        var text = Of(JsonSchemaType.String);
        var channel = channels.Length == 0 ? text : Choice(channels);
        var state = Choice(ConsentState.Granted, ConsentState.Withdrawn);
        var entry = Object(("channel", channel), ("purpose", text), ("state", state), ("at", Of(JsonSchemaType.String, "date-time")), ("by", new OpenApiSchema()), ("source", new OpenApiSchema()));
        var given = Object(("channel", channel), ("state", state), ("purpose", text), ("source", text));
        given.Required = new HashSet<string> { "channel", "state" };
        Path(one + "/$consents",
            (HttpMethod.Get, Operation("consents", parts.Say($"{label}: consent given and withdrawn, newest first", $"{label}の同意の記録（新しい順）"), "200",
                OpenApiParts.Json(parts.Say("The newest entry of a channel and purpose counts.", "チャネルと目的ごとに最新の記録が有効。"), Object(("value", Array(entry)))), ["404"], [id])),
            (HttpMethod.Post, Operation("consent", parts.Say($"{label}: record consent or its withdrawal", $"{label}の同意または撤回を記録"), "201",
                OpenApiParts.Json(parts.Say("The entry; the record stays as it is.", "追加された記録。レコード自体は変わらない。"), entry), ["400", "404", "422"], [id, parts.Parameter("idempotencyKey")], OpenApiParts.Request(given))));
    }

    private void Notes(string one, IOpenApiParameter id)
    {
        var text = Of(JsonSchemaType.String);
        var entry = Object(("id", Of(JsonSchemaType.Integer)), ("at", Of(JsonSchemaType.String, "date-time")), ("by", text), ("by_id", Of(JsonSchemaType.String, "uuid")), ("text", text));
        var given = Object(("text", text));
        given.Required = new HashSet<string> { "text" };
        Path(one + "/notes",
            (HttpMethod.Get, Operation("notes", parts.Say($"{label}: notes, newest first", $"{label}のメモ（新しい順）"), "200",
                OpenApiParts.Json(parts.Say("The notes.", "メモ。"), Object(("value", Array(entry)), ("@odata.nextLink", Of(JsonSchemaType.String, "uri")))), ["400", "404"], [id, parts.Parameter("top"), parts.Parameter("skip")])),
            (HttpMethod.Post, Operation("note", parts.Say($"{label}: write a note", $"{label}にメモを書く"), "201",
                OpenApiParts.Json(parts.Say("The note; the record stays as it is.", "追加されたメモ。レコード自体は変わらない。"), entry), ["400", "404", "422"], [id, parts.Parameter("idempotencyKey")], OpenApiParts.Request(given))));
        var note = new OpenApiParameter { Name = "note", In = ParameterLocation.Path, Required = true, Schema = Of(JsonSchemaType.Integer), Description = parts.Say("The note's id.", "メモの ID。"), Example = 1 };
        Path(one + "/notes/{note}", (HttpMethod.Delete, Operation("deleteNote", parts.Say($"{label}: delete a note of one's own", $"{label}の自分のメモを削除"), "204", new OpenApiResponse { Description = parts.Say("Deleted.", "削除された。") }, ["404"], [id, note])));
    }

    private void Bulk()
    {
        var text = Of(JsonSchemaType.String);
        var rejected = Object(("line", Of(JsonSchemaType.Integer)), ("column", text), ("message", text));
        var whole = Of(JsonSchemaType.Integer);
        var report = Object(("created", whole), ("updated", whole), ("unchanged", whole), ("rejected", Array(rejected)), ("import", Of(JsonSchemaType.String, "uuid")),
            ("header", Array(text)), ("rows", Array(Object(("line", whole), ("cells", Array(text))))));
        var file = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, IOpenApiMediaType> { ["text/csv"] = new OpenApiMediaType { Schema = text }, ["application/x-ndjson"] = new OpenApiMediaType { Schema = text }, ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = new OpenApiMediaType { Schema = Of(JsonSchemaType.String, "binary") } },
        };
        Path(path + "/$import", (HttpMethod.Post, Operation("import", parts.Say($"{label}: import a file", $"{label}の取り込み"), "200", OpenApiParts.Json(parts.Say("What became of the rows.", "各行の結果。"), report), ["400", "413"],
            [OpenApiParts.Query("key", text, parts.Say("Fields by which a row finds its record.", "行とレコードを対応させる項目。")),
             OpenApiParts.Query("mode", Choice("upsert", "create"), parts.Say("Whether rows may change records.", "既存レコードを更新するか。")),
             OpenApiParts.Query("mapping", text, parts.Say("JSON object: a column's header to the field it goes to, null to leave it out; #1 is the first column whatever its header.", "列名から項目名への JSON オブジェクト。取り込まない列は null。#1 は見出しによらず先頭の列。")),
             OpenApiParts.Query("rows", Of(JsonSchemaType.Boolean), parts.Say("Give the rejected rows' cells back too, under header and rows.", "取り込めなかった行のセルも header と rows で返す。")),
             OpenApiParts.Query("dryRun", Of(JsonSchemaType.Boolean), parts.Say("Report, and save nothing.", "結果だけを返し、保存しない。"))], file)));
        var column = Object(("index", whole), ("header", text), ("field", text), ("guess", text), ("samples", Array(text)));
        var preview = Object(("format", text), ("encoding", text), ("delimiter", text), ("rows", whole), ("columns", Array(column)), ("first", Array(Array(text))));
        Path(path + "/$import/$preview", (HttpMethod.Post, Operation("preview", parts.Say($"{label}: what a file's columns probably are, importing nothing", $"{label}の取り込みファイルの列を推定（取り込まない）"), "200",
            OpenApiParts.Json(parts.Say("Columns and first rows.", "列と先頭の行。"), preview), ["400", "413"], null, file)));
        var exported = OpenApiParts.Body(parts.Say("The records.", "レコード。"), "text/csv", text);
        exported.Content!["application/x-ndjson"] = new OpenApiMediaType { Schema = text };
        exported.Content["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = new OpenApiMediaType { Schema = Of(JsonSchemaType.String, "binary") };
        IOpenApiParameter[] exporting =
        [
            OpenApiParts.Query("format", Choice("csv", "xlsx", "ndjson"), parts.Say("csv by default.", "省略すると csv。")),
            OpenApiParts.Query("bom", Of(JsonSchemaType.Boolean), parts.Say("Begin CSV with a byte order mark, for spreadsheets.", "CSV の先頭に BOM を付ける（表計算ソフト用）。")),
            OpenApiParts.Query("guard", Of(JsonSchemaType.Boolean), parts.Say("Put an apostrophe before texts that a spreadsheet would run as formulas; an import takes it away. True by default.", "数式とみなされる文字列の前にアポストロフィを付ける（取り込みで外す）。省略すると true。")),
            .. parts.ExportParameters,
        ];
        Path(path + "/$export",
            (HttpMethod.Get, Operation("export", parts.Say($"{label}: export", $"{label}の書き出し"), "200", exported, ["400"], exporting)),
            (HttpMethod.Post, Operation("exportSome", parts.Say($"{label}: export certain records, in this order", $"{label}の指定したレコードを、その順に書き出し"), "200", exported, ["400"],
                [.. exporting.Where(parameter => parameter.Name is not ("$filter" or "$top" or "$skip"))], OpenApiParts.Request(Object(("ids", Array(Of(JsonSchemaType.String, "uuid"))))))));
        OpenApiSchema Changed()
        {
            var names = Array(text);
            names.Description = parts.Say(
                "Every field that the user has entered or cleared since the form was opened. Other values stand for what is stored; empty ones of a new record are filled by defaults.",
                "フォームを開いてから利用者が入力または消去した項目。ほかの値は保存済みの値とみなし、新規レコードの空の値には既定値が入る。");
            return names;
        }

        var states = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Of(JsonSchemaType.Boolean) };
        var problems = Array(Object(("rule", text), ("message", text), ("fields", Array(text))));
        var answer = Object(("values", Record), ("show", states), ("required", states), ("readonly", states), ("warnings", problems), ("violations", problems));
        Path(path + "/$evaluate", (HttpMethod.Post, Operation("evaluate", parts.Say($"{label}: what the rules say of a form, saving nothing", $"{label}の入力をルールで評価（保存しない）"), "200", OpenApiParts.Json(parts.Say("Values and states.", "値と状態。"), answer), ["400", "404"], null,
            OpenApiParts.Request(Object(("id", Of(JsonSchemaType.String, "uuid")), ("values", schemas.Ref(name + ".input")), ("changed", Changed()))))));
    }

    private void Conditions()
    {
        var text = Of(JsonSchemaType.String);
        var group = Object(("match", Choice("all", "any")), ("conditions", Array(Of(JsonSchemaType.Object))));
        var answer = Object(("conditions", group), ("text", text), ("diagnostics", Array(Of(JsonSchemaType.Object))));
        Path(path + "/$conditions", (HttpMethod.Post, Operation("conditions", parts.Say($"{label}: a condition's text to its parts, or parts to text", $"{label}の条件式と条件の部品を相互に変換"), "200",
            OpenApiParts.Json(parts.Say("conditions for text (null where it has another shape), text for conditions.", "text には conditions（部品にできない式なら null）、conditions には text を返す。"), answer), ["400", "404"], null,
            OpenApiParts.Request(Object(("text", text), ("conditions", group))))));
    }

    private static OpenApiSchema Choice(params string[] values) => new() { Type = JsonSchemaType.String, Enum = [.. values.Select(v => (System.Text.Json.Nodes.JsonNode)v)] };

    private OpenApiOperation Operation(string verb, string summary, string status, IOpenApiResponse response, string[] refusals, IEnumerable<IOpenApiParameter>? parameters = null, OpenApiRequestBody? body = null) =>
        parts.Operation($"{verb}_{name}", entity.Name, summary, status, response, refusals, parameters, body);

    private void Path(string at, params ReadOnlySpan<(HttpMethod Method, OpenApiOperation Operation)> operations)
    {
        var item = new OpenApiPathItem();
        foreach (var (method, operation) in operations) item.AddOperation(method, operation);
        document.Paths.Add(at, item);
    }
}

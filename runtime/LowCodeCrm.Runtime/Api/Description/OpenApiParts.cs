using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>Parameters, answers and bodies that operations of an app share.</summary>
internal sealed class OpenApiParts(OpenApiDocument document, OpenApiSchemas schemas)
{
    public const string Problem = "Crm.Problem";
    private static readonly string[] Queries = ["filter", "condition", "orderby", "select", "expand", "search", "top", "skip", "count", "apply", "skiptoken", "deleted"];

    public string Say(string en, string ja) => schemas.Say(en, ja);

    public void Add()
    {
        var text = OpenApiSchemas.Of(JsonSchemaType.String);
        var detail = OpenApiSchemas.Object(("code", text), ("target", text), ("message", text), ("rule", text), ("start", OpenApiSchemas.Of(JsonSchemaType.Integer)), ("length", OpenApiSchemas.Of(JsonSchemaType.Integer)));
        var problem = OpenApiSchemas.Object(
            ("type", text), ("title", text), ("status", OpenApiSchemas.Of(JsonSchemaType.Integer)), ("detail", text),
            ("error", OpenApiSchemas.Object(("code", text), ("message", text), ("details", OpenApiSchemas.Array(detail)))));
        problem.Title = Say("Problem", "エラー");
        problem.Description = Say("RFC 9457 problem details that also carry OData's error.", "RFC 9457 の問題詳細に OData の error を加えたもの。");
        document.AddComponent(Problem, problem);
        Response("400", Say("The request is malformed.", "リクエストの形式が正しくない。"));
        Response("401", Say("Nobody is signed in.", "サインインしていない。"));
        Response("403", Say("It is somebody else's to change.", "変更できるのは別の人。"));
        Response("404", Say("There is no such thing, or the caller may not see it.", "存在しないか、閲覧できない。"));
        Response("409", Say("A key is taken already, or a record is still referred to.", "キーが使用済み、または参照されている。"));
        Response("412", Say("The ETag is old; both versions of the differing fields are given.", "ETag が古い。異なる項目の両方の値を返す。"));
        Response("413", Say("The body is too large.", "本文が大きすぎる。"));
        Response("422", Say("Rules or types said no: every violation with its fields.", "ルールまたは型に反する。すべての違反と項目を返す。"));
        Parameter("id", "id", ParameterLocation.Path, OpenApiSchemas.Of(JsonSchemaType.String, "uuid"), Say("The record's id.", "レコードの ID。"), OpenApiExamples.Id);
        Parameter("filter", "$filter", ParameterLocation.Query, text, Say("Condition, OData v4.01.", "条件（OData v4.01）。"));
        Parameter("condition", "filter", ParameterLocation.Query, text, Say("Condition in the rules language, as views have it; holds together with $filter and $search.", "ルール言語の条件（ビューの絞り込みと同じ書き方）。$filter・$search と AND で組み合わされる。"), "close_on < today()");
        Parameter("deleted", "deleted", ParameterLocation.Query, OpenApiSchemas.Of(JsonSchemaType.Boolean), Say("true: the records of the recycle bin; when and by whom they were deleted is in updated_at and updated_by.", "true: ごみ箱のレコード。削除の日時と削除した人は updated_at と updated_by。"));
        Parameter("orderby", "$orderby", ParameterLocation.Query, text, Say("Fields to sort by, each with asc or desc.", "並べ替えの項目。asc か desc を付けられる。"));
        Parameter("select", "$select", ParameterLocation.Query, text, Say("Fields to give; all by default.", "返す項目。省略するとすべて。"));
        Parameter("expand", "$expand", ParameterLocation.Query, text, Say("Related records to give along.", "あわせて返す関連レコード。"));
        Parameter("search", "$search", ParameterLocation.Query, text, Say("Words to find; quotes make a phrase.", "検索語。引用符で語句になる。"));
        Parameter("apply", "$apply", ParameterLocation.Query, text, Say("filter, groupby and aggregate.", "filter・groupby・aggregate。"));
        Parameter("skiptoken", "$skiptoken", ParameterLocation.Query, text, Say("Part of a next link; follow the link as it is.", "次ページリンクの一部。リンクをそのまま使う。"));
        Parameter("top", "$top", ParameterLocation.Query, Whole(), Say("Records at most.", "最大件数。"));
        Parameter("skip", "$skip", ParameterLocation.Query, Whole(), Say("Records to pass over.", "読み飛ばす件数。"));
        Parameter("count", "$count", ParameterLocation.Query, OpenApiSchemas.Of(JsonSchemaType.Boolean), Say("Also say how many there are.", "総件数も返す。"));
        Parameter("prefer", "Prefer", ParameterLocation.Header, text, Say("odata.maxpagesize=N, return=minimal or return=representation.", "odata.maxpagesize=N、return=minimal、return=representation。"));
        Parameter("ifMatch", "If-Match", ParameterLocation.Header, text, Say("The ETag last seen; the save is refused if the record has changed since.", "最後に見た ETag。以後に変更されていれば保存しない。"));
        Parameter("idempotencyKey", "Idempotency-Key", ParameterLocation.Header, text, Say("The same key within a day gives the first answer again.", "1 日以内に同じキーを送ると、最初の応答を返す。"));
    }

    public IOpenApiParameter Parameter(string name) => new OpenApiParameterReference(name, document);

    /// <summary>What lists take.</summary>
    public IEnumerable<IOpenApiParameter> ListParameters => Queries.Select(Parameter).Append(Parameter("prefer"));

    public IEnumerable<IOpenApiParameter> ExportParameters => Queries[..8].Where(name => name != "expand").Select(Parameter);

    public static OpenApiParameter Query(string name, OpenApiSchema schema, string description) => new() { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description };

    /// <summary>A JSON answer.</summary>
    public static OpenApiResponse Json(string description, IOpenApiSchema schema) => Body(description, "application/json", schema);

    public static OpenApiResponse Body(string description, string type, IOpenApiSchema schema) =>
        new() { Description = description, Content = new Dictionary<string, IOpenApiMediaType> { [type] = new OpenApiMediaType { Schema = schema } } };

    public static OpenApiRequestBody Request(IOpenApiSchema schema, JsonNode? example = null) =>
        new() { Required = true, Content = new Dictionary<string, IOpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = schema, Example = example } } };

    /// <summary>An operation with its good answer and, besides 401, the refusals it may give.</summary>
    public OpenApiOperation Operation(string id, string tag, string summary, string status, IOpenApiResponse response, string[] refusals, IEnumerable<IOpenApiParameter>? parameters = null, OpenApiRequestBody? body = null)
    {
        var responses = new OpenApiResponses { [status] = response };
        foreach (var refusal in refusals.Append("401").Distinct().Order(StringComparer.Ordinal)) responses[refusal] = new OpenApiResponseReference("Problem" + refusal, document);
        return new OpenApiOperation
        {
            OperationId = id, Summary = summary, Tags = new HashSet<OpenApiTagReference> { new(tag, document) }, Responses = responses,
            Parameters = parameters is null ? null : [.. parameters], RequestBody = body,
        };
    }

    private static OpenApiSchema Whole() => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0" };

    private void Response(string status, string description) => document.AddComponent("Problem" + status, Body(description, "application/problem+json", schemas.Ref(Problem)));

    private void Parameter(string component, string name, ParameterLocation place, OpenApiSchema schema, string description, string? example = null) =>
        document.AddComponent(component, new OpenApiParameter { Name = name, In = place, Required = place == ParameterLocation.Path, Schema = schema, Description = description, Example = example is null ? null : JsonValue.Create(example) });
}

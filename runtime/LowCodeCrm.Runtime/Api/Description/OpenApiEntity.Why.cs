using Microsoft.OpenApi;
using static LowCodeCrm.Runtime.Api.Description.OpenApiSchemas;

namespace LowCodeCrm.Runtime.Api.Description;

internal sealed partial class OpenApiEntity
{
    private void Why(string one, IOpenApiParameter id)
    {
        var text = Of(JsonSchemaType.String);
        var part = Object(("role", text), ("rule", text), ("text", text), ("holds", Of(JsonSchemaType.Boolean)), ("message", text), ("change", text), ("fields", Array(text)), ("tree", Of(JsonSchemaType.Object)));
        var origin = Object(("at", Of(JsonSchemaType.String, "date-time")), ("by", new OpenApiSchema()), ("rule", text), ("version", Of(JsonSchemaType.Integer)), ("appVersion", Of(JsonSchemaType.Integer)));
        var answer = Object(("kind", text), ("title", text), ("value", new OpenApiSchema()), ("shown", text), ("summary", text), ("appVersion", Of(JsonSchemaType.Integer)), ("change", text), ("unknown", text), ("origin", origin),
            ("tree", OrNull(Of(JsonSchemaType.Object))), ("parts", Array(part)));
        var told = OpenApiParts.Json(parts.Say("The rules behind it, part by part, in the caller's language. \"change\" is what would turn the outcome round, \"unknown\" what can no longer be told.",
            "背後にあるルールを部分ごとに、呼び出し元の言語で返す。\"change\" は結果を変える条件、\"unknown\" はもう分からないこと。"), answer);
        var subjects = new (string Name, OpenApiSchema Schema, string En, string Ja)[]
        {
            ("field", text, "The field that is asked about.", "対象の項目。"),
            ("about", Choice("value", "default", "show", "required", "readonly"), "Of the field: its value (the default), or its state.", "項目の値（省略時）または状態。"),
            ("rule", text, "The validation, warning or guard that is asked about.", "対象の検証・警告・ガード。"),
            ("transition", text, "The transition that is asked about.", "対象の遷移。"),
            ("approval", text, "The approval that is asked about.", "対象の承認。"),
            ("level", Choice("outcome", "why", "full"), "How much the trees tell; why by default.", "説明の詳しさ。省略すると why。"),
        };
        Path(one + "/why", (HttpMethod.Get, Operation("why", parts.Say($"{label}: why something is as it is", $"{label}の値や状態の理由"), "200", told, ["400", "404"],
        [
            id, .. subjects.Select(subject => OpenApiParts.Query(subject.Name, subject.Schema, parts.Say(subject.En, subject.Ja))),
            OpenApiParts.Query("version", Of(JsonSchemaType.Integer), parts.Say("As it was after the change that made this version of the record.", "この版にした変更の直後の状態について。")),
        ])));
        var asked = Object([("id", (IOpenApiSchema)Of(JsonSchemaType.String, "uuid")), ("values", schemas.Ref(name + ".input")), ("changed", Array(text)), .. subjects.Select(subject => (subject.Name, (IOpenApiSchema)subject.Schema))]);
        Path(path + "/$why", (HttpMethod.Post, Operation("whyOf", parts.Say($"{label}: why, of what stands in a form and is not saved", $"{label}の入力中の値についての理由（保存しない）"), "200", told, ["400", "404"], null, OpenApiParts.Request(asked))));
    }
}

using LowCodeCrm.Runtime.Approvals;
using Microsoft.OpenApi;
using static LowCodeCrm.Runtime.Api.Description.OpenApiSchemas;

namespace LowCodeCrm.Runtime.Api.Description;

internal sealed partial class OpenApiEntity
{
    private void Approvals(string one, IOpenApiParameter id)
    {
        if (rules.Approvals.IsEmpty) return;
        var text = Of(JsonSchemaType.String);
        var instant = Of(JsonSchemaType.String, "date-time");
        var step = Object(("name", text), ("label", text), ("state", Choice("done", "current", "ahead", "stopped")));
        var person = Object(("id", Of(JsonSchemaType.String, "uuid")), ("role", text), ("name", text), ("as", text));
        var decision = Object(("kind", text), ("step", text), ("stepLabel", text), ("by", text), ("at", instant), ("comment", text), ("to", text));
        var position = Object(("name", text), ("label", text), ("state", OrNull(text)), ("may", Array(Choice([.. ApprovalJson.Verbs]))), ("locked", Array(text)), ("steps", Array(step)), ("step", text),
            ("needed", Of(JsonSchemaType.Integer)), ("given", Of(JsonSchemaType.Integer)), ("waitingFor", Array(person)), ("since", instant), ("due", instant), ("overdue", Of(JsonSchemaType.Boolean)),
            ("escalated", Of(JsonSchemaType.Boolean)), ("submittedBy", text), ("submittedAt", instant), ("endedAt", instant), ("decisions", Array(decision)));
        Path(one + "/$approvals", (HttpMethod.Get, Operation("approvals", parts.Say($"{label}: where it stands in its approvals, who is asked, what was decided", $"{label}の承認の状況・担当者・経過"), "200",
            OpenApiParts.Json(parts.Say("An entry for each approval; \"may\" is what the caller can do about it.", "承認ごとの状況。\"may\" は呼び出し元ができること。"), Object(("value", Array(position)))), ["404"], [id])));
        foreach (var verb in Enum.GetValues<ApprovalVerb>())
        {
            var (en, ja) = verb switch
            {
                ApprovalVerb.Submit => ("submit for approval", "の申請"),
                ApprovalVerb.Approve => ("agree at the step where it stands", "を承認"),
                ApprovalVerb.Reject => ("reject", "を却下"),
                ApprovalVerb.Return => ("return to whoever submitted it", "を差し戻す"),
                ApprovalVerb.Withdraw => ("take the submission back", "の申請を取り下げる"),
                _ => ("hand the decision on to another user", "の決裁を他の利用者に委任"),
            };
            var body = Object(("approval", Choice([.. rules.Approvals.Select(approval => approval.Name)])), ("step", text), ("comment", new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = ApprovalOptions.Default.CommentLength }));
            if (verb == ApprovalVerb.Delegate)
            {
                body.Properties!.Add("to", Of(JsonSchemaType.String, "uuid", parts.Say("Who is to decide instead.", "代わりに決裁する利用者。")));
                body.Required = new HashSet<string> { "to" };
            }
            var name = verb.ToString().ToLowerInvariant();
            var request = OpenApiParts.Request(body);
            request.Required = verb == ApprovalVerb.Delegate;
            Path($"{one}/{name}", (HttpMethod.Post, Operation(name, parts.Say($"{label}: {en}", $"{label}{ja}"), "200", OpenApiParts.Json(parts.Say("The record as it is then.", "処理後のレコード。"), Record), ["400", "403", "404", "412", "422"],
                [id, parts.Parameter("ifMatch")], request)));
        }
    }
}

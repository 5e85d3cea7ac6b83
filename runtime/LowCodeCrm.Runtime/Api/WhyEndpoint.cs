using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Explaining;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving.Input;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

/// <summary>
/// Why something of a record is as it is: <c>GET …/why?field=F</c>, <c>rule=</c>, <c>transition=</c>, <c>approval=</c>, now or after a change (<c>version=</c>);
/// <c>POST /{entity}/$why</c> the same of what stands in a form.
/// </summary>
internal static class WhyEndpoint
{
    private static readonly string[] Aspects = ["value", "default", "show", "required", "readonly"];
    private static readonly string[] Levels = ["outcome", "why", "full"];

    public static async Task GetAsync(HttpContext context, string entity, string id)
    {
        var request = context.ApiRequest();
        var of = request.Entity(entity);
        if (!Guid.TryParseExact(id, "D", out var record) || !RecordPolicy.MayRead(request.Caller, of)) throw ApiProblem.NotFound();
        await AnswerAsync(context, request, of, record, Read(name => context.Request.Query[name].ToString()), null, null);
    }

    public static async Task PostAsync(HttpContext context, string entity)
    {
        var request = context.ApiRequest();
        var of = request.Entity(entity);
        if (!RecordPolicy.MayRead(request.Caller, of)) throw ApiProblem.NotFound();
        using var document = await JsonBody.ReadAsync(context);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("values", out var values))
            throw ApiProblem.Malformed("The body must have \"values\".", "本文に \"values\" が必要です。", "values");
        Guid? id = null;
        if (body.TryGetProperty("id", out var given) && given.ValueKind != JsonValueKind.Null)
            id = given.ValueKind == JsonValueKind.String && given.TryGetGuid(out var guid) ? guid : throw ApiProblem.Malformed("\"id\" is the id of a record.", "\"id\" にはレコードの ID を指定してください。", "id");
        var limits = context.RequestServices.GetRequiredService<Saving.SavePipeline>().Limits;
        var input = new JsonInputReader(InputContext.For(request.Model, limits)).Read(of, values);
        var changed = body.TryGetProperty("changed", out var listed) && listed.ValueKind != JsonValueKind.Null ? ChangedFields.Read(of, listed) : null;
        changed?.ApplyTo(input, isNew: id is null);
        var question = Read(name => body.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.String ? part.GetString()! : "");
        await AnswerAsync(context, request, of, id, question with { Version = null }, input, changed?.Fields);
    }

    private static async Task AnswerAsync(HttpContext context, ApiRequest request, Entity entity, Guid? id, WhyQuestion question, RecordInput? input, IReadOnlySet<int>? changed)
    {
        var service = context.RequestServices.GetRequiredService<WhyService>();
        var body = await service.AnswerAsync(request, entity, id, question, input, changed, context.RequestAborted) ?? throw ApiProblem.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        await Answer.Json(200, body).WriteAsync(context);
    }

    private static WhyQuestion Read(Func<string, string> of)
    {
        string? Text(string name) => of(name) is { Length: > 0 } text ? text : null;
        var question = new WhyQuestion(Text("field"), (WhyAspect)Index("about", Aspects, 0), Text("rule"), Text("transition"), Text("approval"), Version(of("version")), (ExplainLevel)Index("level", Levels, 1));
        var subjects = new[] { question.Field, question.Rule, question.Approval }.Count(one => one is not null);
        if (subjects > 1 || subjects == 0 && question.Transition is null)
            throw ApiProblem.Malformed("Ask about one of field, rule, transition and approval.", "field、rule、transition、approval のいずれか一つを指定してください。", "field");
        return question;

        int Index(string name, string[] words, int missing) => Text(name) is not { } text ? missing : Array.IndexOf(words, text) is >= 0 and var at ? at
            : throw ApiProblem.Malformed($"\"{name}\" is one of {string.Join(", ", words)}.", $"\"{name}\" に使えるのは {string.Join("、", words)} です。", name);
    }

    private static long? Version(string text) => text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw ApiProblem.Malformed("\"version\" is the version of a record, from 1.", "\"version\" にはレコードの版（1 以上の整数）を指定してください。", "version");
}

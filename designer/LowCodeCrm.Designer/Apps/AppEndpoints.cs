using System.Text.Json.Nodes;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Spreadsheets;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Designer.Apps;

/// <summary>New apps, and the samples that they may come from.</summary>
internal static class AppEndpoints
{
    public static void MapApps(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesigner("GET", "samples", (context, caller) =>
            context.WriteAsync(new { value = context.RequestServices.GetRequiredService<AppCreator>().Samples(caller.Locale) }));
        endpoints.MapDesigner("POST", "apps", CreateAsync);
    }

    private static async Task CreateAsync(HttpContext context, Caller caller)
    {
        var creator = context.RequestServices.GetRequiredService<AppCreator>();
        var options = context.RequestServices.GetRequiredService<DesignerOptions>();
        var type = context.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        NewAppAnswer answer;
        if (type is "application/zip" or "application/octet-stream" or "application/x-zip-compressed")
        {
            var package = await PackageBody.ReadAsync(context, options);
            var name = context.Request.Query["name"].FirstOrDefault() ?? AppName.Of(package) ?? throw NoName();
            answer = await creator.CreateAsync(name, package, caller, context.RequestAborted);
        }
        else if (type is null or "application/json")
        {
            var body = await DesignJson.ReadAsync<NewAppBody>(context, options.MaxJsonBytes);
            var name = body.Name ?? throw NoName();
            if (body.Title is not (null or JsonObject or JsonValue)) throw ApiProblem.Malformed("A title is a text, or texts by locale.", "title は文字列か、言語ごとの文字列にしてください。", "title");
            var package = body.Sample is { } sample ? creator.Sample(sample) : AppCreator.Empty(name, body.Title ?? JsonValue.Create(name), caller, body);
            answer = body.From switch
            {
                null => await creator.CreateAsync(name, package, caller, context.RequestAborted),
                "spreadsheets" => await SpreadsheetEndpoints.CreateAsync(context, caller, body, package),
                _ => throw ApiProblem.Malformed("\"from\" is \"spreadsheets\", or absent.", "from は \"spreadsheets\" とするか、省いてください。", "from"),
            };
        }
        else
            throw new ApiProblem(415, "unsupported_media_type", LocalizedText.Of(
                "Send JSON {\"name\", \"title\"} or {\"name\", \"sample\"}, or a .crmapp as application/zip.",
                "JSON の {\"name\", \"title\"} か {\"name\", \"sample\"}、または .crmapp を application/zip として送信してください。"));
        context.Response.Headers.Location = $"/api/{Uri.EscapeDataString(answer.Name)}/";
        await context.WriteAsync(answer, StatusCodes.Status201Created);
    }

    private static ApiProblem NoName() => ApiProblem.Malformed("Name the app: {\"name\"}, or ?name= beside an uploaded package.", "アプリの名前を {\"name\"}（アップロードでは ?name=）で指定してください。", "name");
}

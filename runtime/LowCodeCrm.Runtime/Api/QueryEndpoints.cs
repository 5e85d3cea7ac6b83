using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OData.Edm.Csdl;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Reading records: OData.</summary>
public static class QueryEndpoints
{
    internal const string ODataVersion = "OData-Version";

    /// <summary>To be mapped on <c>/api/{app}</c>, behind the leasing of the app.</summary>
    public static void MapQueries(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", ServiceDocument);
        app.MapGet("/$metadata", Metadata);
        app.MapGet("/{entity}", List);
        app.MapGet("/{entity}/$count", Count);
        app.MapGet("/{entity}/{id:guid}", Get);
    }

    private static async Task ServiceDocument(HttpContext http)
    {
        var request = http.ApiRequest();
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers[ODataVersion] = "4.01";
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, ProblemWriter.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("@odata.context", BaseUrl(http) + "/$metadata");
        writer.WriteStartArray("value");
        foreach (var entity in request.Model.Entities.Where(e => !e.IsSystem))
        {
            writer.WriteStartObject();
            writer.WriteString("name", entity.Name);
            writer.WriteString("title", entity.Label.For(request.Locale));
            writer.WriteString("kind", "EntitySet");
            writer.WriteString("url", Uri.EscapeDataString(entity.Name));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static async Task Metadata(HttpContext http)
    {
        var model = QueryModel.Of(http.ApiRequest().App).Edm;
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
            if (!CsdlWriter.TryWriteCsdl(model, writer, CsdlTarget.OData, out var errors))
                throw new InvalidOperationException(string.Join("; ", errors));
        http.Response.ContentType = "application/xml; charset=utf-8";
        http.Response.Headers[ODataVersion] = "4.01";
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
    }

    internal static async Task List(HttpContext http, string entity, TimeProvider clock, SavePipeline pipeline)
    {
        var request = http.ApiRequest();
        var runner = Runner(http, request, clock);
        if (entity.Contains('('))
        {
            var address = EntityAddress.Parse(name => Listed(request, name), Uri.UnescapeDataString(RequestPath.BelowApp(http)), null, InputContext.For(request.Model, pipeline.Limits));
            await One(http, output => address.Id is { } id
                ? runner.GetAsync(address.Entity, id, http.Request.QueryString.Value, BaseUrl(http), output, http.RequestAborted)
                : runner.GetAsync(address.Entity, address.Key, http.Request.QueryString.Value, BaseUrl(http), output, http.RequestAborted));
            return;
        }
        var preferred = PageSize(http);
        using var output = new PooledBuffer();
        await runner.ListAsync(Listed(request, entity), http.Request.QueryString.Value, preferred, BaseUrl(http), output, http.RequestAborted);
        if (preferred is not null) http.Response.Headers["Preference-Applied"] = $"odata.maxpagesize={preferred}";
        await SendAsync(http, output);
    }

    private static async Task Count(HttpContext http, string entity, TimeProvider clock)
    {
        var request = http.ApiRequest();
        var count = await Runner(http, request, clock).CountAsync(Listed(request, entity), http.Request.QueryString.Value, http.RequestAborted);
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(count.ToString(CultureInfo.InvariantCulture), http.RequestAborted);
    }

    private static async Task Get(HttpContext http, string entity, Guid id, TimeProvider clock)
    {
        var request = http.ApiRequest();
        await One(http, output => Runner(http, request, clock).GetAsync(Listed(request, entity), id, http.Request.QueryString.Value, BaseUrl(http), output, http.RequestAborted));
    }

    private static async Task One(HttpContext http, Func<IBufferWriter<byte>, Task<long?>> get)
    {
        using var buffer = new PooledBuffer();
        var version = await get(buffer) ?? throw ApiProblem.NotFound();
        http.Response.Headers.ETag = $"\"{version}\"";
        await SendAsync(http, buffer);
    }

    // Users and teams can be listed too: pickers of owners need them.
    private static Entity Listed(ApiRequest request, string name) => name is SystemEntities.User or SystemEntities.Team ? request.Model.Entity(name) : request.Entity(name);

    private static QueryRunner Runner(HttpContext http, ApiRequest request, TimeProvider clock) =>
        new(request.Lease.Version, request.Caller, clock.GetUtcNow().UtcDateTime, numbersAsText: WantsNumbersAsText(http.Request.Headers));

    private static async Task SendAsync(HttpContext http, PooledBuffer buffer)
    {
        http.Response.ContentType = WantsNumbersAsText(http.Request.Headers) ? "application/json;IEEE754Compatible=true;charset=utf-8" : "application/json; charset=utf-8";
        http.Response.Headers[ODataVersion] = "4.01";
        http.Response.Headers.Vary = "Accept";
        http.Response.ContentLength = buffer.Written.Length;
        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }

    // A parameter of the media type asked for: application/json;IEEE754Compatible=true.
    internal static bool WantsNumbersAsText(IHeaderDictionary headers) => headers.Accept is { Count: > 0 } accept && accept
        .SelectMany(value => (value ?? "").Split(',', ';')).Any(part => part.Trim().Equals("IEEE754Compatible=true", StringComparison.OrdinalIgnoreCase));

    private static int? PageSize(HttpContext http)
    {
        var preferences = http.Request.Headers["Prefer"];
        if (preferences.Count == 0) return null;
        foreach (var preference in preferences.SelectMany(value => (value ?? "").Split(',', ';')))
        {
            var parts = preference.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is ["odata.maxpagesize" or "maxpagesize", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
                return Math.Min(size, QueryLimits.Default.MaximumPageSize);
        }
        return null;
    }

    private static string BaseUrl(HttpContext http) => RecordEndpoints.BaseUrl(http, http.ApiRequest());
}

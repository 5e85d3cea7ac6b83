using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OData.Edm.Csdl;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Reading records: OData.</summary>
public static class QueryEndpoints
{
    // A HEAD is a GET whose body the server keeps to itself.
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>To be mapped on <c>/api/{app}</c>, behind the leasing of the app.</summary>
    public static void MapQueries(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/", Reading, ServiceDocument);
        app.MapMethods("/$metadata", Reading, Metadata);
        app.MapMethods("/{entity}", Reading, List);
        app.MapMethods("/{entity}/$count", Reading, Count);
        app.MapMethods("/{entity}/{id:guid}", Reading, Get);
    }

    private static async Task ServiceDocument(HttpContext http)
    {
        var request = http.ApiRequest();
        http.Response.ContentType = "application/json; charset=utf-8";
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
        using (var writer = XmlWriter.Create(buffer))
            if (!CsdlWriter.TryWriteCsdl(model, writer, CsdlTarget.OData, out var errors))
                throw new InvalidOperationException(string.Join("; ", errors));
        http.Response.ContentType = "application/xml; charset=utf-8";
        http.Response.Headers["OData-Version"] = "4.01";
        await http.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), http.RequestAborted);
    }

    private static async Task List(HttpContext http, string entity, TimeProvider clock)
    {
        var request = http.ApiRequest();
        if (entity.EndsWith(')') && entity.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            await ByKey(http, request, request.Entity(entity[..open]), entity[(open + 1)..^1], clock);
            return;
        }
        var found = Listed(request, entity);
        var runner = Runner(http, request, clock);
        var preferred = PageSize(http);
        if (preferred is not null) http.Response.Headers["Preference-Applied"] = $"odata.maxpagesize={preferred}";
        using var buffer = new PooledBuffer();
        await runner.ListAsync(found, http.Request.QueryString.Value, preferred, BaseUrl(http), buffer, http.RequestAborted);
        await SendAsync(http, buffer);
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
        await One(http, output => Runner(http, request, clock).GetAsync(Listed(request, entity), id, http.Request.QueryString.Value, output, http.RequestAborted));
    }

    // {entity}(code='A-1') or {entity}(id).
    private static async Task ByKey(HttpContext http, ApiRequest request, Entity entity, string key, TimeProvider clock)
    {
        var runner = Runner(http, request, clock);
        if (Guid.TryParse(key, out var id))
        {
            await One(http, output => runner.GetAsync(entity, id, http.Request.QueryString.Value, output, http.RequestAborted));
            return;
        }
        var parts = AlternateKey.Parse(key) ?? throw ApiProblem.Malformed($"The key ({key}) cannot be read. Write (field='value').", $"キー ({key}) を解釈できません。(項目='値') の形で指定してください。");
        if (!entity.Keys.Any(k => k.ToHashSet().SetEquals(parts.Select(p => p.Name))))
            throw ApiProblem.Malformed($"'{entity.Name}' has no key of {string.Join(", ", parts.Select(p => p.Name))}.", $"「{entity.Name}」に {string.Join("、", parts.Select(p => p.Name))} のキーはありません。");
        ImmutableArray<(Field, string)> fields = [.. parts.Select(p => (entity.Field(p.Name), p.Value))];
        await One(http, output => runner.GetAsync(entity, fields, http.Request.QueryString.Value, output, http.RequestAborted));
    }

    private static async Task One(HttpContext http, Func<System.Buffers.IBufferWriter<byte>, Task<long?>> get)
    {
        using var buffer = new PooledBuffer();
        var version = await get(buffer) ?? throw ApiProblem.NotFound();
        http.Response.Headers.ETag = $"\"{version}\"";
        await SendAsync(http, buffer);
    }

    // Users and teams can be listed too: pickers of owners need them.
    private static Entity Listed(ApiRequest request, string name) => name is SystemEntities.User or SystemEntities.Team ? request.Model.Entity(name) : request.Entity(name);

    private static QueryRunner Runner(HttpContext http, ApiRequest request, TimeProvider clock) =>
        new(request.Lease.Version, request.Caller, clock.GetUtcNow().UtcDateTime, numbersAsText: WantsNumbersAsText(http));

    private static async Task SendAsync(HttpContext http, PooledBuffer buffer)
    {
        http.Response.ContentType = WantsNumbersAsText(http) ? "application/json;IEEE754Compatible=true;charset=utf-8" : "application/json; charset=utf-8";
        http.Response.Headers["OData-Version"] = "4.01";
        http.Response.Headers.Vary = "Accept";
        http.Response.ContentLength = buffer.Written.Length;
        await http.Response.Body.WriteAsync(buffer.Written, http.RequestAborted);
    }

    // A parameter of the media type asked for: application/json;IEEE754Compatible=true.
    private static bool WantsNumbersAsText(HttpContext http) => http.Request.Headers.Accept
        .SelectMany(value => (value ?? "").Split(',', ';')).Any(part => part.Trim().Equals("IEEE754Compatible=true", StringComparison.OrdinalIgnoreCase));

    private static int? PageSize(HttpContext http)
    {
        foreach (var preference in http.Request.Headers["Prefer"].SelectMany(value => (value ?? "").Split(',', ';')))
        {
            var parts = preference.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is ["odata.maxpagesize" or "maxpagesize", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)
                return Math.Min(size, QueryLimits.Default.MaximumPageSize);
        }
        return null;
    }

    private static string BaseUrl(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}/api/{Uri.EscapeDataString(http.ApiRequest().Lease.Version.AppName)}";
}

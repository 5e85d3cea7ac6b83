using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Designer.References;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Api;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Designer.Http;

/// <summary>Bodies of the designer's API.</summary>
internal static class DesignJson
{
    public static async Task WriteAsync(this HttpContext context, object body, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, body, DiagnosticJson.Options, context.RequestAborted);
    }

    /// <summary>The body as JSON; an empty one is an object without members.</summary>
    /// <exception cref="ApiProblem">400: it is not what <typeparamref name="T"/> says; 413: it is too large.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, long limit)
    {
        var bytes = await ReadBytesAsync(context, limit);
        try
        {
            var text = bytes.Length == 0 ? "{}"u8 : bytes;
            return JsonSerializer.Deserialize<T>(text, DiagnosticJson.Options) ?? throw new JsonException();
        }
        catch (JsonException problem)
        {
            var at = problem.Path is null or "$" ? "" : $" ({problem.Path})";
            throw ApiProblem.Malformed($"The body is not the JSON that is expected here{at}.", $"リクエスト本文が期待される JSON ではありません{at}。");
        }
    }

    /// <exception cref="ApiProblem">413: the body is larger than <paramref name="limit"/>.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpContext context, long limit)
    {
        if (context.Request.ContentLength > limit) throw ApiProblem.TooLarge(limit);
        // The server's own limit is for records; a package is counted here.
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limit + 1;
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        for (int read; (read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0;)
        {
            if (buffer.Length + read > limit) throw ApiProblem.TooLarge(limit);
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    /// <summary>422 with every diagnostic, once as problem details and once as the designer reads them.</summary>
    /// <param name="model">What the package has that is sound: each problem then says which rule it is in, in words.</param>
    public static ApiProblem Rejected(IEnumerable<Diagnostic> diagnostics, string locale, CrmModel? model = null)
    {
        var all = diagnostics.ToList();
        var errors = all.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        return new ApiProblem(
            422, "package_has_errors",
            LocalizedText.Of(
                errors.Count == 1 ? "The package has an error; mend it and try again." : $"The package has {errors.Count} errors; mend them and try again.",
                $"パッケージに {errors.Count} 件のエラーがあります。直してからもう一度お試しください。"),
            [.. errors.Select(d => new ProblemDetail(d.Id, $"{d.Location.File}({d.Location.Start.Line},{d.Location.Start.Column})", d.Message))])
        {
            Extensions = new Dictionary<string, object?> { ["diagnostics"] = ToNode(model is null ? all.Select(d => DiagnosticJson.Of(d, locale)) : ProblemJson.Of(all, model, locale)) },
        };
    }

    /// <summary>As JSON already, so that whoever writes it cannot choose other options.</summary>
    public static JsonNode? ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, DiagnosticJson.Options);
}

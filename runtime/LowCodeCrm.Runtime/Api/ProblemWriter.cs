using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Writes every error of the product, in the caller's language; nothing else does.</summary>
public static class ProblemWriter
{
    /// <summary>Escapes what JSON must escape and leaves Japanese readable.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpContext context, ApiProblem problem, string locale)
    {
        // What was meant for the answer that failed; the security headers and App-Version stay.
        foreach (var name in (string[])["ETag", "Location", "Last-Modified", "Content-Length", "Content-Disposition", "Content-Security-Policy", "Preference-Applied"]) context.Response.Headers.Remove(name);
        if (problem.Status == 401) context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentLanguage = locale;
        if (problem.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        await context.Response.Body.WriteAsync(ToJson(problem, locale), context.RequestAborted);
    }

    /// <summary>The body, also for the parts of a batch.</summary>
    public static byte[] ToJson(ApiProblem problem, string locale)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            var text = problem.Text.For(locale);
            writer.WriteStartObject();
            writer.WriteString("type", $"/docs/errors#{problem.Code}");
            writer.WriteString("title", Title(problem.Status, locale));
            writer.WriteNumber("status", problem.Status);
            writer.WriteString("detail", text);
            writer.WriteStartObject("error");
            writer.WriteString("code", problem.Code);
            writer.WriteString("message", text);
            writer.WriteStartArray("details");
            foreach (var detail in problem.Details)
            {
                writer.WriteStartObject();
                writer.WriteString("code", detail.Code);
                if (detail.Target is not null) writer.WriteString("target", detail.Target);
                writer.WriteString("message", detail.Message.For(locale));
                if (detail.Rule is not null) writer.WriteString("rule", detail.Rule);
                if (detail.Span is { } span)
                {
                    writer.WriteNumber("start", span.Start);
                    writer.WriteNumber("length", span.Length);
                }
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
            foreach (var (name, value) in problem.Extensions)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value, JsonSerializerOptions.Web);
            }
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static string Title(int status, string locale) => (status, locale.StartsWith("ja", StringComparison.Ordinal)) switch
    {
        (400, true) => "リクエストの形式が正しくありません",
        (400, _) => "The request is malformed",
        (401, true) => "認証が必要です",
        (401, _) => "Authentication is needed",
        (403, true) => "権限がありません",
        (403, _) => "Not allowed",
        (404, true) => "見つかりません",
        (404, _) => "Not found",
        (405, true) => "このメソッドは使用できません",
        (405, _) => "Method not allowed",
        (409, true) => "競合しています",
        (409, _) => "Conflict",
        (412, true) => "ほかの人が先に更新しました",
        (412, _) => "Somebody else was faster",
        (413, true) => "リクエストが大きすぎます",
        (413, _) => "The request is too large",
        (422, true) => "ルールにより保存できません",
        (422, _) => "Rules or types said no",
        (429, true) => "リクエストが多すぎます",
        (429, _) => "Too many requests",
        (503, true) => "一時的に利用できません",
        (503, _) => "Not available for the moment",
        (_, true) => "エラーが発生しました",
        _ => "Something went wrong",
    };
}

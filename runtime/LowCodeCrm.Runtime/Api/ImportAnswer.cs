using System.Text.Json;
using LowCodeCrm.Runtime.Import;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>
/// What an import answers: its report; for who takes NDJSON, lines of how far it has come before, <c>{"done", "created", "updated", "unchanged", "rejected"}</c>,
/// and last <c>{"report": …}</c>, or <c>{"error": …}</c> where it broke off.
/// </summary>
internal sealed class ImportAnswer(HttpContext context)
{
    private const string Lines = "application/x-ndjson";
    private readonly bool isStreamed = context.Request.Headers.Accept.ToString().Contains(Lines, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null: nobody wants to know.</summary>
    public Func<ImportCount, ValueTask>? Took => isStreamed
        ? count => new ValueTask(WriteLineAsync(new { done = count.Done, created = count.Created, updated = count.Updated, unchanged = count.Unchanged, rejected = count.Rejected })) : null;

    public Task ReportAsync(ImportReport report, RefusedRows? refused)
    {
        var body = new Dictionary<string, object?>
        {
            ["created"] = report.Created, ["updated"] = report.Updated, ["unchanged"] = report.Unchanged,
            ["rejected"] = report.Rejected.Select(r => new { line = r.Line, column = r.Column, message = r.Message }), ["import"] = report.Import,
        };
        if (refused is not null)
        {
            body["header"] = refused.Header;
            body["rows"] = refused.Rows.Select(r => new { line = r.Line, cells = r.Cells });
        }
        return isStreamed ? WriteLineAsync(new { report = body }) : context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }

    /// <summary>Says so in a line of its own once lines have been sent; false: the answer can still be a refusal.</summary>
    public async Task<bool> FailedAsync(ImportFormatException problem, string locale)
    {
        if (!context.Response.HasStarted) return false;
        await WriteLineAsync(new { error = new { code = "malformed", message = problem.Text.For(locale) } });
        return true;
    }

    private async Task WriteLineAsync(object line)
    {
        context.Response.ContentType ??= Lines + "; charset=utf-8";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line), context.RequestAborted);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}

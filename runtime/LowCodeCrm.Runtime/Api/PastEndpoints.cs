using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Notes;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>What was changed and what was written of a record, page by page: <c>…/history</c> and <c>…/notes</c>, newest first.</summary>
internal static class PastEndpoints
{
    /// <summary>Entries of a page, at most and where no <c>$top</c> is given.</summary>
    private const int MaxPage = 1_000;

    public static async Task HistoryAsync(HttpContext context, string entity, string id)
    {
        var (request, of, record) = Known(context, entity, id);
        var (skip, top) = Page(context);
        // One more than asked for tells whether there are more.
        var found = await HistoryReader.ReadAsync(request.Lease, of, record, context.RequestAborted, skip, top + 1) ?? throw ApiProblem.NotFound();
        var answer = JsonNode.Parse(found)!.AsObject();
        var value = answer["value"]!.AsArray();
        if (value.Count > top)
        {
            value.RemoveAt(top);
            answer["@odata.nextLink"] = Next(context, request, of, id, "history", skip + top, top);
            found = JsonSerializer.SerializeToUtf8Bytes(answer, DiagnosticJson.Options);
        }
        await Answer.Json(200, found).WriteAsync(context);
    }

    public static async Task NotesAsync(HttpContext context, string entity, string id)
    {
        var (request, of, record) = Known(context, entity, id);
        var (skip, top) = Page(context);
        await using var connection = await request.Lease.Database.OpenReadAsync(context.RequestAborted);
        if (!HistoryReader.Exists(connection, request.Lease, of, record)) throw ApiProblem.NotFound();
        var notes = NoteLog.Read(connection, request.Lease, of, record, skip, top + 1);
        await Answer.Json(200, NoteJson.Written(notes.Take(top), notes.Count > top ? Next(context, request, of, id, "notes", skip + top, top) : null)).WriteAsync(context);
    }

    private static (ApiRequest Request, Entity Entity, Guid Record) Known(HttpContext context, string entity, string id)
    {
        var request = context.ApiRequest();
        var of = request.Entity(entity);
        return Guid.TryParseExact(id, "D", out var record) && RecordPolicy.MayRead(request.Caller, of) ? (request, of, record) : throw ApiProblem.NotFound();
    }

    private static string Next(HttpContext context, ApiRequest request, Entity of, string id, string what, int skip, int top) =>
        $"{RecordEndpoints.BaseUrl(context, request)}/{Uri.EscapeDataString(of.Name)}/{id}/{what}?$skip={skip}&$top={top}";

    private static (int Skip, int Top) Page(HttpContext context) => (Number(context, "$skip", 0, 0, int.MaxValue - MaxPage - 1), Number(context, "$top", MaxPage, 1, MaxPage));

    private static int Number(HttpContext context, string name, int missing, int least, int most)
    {
        var text = context.Request.Query[name].ToString();
        return text.Length == 0 ? missing
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw QueryProblems.BadNumber(name, most);
    }
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Automation;
using LowCodeCrm.Runtime.Saving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Runtime.Api;

public static partial class AutomationEndpoints
{
    private static async Task SegmentsAsync(HttpContext context)
    {
        var request = Administrator(context);
        var found = new List<object>();
        foreach (var segment in request.Lease.App.Rules.Segments)
        {
            var (count, at) = await new Segments(request.Lease, segment, Now(context)).CountAsync(context.RequestAborted);
            found.Add(new { segment.Name, entity = segment.Entity.Name, refresh = segment.IsNightly ? "nightly" : null, count, at });
        }
        await Json(context, new { value = found });
    }

    /// <summary>Ids and what people call the records, in the order of the ids; <c>after=</c> continues behind one.</summary>
    private static async Task MembersAsync(HttpContext context, string name)
    {
        var request = Administrator(context);
        var segment = request.Lease.App.Rules.Segments.FirstOrDefault(s => s.Name == name) ?? throw ApiProblem.NotFound();
        var top = Number(context, "$top", DefaultPage, 1, MaxPage);
        var after = Given(context, "after") is not { } text ? Guid.Empty : Guid.TryParseExact(text, "D", out var id) ? id
            : throw ApiProblem.Malformed("\"after\" is the id of a record.", "after にはレコードの ID を指定してください。");
        var members = await new Segments(request.Lease, segment, Now(context)).MembersAsync(after, top, context.RequestAborted);
        await Json(context, new { value = members.Select(member => new { id = member }) });
    }

    private static DateTime Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
}

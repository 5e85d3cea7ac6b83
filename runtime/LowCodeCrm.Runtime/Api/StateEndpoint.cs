using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Api.Description;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Where a record stands in its processes: the state, and for each way on whether it is open and what blocks it.</summary>
internal static class StateEndpoint
{
    public static async Task GetAsync(HttpContext context, string entity, string id, SavePipeline pipeline)
    {
        var request = context.ApiRequest();
        var of = request.Entity(entity);
        if (!Guid.TryParseExact(id, "D", out var record) || !RecordPolicy.MayRead(request.Caller, of)) throw ApiProblem.NotFound();
        var body = await pipeline.InTransactionAsync(request.Lease, request.Caller, pipeline.Limits, transaction =>
        {
            transaction.Reject();
            return transaction.Positions(of, record) is { } positions ? Write(request.Model, positions, request.Locale, transaction.Unit.Now) : null;
        }, context.RequestAborted) ?? throw ApiProblem.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        await Answer.Json(200, body).WriteAsync(context);
    }

    private static byte[] Write(CrmModel model, ImmutableArray<ProcessPosition> positions, string locale, DateTime now)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("processes");
            foreach (var position in positions)
            {
                writer.WriteStartObject();
                writer.WriteString("name", position.Process.Name);
                writer.WriteString("field", position.Process.Field.Name);
                writer.WriteString("state", position.State);
                writer.WriteStartArray("transitions");
                foreach (var open in position.Transitions)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", open.Transition.Name);
                    writer.WriteString("label", ProcessLabels.Of(model, position.Process, open.Transition).For(locale, model.DefaultLocale));
                    writer.WriteString("to", open.Transition.To.Value);
                    writer.WriteBoolean("allowed", open.Violations.IsEmpty);
                    if (open.DueAt is { } due)
                    {
                        writer.WriteString("due", due);
                        writer.WriteBoolean("overdue", due <= now);
                    }
                    writer.WriteViolations("violations", open.Violations);
                    writer.WriteAsks(open.Transition);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}

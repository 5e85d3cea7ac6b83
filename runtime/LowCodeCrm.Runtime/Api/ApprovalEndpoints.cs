using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Approvals;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Runtime.Api;

/// <summary>What is to be seen of approvals: of one record, and what waits for the caller. What is done about them is a write like any other.</summary>
internal static class ApprovalEndpoints
{
    /// <param name="app">The group <c>/api/{app}</c>.</param>
    public static void MapApprovals(this IEndpointRouteBuilder app)
    {
        app.MapGet("/$inbox", InboxAsync);
        app.MapGet("/{entity}/{id}/$approvals", OfRecordAsync);
    }

    private static async Task OfRecordAsync(HttpContext context, string entity, string id, SavePipeline pipeline)
    {
        var request = context.ApiRequest();
        var of = request.Entity(entity);
        if (!Guid.TryParseExact(id, "D", out var record) || !RecordPolicy.MayRead(request.Caller, of)) throw ApiProblem.NotFound();
        var answer = await pipeline.InTransactionAsync(request.Lease, request.Caller, pipeline.Limits, transaction =>
        {
            transaction.Reject();
            return ApprovalView.Of(pipeline, transaction.Unit, of, record) is var (found, positions)
                ? Answer.Json(200, Write(writer => Positions(writer, request, positions, transaction.Unit.Now))) with { Headers = new Dictionary<string, string> { ["ETag"] = RecordJson.ETag(found) } } : null;
        }, context.RequestAborted) ?? throw ApiProblem.NotFound();
        context.Response.Headers.CacheControl = "no-store";
        await answer.WriteAsync(context);
    }

    private static async Task InboxAsync(HttpContext context, SavePipeline pipeline, ApprovalOptions options)
    {
        var request = context.ApiRequest();
        var body = await pipeline.InTransactionAsync(request.Lease, request.Caller, pipeline.Limits, transaction =>
        {
            transaction.Reject();
            return Write(writer => Inbox(writer, request, ApprovalView.WaitingFor(transaction.Unit, options.InboxLength), transaction.Unit.Now));
        }, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await Answer.Json(200, body).WriteAsync(context);
    }

    private static void Positions(Utf8JsonWriter writer, ApiRequest request, ImmutableArray<ApprovalPosition> positions, DateTime now)
    {
        foreach (var position in positions)
        {
            var (approval, one) = (position.Approval, position.Case);
            writer.WriteStartObject();
            writer.WriteString("name", approval.Name);
            writer.WriteString("label", Label(request, ApprovalLabels.Of(request.Model, approval)));
            writer.WriteString("state", one?.State);
            writer.WriteStartArray("may");
            foreach (var verb in position.May) writer.WriteStringValue(verb.ToString().ToLowerInvariant());
            writer.WriteEndArray();
            writer.WriteStartArray("locked");
            if (one is { IsPending: true })
                foreach (var field in approval.Locked) writer.WriteStringValue(field.Name);
            writer.WriteEndArray();
            if (one is not null) Case(writer, request, position, one, now);
            writer.WriteEndObject();
        }
    }

    private static void Case(Utf8JsonWriter writer, ApiRequest request, ApprovalPosition position, ApprovalCase one, DateTime now)
    {
        writer.WriteStartArray("steps");
        for (var i = 0; i < one.Steps.Length; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", one.Steps[i]);
            writer.WriteString("label", Label(request, ApprovalLabels.Of(request.Model, position.Approval, one.Steps[i])));
            writer.WriteString("state", i < one.At || one.State == ApprovalState.Approved ? "done" : i > one.At ? "ahead" : one.IsPending ? "current" : "stopped");
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (one.IsPending) Waiting(writer, position, one, now);
        writer.WriteString("submittedBy", one.SubmittedByName);
        writer.WriteString("submittedAt", one.SubmittedAt);
        if (one.EndedAt is { } ended) writer.WriteString("endedAt", ended);
        writer.WriteStartArray("decisions");
        foreach (var decision in position.Decisions)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", decision.Kind);
            writer.WriteString("step", decision.Step);
            writer.WriteString("stepLabel", Label(request, ApprovalLabels.Of(request.Model, position.Approval, decision.Step)));
            writer.WriteString("by", decision.ByName);
            writer.WriteString("at", decision.When);
            if (decision.Comment is not null) writer.WriteString("comment", decision.Comment);
            if (decision.To is not null) writer.WriteString("to", decision.To);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Waiting(Utf8JsonWriter writer, ApprovalPosition position, ApprovalCase one, DateTime now)
    {
        writer.WriteString("step", one.Step);
        writer.WriteNumber("needed", one.Needed);
        writer.WriteNumber("given", position.Decisions.Where(decision => decision.At == one.At && decision.Kind == "approve").DistinctBy(decision => decision.By).Count());
        writer.WriteStartArray("waitingFor");
        foreach (var asked in position.Asked)
        {
            if (asked.UserId is { } user && position.Decisions.Any(decision => decision.At == one.At && decision.Kind == "approve" && decision.By == user)) continue;
            writer.WriteStartObject();
            if (asked.UserId is { } id) writer.WriteString("id", id);
            if (asked.Role is not null) writer.WriteString("role", asked.Role);
            writer.WriteString("name", asked.Name);
            writer.WriteString("as", asked.As);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        Due(writer, one, now);
    }

    private static void Due(Utf8JsonWriter writer, ApprovalCase one, DateTime now)
    {
        writer.WriteString("since", one.Since);
        if (one.DueAt is not { } due) return;
        writer.WriteString("due", due);
        writer.WriteBoolean("overdue", due <= now);
        writer.WriteBoolean("escalated", one.EscalatedAt is not null);
    }

    private static void Inbox(Utf8JsonWriter writer, ApiRequest request, ImmutableArray<WaitingDecision> waiting, DateTime now)
    {
        foreach (var one in waiting)
        {
            writer.WriteStartObject();
            writer.WriteString("entity", one.Entity.Name);
            writer.WriteString("id", one.Record.Id);
            writer.WriteString("title", one.Entity.Find(one.Entity.Display) is { IsStored: true } field ? Convert.ToString(one.Record.GetValue(field.Index), System.Globalization.CultureInfo.InvariantCulture) : null);
            writer.WriteString("approval", one.Approval.Name);
            writer.WriteString("label", Label(request, ApprovalLabels.Of(request.Model, one.Approval)));
            writer.WriteString("step", one.Case.Step);
            writer.WriteString("stepLabel", Label(request, ApprovalLabels.Of(request.Model, one.Approval, one.Case.Step)));
            writer.WriteString("as", one.As);
            if (one.Role is not null) writer.WriteString("role", one.Role);
            writer.WriteString("submittedBy", one.Case.SubmittedByName);
            writer.WriteString("submittedAt", one.Case.SubmittedAt);
            Due(writer, one.Case, now);
            writer.WriteEndObject();
        }
    }

    private static string Label(ApiRequest request, Engine.Diagnostics.LocalizedText text) => text.For(request.Locale, request.Model.DefaultLocale);

    private static byte[] Write(Action<Utf8JsonWriter> items)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            items(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}

using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Channels;
using LowCodeCrm.Runtime.Notes;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Saving.Steps;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>A write request, read and typed: run inside a transaction it gives its answer. Endpoints and batches share it.</summary>
internal sealed class RecordOperations(ApiRequest request, SaveLimits limits, string baseUrl)
{
    private readonly InputContext input = InputContext.For(request.Model, limits);

    /// <param name="path">Below the app: <c>opportunity/0198…/transition/win</c>.</param>
    /// <param name="body">Null: none.</param>
    /// <exception cref="ApiProblem">The request cannot be read, or is none of a record's.</exception>
    public Func<SaveTransaction, Answer> Plan(string method, string path, IHeaderDictionary headers, JsonElement? body)
    {
        var query = path.IndexOf('?');
        var parts = (query < 0 ? path : path[..query]).Trim('/').Split('/');
        parts[0] = Uri.UnescapeDataString(parts[0]);
        var ifMatch = IfMatch(headers);
        var reply = new RecordReply(baseUrl, Return(headers), QueryEndpoints.WantsNumbersAsText(headers));
        var keyed = parts[0].Contains('(');
        return (method, parts) switch
        {
            ("POST", [var set, "$evaluate"]) => Evaluate(Address(set, null), Body(body)),
            ("POST", [var set]) when !keyed => Create(Address(set, null).Entity, Body(body), reply),
            ("PATCH", [var set]) when keyed => Update(Address(set, null), Body(body), ifMatch, reply),
            ("PUT", [var set]) when keyed => Upsert(Address(set, null), Body(body), ifMatch, headers, reply),
            ("DELETE", [var set]) when keyed => Delete(Address(set, null), ifMatch, reply),
            ("PATCH", [var set, var id]) => Update(Address(set, id), Body(body), ifMatch, reply),
            ("PUT", [var set, var id]) => Upsert(Address(set, id), Body(body), ifMatch, headers, reply),
            ("DELETE", [var set, var id]) => Delete(Address(set, id), ifMatch, reply),
            ("POST", [var set, var id, "$restore"]) => Restore(Address(set, id), reply),
            ("POST", [var set, var id, "transition", var name]) => Transition(Address(set, id), Uri.UnescapeDataString(name), body, ifMatch, reply),
            ("POST", [var set, var id, var verb]) when ApprovalJson.VerbOf(verb) is { } approval => Approve(Address(set, id), ApprovalJson.Read(approval, body, ifMatch), reply),
            ("POST", [var set, var id, "$consents"]) => Consent(Address(set, id), ConsentRequest.Read(request.Model, Body(body))),
            ("POST", [var set, var id, "notes"]) => Note(Address(set, id), NoteJson.Read(Body(body), limits.NoteLength)),
            ("DELETE", [var set, var id, "notes", var note]) => RemoveNote(Address(set, id), note),
            _ => throw ApiProblem.NotFound(),
        };
    }

    private EntityAddress Address(string set, string? id) => EntityAddress.Parse(request.Entity, set, id, input);

    private RecordInput Read(Entity entity, JsonElement body) => new JsonInputReader(input).Read(entity, body);

    private Func<SaveTransaction, Answer> Create(Entity entity, JsonElement body, RecordReply reply)
    {
        var values = Read(entity, body);
        return transaction => Answered(transaction, entity, transaction.Save(SaveRequest.Create(entity, values)), reply);
    }

    private Func<SaveTransaction, Answer> Update(EntityAddress address, JsonElement body, long? ifMatch, RecordReply reply)
    {
        var values = Read(address.Entity, body);
        return transaction => IdOf(transaction, address) is { } id
            ? Answered(transaction, address.Entity, transaction.Save(SaveRequest.Update(address.Entity, id, values, ifMatch)), reply)
            : Answer.Problem(ApiProblem.NotFound(), request.Locale);
    }

    /// <summary>What is there is updated with what was sent; else it is created with the key.</summary>
    private Func<SaveTransaction, Answer> Upsert(EntityAddress address, JsonElement body, long? ifMatch, IHeaderDictionary headers, RecordReply reply)
    {
        var values = Read(address.Entity, body);
        foreach (var part in address.Key)
        {
            var sent = values.Values.FindIndex(v => v.Field.Index == part.Field.Index);
            if (sent >= 0 && !InputValues.AreEqual(values.Values[sent].Value, part.Value))
                throw ApiProblem.Malformed($"The body's {part.Field.Name} is not the one in the address.", $"本文の {part.Field.Name} がアドレスのキーと異なります。", part.Field.Name);
            if (sent < 0) values.Set(part.Field, part.Value);
        }
        return transaction =>
        {
            var id = IdOf(transaction, address);
            var exists = id is { } known && (address.Id is null || transaction.Load(address.Entity, known) is not null);
            if (!exists && address.Id is { } taken && transaction.IsInBin(address.Entity, taken))
                return Answer.Problem(new ApiProblem(409, "deleted", LocalizedText.Of("The record is in the recycle bin. Restore it first.", "このレコードはごみ箱にあります。先に復元してください。")), request.Locale);
            if (!exists && (ifMatch is not null || headers.IfMatch.ToString().Trim() == "*")) return Answer.Problem(new ApiProblem(412, "conflict", LocalizedText.Of("The record does not exist.", "レコードが存在しません。")), request.Locale);
            var save = exists ? SaveRequest.Update(address.Entity, id!.Value, values, ifMatch) : SaveRequest.Create(address.Entity, values) with { Id = address.Id ?? Guid.Empty };
            return Answered(transaction, address.Entity, transaction.Save(save), reply);
        };
    }

    private Func<SaveTransaction, Answer> Delete(EntityAddress address, long? ifMatch, RecordReply reply) => transaction =>
        IdOf(transaction, address) is { } id
            ? Answered(transaction, address.Entity, transaction.Save(SaveRequest.Delete(address.Entity, id, ifMatch)), reply)
            : Answer.Problem(ApiProblem.NotFound(), request.Locale);

    private Func<SaveTransaction, Answer> Restore(EntityAddress address, RecordReply reply) =>
        transaction => Answered(transaction, address.Entity, transaction.Save(SaveRequest.Restore(address.Entity, address.Id!.Value)), reply);

    private Func<SaveTransaction, Answer> Transition(EntityAddress address, string name, JsonElement? body, long? ifMatch, RecordReply reply)
    {
        var values = body is { } asked ? Read(address.Entity, asked) : new RecordInput(address.Entity);
        return transaction => Answered(transaction, address.Entity, transaction.Save(SaveRequest.Update(address.Entity, address.Id!.Value, values, ifMatch) with { Transition = name }), reply);
    }

    private Func<SaveTransaction, Answer> Approve(EntityAddress address, Approvals.ApprovalRequest approval, RecordReply reply) => transaction =>
    {
        var result = transaction.Approve(address.Entity, address.Id!.Value, approval);
        if (!result.IsSuccess) transaction.Reject();
        return Answered(transaction, address.Entity, result, reply);
    };

    private Func<SaveTransaction, Answer> Consent(EntityAddress address, ConsentRequest consent)
    {
        if (!RecordPolicy.MayRead(request.Caller, address.Entity)) throw ApiProblem.NotFound();
        if (!RecordPolicy.MayWrite(request.Caller, address.Entity)) throw ApiProblem.Forbidden();
        return transaction => transaction.Load(address.Entity, address.Id!.Value) is null
            ? Answer.Problem(ApiProblem.NotFound(), request.Locale)
            : Answer.Json(201, ConsentJson.One(ConsentLog.Add(transaction.Unit, address.Entity, address.Id.Value, consent.Channel, consent.State, consent.Purpose, consent.Source)));
    }

    private Func<SaveTransaction, Answer> Note(EntityAddress address, string text)
    {
        if (!RecordPolicy.MayRead(request.Caller, address.Entity)) throw ApiProblem.NotFound();
        return transaction => transaction.Load(address.Entity, address.Id!.Value) is { } record
            ? Answer.Json(201, NoteJson.Written(NoteLog.Add(transaction.Unit, record, address.Entity, text)))
            : Answer.Problem(ApiProblem.NotFound(), request.Locale);
    }

    private Func<SaveTransaction, Answer> RemoveNote(EntityAddress address, string note)
    {
        if (!RecordPolicy.MayRead(request.Caller, address.Entity) || !long.TryParse(note, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) throw ApiProblem.NotFound();
        return transaction =>
        {
            var unit = transaction.Unit;
            if (transaction.Load(address.Entity, address.Id!.Value) is not { } record || NoteLog.AuthorOf(unit, address.Entity, record.Id, id) is not { } author)
                return Answer.Problem(ApiProblem.NotFound(), request.Locale);
            if (author != request.Caller.UserId && !request.Caller.IsAdministrator)
                return Answer.Problem(ApiProblem.Forbidden("Only who wrote a note, or an administrator, deletes it.", "メモを削除できるのは、書いた人と管理者だけです。"), request.Locale);
            NoteLog.Remove(unit, record, address.Entity, id);
            return new Answer(204, [], Answer.NoHeaders);
        };
    }

    private Func<SaveTransaction, Answer> Evaluate(EntityAddress address, JsonElement body)
    {
        Guid? id = null;
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("id", out var given) && given.ValueKind != JsonValueKind.Null)
            id = given.ValueKind == JsonValueKind.String && given.TryGetGuid(out var guid) ? guid : throw ApiProblem.Malformed("\"id\" is the id of a record.", "\"id\" にはレコードの ID を指定してください。", "id");
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("values", out var values))
            throw ApiProblem.Malformed("The body must have \"values\".", "本文に \"values\" が必要です。", "values");
        var read = Read(address.Entity, values);
        var changed = body.TryGetProperty("changed", out var listed) && listed.ValueKind != JsonValueKind.Null ? ChangedFields.Read(address.Entity, listed) : null;
        changed?.ApplyTo(read, isNew: id is null);
        return transaction =>
        {
            var save = id is { } known ? SaveRequest.Update(address.Entity, known, read) : SaveRequest.Create(address.Entity, read);
            var evaluation = transaction.Evaluate(save, changed?.Fields);
            transaction.Reject();
            return evaluation.Record is null ? Answer.Problem(ApiProblem.NotFound(), request.Locale) : Answer.Json(200, Write(address.Entity, evaluation));
        };
    }

    private byte[] Write(Entity entity, Evaluation evaluation)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("values");
            RecordJson.WriteFields(writer, request.App, entity, evaluation.Record!);
            writer.WriteEndObject();
            States("show", evaluation.Show);
            States("required", evaluation.Required);
            States("readonly", evaluation.ReadOnly);
            writer.WriteViolations("warnings", evaluation.Warnings);
            writer.WriteViolations("violations", evaluation.Violations);
            writer.WriteEndObject();

            void States(string name, ImmutableDictionary<string, bool> states)
            {
                writer.WriteStartObject(name);
                foreach (var (field, state) in states.OrderBy(s => s.Key, StringComparer.Ordinal)) writer.WriteBoolean(field, state);
                writer.WriteEndObject();
            }
        }
        return buffer.WrittenSpan.ToArray();
    }

    private Answer Answered(SaveTransaction transaction, Entity entity, SaveResult result, RecordReply reply)
    {
        if (!result.IsSuccess) transaction.Reject();
        return SaveResponse.Of(request.App, entity, transaction.Latest(result), transaction, reply, request.Locale);
    }

    private static Guid? IdOf(SaveTransaction transaction, EntityAddress address) => address.Id ?? transaction.Find(address.Entity, address.Key);

    private static JsonElement Body(JsonElement? body) => body ?? throw ApiProblem.Malformed("The request needs a JSON body.", "JSON の本文が必要です。");

    private static string? Return(IHeaderDictionary headers)
    {
        foreach (var value in headers["Prefer"].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)))
            if (value is "return=minimal" or "return=representation") return value["return=".Length..];
        return null;
    }

    /// <summary>A version; -1, which no record has, for a tag that is none of ours.</summary>
    private static long? IfMatch(IHeaderDictionary headers)
    {
        var text = headers.IfMatch.ToString().Trim();
        if (text.Length == 0 || text == "*") return null;
        if (text.StartsWith("W/", StringComparison.Ordinal)) text = text[2..];
        return long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }
}

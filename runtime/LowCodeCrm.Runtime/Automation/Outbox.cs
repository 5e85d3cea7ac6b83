using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>
/// What rules want to happen outside the database, written in the transaction of the save that wants it: it is there if the save is, and once by its key. Nothing
/// here pretends to have been sent; whoever delivers takes it from here.
/// </summary>
/// <remarks>Payloads name entities and channels by their ids, so that a rename loses nothing.</remarks>
internal static class Outbox
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Statement Known = new($"SELECT 1 FROM \"{SystemTables.Outbox}\" WHERE \"key\" = @p0", 1);

    private static readonly Statement Insert = new(
        $"INSERT INTO \"{SystemTables.Outbox}\" (\"kind\", \"key\", \"payload\", \"at\", \"due_at\", \"attempts\", \"done_at\", \"error\") VALUES (@p0, @p1, @p2, @p3, @p4, 0, @p5, @p6)", 7);

    /// <param name="source">The record whose rule asks; null: a rule without one.</param>
    public static void Place(SaveUnit unit, OutsideEffect effect, string rule, (Entity Entity, EntityRecord Record)? source)
    {
        unit.CountCommand();
        unit.CountWrite();
        var payload = new JsonObject { ["rule"] = rule };
        if (source is var (entity, record)) (payload["entity"], payload["record"]) = (entity.Id, record.Id.ToString("D"));
        var (kind, named, held) = effect switch
        {
            SendEffect send => ("send", send.Key, Send(unit, send, payload)),
            NotifyEffect notify => ("notify", null, Notify(notify, payload)),
            ReplyEffect reply => ("reply", null, Reply(unit, reply, payload)),
            WebhookEffect call => ("webhook", call.Key, Webhook(call, payload)),
            _ => throw new System.Diagnostics.UnreachableException(effect.GetType().Name),
        };
        if (unit.Caller.UserName is { } by) payload["by"] = by;
        // What is held back leaves its key free: it may be sent once the reason has gone.
        var key = named is null || held is not null ? null : $"{kind}:{named}";
        if (key is not null && unit.Prepare(Known).Bind([key]).ExecuteScalar() is not null) return;
        var now = unit.Codec.ToDateTime(unit.Now);
        unit.Execute(Insert, [kind, key, payload.ToJsonString(Options), now, held is null ? now : null, held is null ? null : now, held]);
        if (held is null) unit.Outside.Add(new OutsideEvent(effect, rule));
        if (source is var (changed, after)) History.RecordOutside(unit, changed, after, kind, payload, held);
    }

    /// <returns>Why it is held back; null: it is to be sent.</returns>
    private static string? Send(SaveUnit unit, SendEffect send, JsonObject payload)
    {
        var model = unit.App.Model;
        var (target, channel) = (model.Entities[send.EntityIndex], model.FindChannel(send.Channel)!);
        (payload["channel"], payload["template"], payload["to"]) = (channel.Id, send.Template, new JsonObject { ["entity"] = target.Id, ["record"] = send.Id.ToString("D") });
        if (unit.Contacts.Consent(target.Name, send.Id, send.Channel) != true) return HeldReason.NoConsent;
        if (channel.AddressOf(target) is not { } field) return null;
        return unit.Records.Load(target.Index, send.Id)?.GetValue(field.Index) is null ? HeldReason.NoAddress : null;
    }

    /// <summary>An answer goes to whoever wrote, unless they have opted out of the channel.</summary>
    private static string? Reply(SaveUnit unit, ReplyEffect reply, JsonObject payload)
    {
        var message = unit.Context.Message!;
        var channel = unit.App.Model.FindChannel(message.Channel)!;
        (payload["channel"], payload["template"], payload["sender"]) = (channel.Id, reply.Template, message.Sender);
        foreach (var entity in unit.App.Model.Entities)
            if (channel.AddressOf(entity) is not null && unit.Context.FindBySender(entity.Index, message.Sender) is { } record && unit.Contacts.Consent(entity.Name, record, channel.Name) == false)
                return HeldReason.NoConsent;
        return null;
    }

    private static string? Notify(NotifyEffect notify, JsonObject payload)
    {
        if (!notify.Users.IsEmpty) payload["users"] = new JsonArray([.. notify.Users.Select(user => (JsonNode?)user.ToString("D"))]);
        if (!notify.Roles.IsEmpty) payload["roles"] = new JsonArray([.. notify.Roles.Select(role => (JsonNode?)role)]);
        if (!notify.Texts.IsEmpty) payload["message"] = new JsonObject(notify.Texts.Select(text => KeyValuePair.Create(text.Locale, (JsonNode?)text.Text)));
        return null;
    }

    private static string? Webhook(WebhookEffect call, JsonObject payload)
    {
        payload["name"] = call.Name;
        payload["values"] = new JsonObject(call.Values.Select(value => KeyValuePair.Create(value.Name, Json(value.Value))));
        return null;
    }

    private static JsonNode? Json(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        long whole => whole,
        decimal number => number,
        string text => text,
        Guid id => id.ToString("D"),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        TextSet set => new JsonArray([.. set.Items.Select(item => (JsonNode?)item)]),
        ValueList list => new JsonArray([.. list.Items.Select(Json)]),
        _ => value.ToString(),
    };
}

using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>Takes a message that came in: it is noted with the records whose address sent it, and every handler of its channel answers it, all in one transaction.</summary>
internal static class MessageReceiver
{
    private static readonly Statement Insert = new(
        $"INSERT INTO \"{SystemTables.Message}\" (\"id\", \"entity_id\", \"record_id\", \"channel_id\", \"direction\", \"at\", \"reply_to\") VALUES (@p0, @p1, @p2, @p3, '{MessageDirection.In}', @p4, @p5)", 6);

    private static readonly Statement Latest = new(
        $"SELECT \"id\" FROM \"{SystemTables.Message}\" WHERE \"record_id\" = @p0 AND \"channel_id\" = @p1 AND \"direction\" = '{MessageDirection.Out}' ORDER BY \"at\" DESC LIMIT 1", 2);

    /// <returns>Why the message is refused; null: it was taken.</returns>
    public static SaveResult? Receive(SaveTransaction transaction, IncomingMessage message) => transaction.TryEffects(pipeline =>
    {
        var unit = transaction.Unit;
        var channel = unit.App.Model.FindChannel(message.Channel)!;
        unit.Context.Message = message;
        try
        {
            Note(unit, channel, message);
            foreach (var handler in unit.App.Rules.Handlers)
            {
                if (!handler.Channels.Any(one => one.Name == channel.Name)) continue;
                unit.Running(handler.Name, handler.Location);
                var effects = new List<Effect>();
                unit.App.Jobs[handler.Job.Index](null!, null, unit.Context, effects);
                if (Effects.Run(pipeline, unit, effects, handler.Name, null) is { } refused) return refused;
            }
            return null;
        }
        finally
        {
            unit.Context.Message = null;
        }
    });

    /// <summary>Of each entity that has addresses on the channel, the record that sent it; an answer to the message that was sent to it last.</summary>
    private static void Note(SaveUnit unit, Channel channel, IncomingMessage message)
    {
        foreach (var entity in unit.App.Model.Entities)
        {
            if (channel.AddressOf(entity) is null || unit.Context.FindBySender(entity.Index, message.Sender) is not { } record) continue;
            var answered = unit.Prepare(Latest).Bind([unit.Codec.ToGuid(record), channel.Id]).ExecuteScalar();
            unit.Execute(Insert, [unit.Codec.ToGuid(unit.NewId()), entity.Id, unit.Codec.ToGuid(record), channel.Id, unit.Codec.ToDateTime(message.At), answered is byte[] id ? id : null]);
            unit.Contacts.Forget();
        }
    }
}

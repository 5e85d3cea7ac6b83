using System.Data.Common;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Channels;

/// <summary>Consents and messages as an app's database has them. Each answer is read once.</summary>
/// <param name="connection">Open; inside a transaction, its own.</param>
/// <param name="model">Gives entities and channels their ids.</param>
/// <param name="codec">The database's.</param>
public sealed class StoredContacts(DbConnection connection, CrmModel model, ColumnCodec codec) : ContactHistory
{
    private static readonly Statement Newest = new(
        $"""
        SELECT "state" FROM "{SystemTables.Consent}"
        WHERE "record_id" = @p0 AND "channel_id" = @p1 AND "entity_id" = @p2 AND "purpose" = '' ORDER BY "seq" DESC LIMIT 1
        """, 3);

    private static readonly Statement Messages = new(
        $"""
        SELECT count(*), count(CASE WHEN EXISTS (SELECT 1 FROM "{SystemTables.Message}" AS r WHERE r."reply_to" = m."id" AND r."direction" = '{MessageDirection.In}') THEN 1 END)
        FROM "{SystemTables.Message}" AS m
        WHERE m."record_id" = @p0 AND m."channel_id" = @p1 AND m."entity_id" = @p2 AND m."direction" = '{MessageDirection.Out}' AND m."at" >= @p3
        """, 4);

    private readonly Dictionary<(string, Guid, string), bool?> words = [];
    private readonly Dictionary<(string, Guid, string, DateTime), MessageCount> counts = [];

    /// <summary>Of the connection.</summary>
    internal DbTransaction? Transaction { get; init; }

    /// <summary>Told of each statement that is sent, with the rows that it reads: they count against the budgets of a save.</summary>
    internal Action<int>? Counted { get; init; }

    /// <summary>What was read is no longer so: this transaction has written.</summary>
    internal void Forget()
    {
        words.Clear();
        counts.Clear();
    }

    public override bool? Consent(string entity, Guid record, string channel)
    {
        if (words.TryGetValue((entity, record, channel), out var known)) return known;
        Counted?.Invoke(1);
        var state = Prepare(Newest).Bind([codec.ToGuid(record), ChannelId(channel), model.Entity(entity).Id]).ExecuteScalar();
        return words[(entity, record, channel)] = state is string text ? text == ConsentState.Granted : null;
    }

    public override MessageCount Sent(string entity, Guid record, string channel, DateTime since)
    {
        if (counts.TryGetValue((entity, record, channel, since), out var known)) return known;
        using var reader = Prepare(Messages).Bind([codec.ToGuid(record), ChannelId(channel), model.Entity(entity).Id, codec.ToDateTime(since)]).ExecuteReader();
        reader.Read();
        var count = new MessageCount(reader.GetInt64(0), reader.GetInt64(1));
        Counted?.Invoke((int)Math.Min(count.Sent + 1, int.MaxValue));
        return counts[(entity, record, channel, since)] = count;
    }

    private DbCommand Prepare(Statement statement) => PreparedStatements.Prepare(connection, Transaction, statement);

    private string ChannelId(string channel) => model.FindChannel(channel)?.Id ?? throw new ArgumentException($"The app has no channel {channel}.", nameof(channel));
}

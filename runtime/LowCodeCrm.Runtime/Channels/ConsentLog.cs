using System.Data.Common;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Channels;

/// <summary>What records have said on channels. Entries are added and never changed; the newest of a channel and purpose counts.</summary>
internal static class ConsentLog
{
    /// <summary>Entries that one answer gives.</summary>
    private const long Newest = 1_000;

    private static readonly Statement Insert = new(
        $"INSERT INTO \"{SystemTables.Consent}\" (\"entity_id\", \"record_id\", \"channel_id\", \"purpose\", \"state\", \"at\", \"by\", \"by_name\", \"source\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)", 9);

    private static readonly Statement Select = new(
        $"SELECT \"channel_id\", \"purpose\", \"state\", \"at\", \"by_name\", \"source\" FROM \"{SystemTables.Consent}\" WHERE \"record_id\" = @p0 AND \"entity_id\" = @p1 ORDER BY \"seq\" DESC LIMIT @p2", 3);

    /// <summary>Adds an entry within a transaction. The record and its version stay as they are.</summary>
    public static ConsentEntry Add(SaveUnit unit, Entity entity, Guid record, Channel channel, string state, string purpose, string? source)
    {
        unit.CountWrite();
        var entry = new ConsentEntry(channel.Name, purpose, state, unit.Now, unit.Caller.UserName, source);
        unit.Prepare(Insert).Bind(
        [
            entity.Id, unit.Codec.ToGuid(record), channel.Id, purpose, state, unit.Codec.ToDateTime(unit.Now), unit.Codec.ToGuid(unit.Context.UserId), entry.By, source,
        ]).ExecuteNonQuery();
        unit.Contacts.Forget();
        return entry;
    }

    /// <summary>Newest first. A channel that the app no longer has is shown to nobody.</summary>
    public static List<ConsentEntry> Read(DbConnection connection, AppLease lease, Entity entity, Guid record)
    {
        var codec = lease.Database.Codec;
        var names = lease.App.Model.Channels.ToDictionary(channel => channel.Id, channel => channel.Name, StringComparer.Ordinal);
        var entries = new List<ConsentEntry>();
        using var reader = PreparedStatements.Prepare(connection, null, Select).Bind([codec.ToGuid(record), entity.Id, Newest]).ExecuteReader();
        while (reader.Read())
            if (names.TryGetValue(reader.GetString(0), out var channel))
                entries.Add(new ConsentEntry(channel, reader.GetString(1), reader.GetString(2), codec.ReadDateTime(reader, 3)!.Value, codec.ReadText(reader, 4), codec.ReadText(reader, 5)));
        return entries;
    }
}

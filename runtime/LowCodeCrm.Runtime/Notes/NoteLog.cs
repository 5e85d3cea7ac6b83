using System.Data.Common;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Notes;

/// <summary>Notes about records: beside their fields, so that writing one changes no version and runs no rule.</summary>
internal static class NoteLog
{
    /// <summary>How live updates call a note that was written or taken away.</summary>
    private const string Kind = "note";

    private static readonly Statement Insert = new(
        $"INSERT INTO \"{SystemTables.Note}\" (\"entity_id\", \"record_id\", \"text\", \"at\", \"by\", \"by_name\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5)", 6);

    private static readonly Statement Select = new(
        $"SELECT \"seq\", \"text\", \"at\", \"by\", \"by_name\" FROM \"{SystemTables.Note}\" WHERE \"record_id\" = @p0 AND \"entity_id\" = @p1 ORDER BY \"seq\" DESC LIMIT @p2 OFFSET @p3", 4);

    private static readonly Statement Author = new($"SELECT \"by\" FROM \"{SystemTables.Note}\" WHERE \"seq\" = @p0 AND \"record_id\" = @p1 AND \"entity_id\" = @p2", 3);

    private static readonly Statement Delete = new($"DELETE FROM \"{SystemTables.Note}\" WHERE \"seq\" = @p0", 1);

    public static NoteEntry Add(SaveUnit unit, EntityRecord record, Entity entity, string text)
    {
        unit.CountWrite();
        var sequence = unit.Insert(Insert, [entity.Id, unit.Codec.ToGuid(record.Id), text, unit.Codec.ToDateTime(unit.Now), unit.Codec.ToGuid(unit.Caller.UserId), unit.Caller.UserName]);
        History.Tell(unit, entity, record, Kind);
        return new NoteEntry(sequence, text, unit.Now, unit.Caller.UserId, unit.Caller.UserName);
    }

    /// <summary>Who wrote a note of this record; null: it has no such note.</summary>
    public static Guid? AuthorOf(SaveUnit unit, Entity entity, Guid record, long id)
    {
        using var reader = unit.Prepare(Author).Bind([id, unit.Codec.ToGuid(record), entity.Id]).ExecuteReader();
        return reader.Read() ? unit.Codec.ReadGuid(reader, 0) : null;
    }

    public static void Remove(SaveUnit unit, EntityRecord record, Entity entity, long id)
    {
        unit.CountWrite();
        unit.Execute(Delete, [id]);
        History.Tell(unit, entity, record, Kind);
    }

    /// <summary>Newest first.</summary>
    public static List<NoteEntry> Read(DbConnection connection, AppLease lease, Entity entity, Guid record, int skip, int most)
    {
        var codec = lease.Database.Codec;
        var notes = new List<NoteEntry>();
        using var reader = PreparedStatements.Prepare(connection, null, Select).Bind([codec.ToGuid(record), entity.Id, (long)most, (long)skip]).ExecuteReader();
        while (reader.Read()) notes.Add(new NoteEntry(reader.GetInt64(0), reader.GetString(1), codec.ReadDateTime(reader, 2)!.Value, codec.ReadGuid(reader, 3)!.Value, reader.GetString(4)));
        return notes;
    }
}

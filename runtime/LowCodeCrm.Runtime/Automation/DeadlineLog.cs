using System.Data.Common;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>A record that has waited too long for a transition.</summary>
internal sealed record LateRecord(Guid Record, string EntityId, string Process, string Transition, DateTime DueAt);

/// <summary>The rows of time limits in an app's database.</summary>
internal static class DeadlineLog
{
    private static readonly Statement Late = new(
        $"SELECT \"record_id\", \"entity_id\", \"process\", \"transition\", \"due_at\" FROM \"{SystemTables.Deadline}\" WHERE \"done_at\" IS NULL AND \"due_at\" <= @p0 ORDER BY \"due_at\", \"record_id\" LIMIT @p1", 2);
    private static readonly Statement Done = new($"UPDATE \"{SystemTables.Deadline}\" SET \"done_at\" = @p0 WHERE \"record_id\" = @p1 AND \"process\" = @p2 AND \"transition\" = @p3 AND \"due_at\" = @p4", 5);
    private static readonly Statement OfRecord = new($"SELECT \"process\", \"transition\", \"due_at\" FROM \"{SystemTables.Deadline}\" WHERE \"record_id\" = @p0", 1);
    private static readonly Statement Gone = new($"DELETE FROM \"{SystemTables.Deadline}\" WHERE \"record_id\" = @p0", 1);
    private static readonly Statement Limits = new($"SELECT DISTINCT \"entity_id\", \"process\", \"transition\", \"time_limit\" FROM \"{SystemTables.Deadline}\"", 0);
    private static readonly Statement Outdated = new($"DELETE FROM \"{SystemTables.Deadline}\" WHERE \"entity_id\" = @p0 AND \"process\" = @p1 AND \"transition\" = @p2 AND \"time_limit\" = @p3", 4);

    /// <summary>What is due at <paramref name="now"/> and has not been done, first what was due first.</summary>
    public static List<LateRecord> DueAt(SaveUnit unit, DateTime now, int most)
    {
        var late = new List<LateRecord>();
        using var reader = unit.Prepare(Late).Bind([unit.Codec.ToDateTime(now), (long)most]).ExecuteReader();
        while (reader.Read()) late.Add(new(unit.Codec.ReadGuid(reader, 0)!.Value, reader.GetString(1), reader.GetString(2), reader.GetString(3), unit.Codec.ReadDateTime(reader, 4)!.Value));
        return late;
    }

    /// <summary>Until when a record may wait for the transitions of its processes.</summary>
    public static Dictionary<(string Process, string Transition), DateTime?> Of(SaveUnit unit, Guid record)
    {
        var due = new Dictionary<(string, string), DateTime?>();
        using var reader = unit.Prepare(OfRecord).Bind([unit.Codec.ToGuid(record)]).ExecuteReader();
        while (reader.Read()) due[(reader.GetString(0), reader.GetString(1))] = unit.Codec.ReadDateTime(reader, 2);
        return due;
    }

    public static void MarkDone(SaveUnit unit, LateRecord one) =>
        unit.Execute(Done, [unit.Codec.ToDateTime(unit.Now), unit.Codec.ToGuid(one.Record), one.Process, one.Transition, unit.Codec.ToDateTime(one.DueAt)]);

    public static void Forget(SaveUnit unit, Guid record) => unit.Execute(Gone, [unit.Codec.ToGuid(record)]);

    public static List<(string Entity, string Process, string Transition, string Limit)> Known(SaveUnit unit)
    {
        var known = new List<(string, string, string, string)>();
        using var reader = unit.Prepare(Limits).Bind([]).ExecuteReader();
        while (reader.Read()) known.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        return known;
    }

    public static void Forget(SaveUnit unit, (string Entity, string Process, string Transition, string Limit) one) => unit.Execute(Outdated, [one.Entity, one.Process, one.Transition, one.Limit]);

    /// <summary>When the next one is due.</summary>
    /// <returns>Null: nothing waits.</returns>
    public static DateTime? Next(DbConnection connection, ColumnCodec codec)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT min(\"due_at\") FROM \"{SystemTables.Deadline}\" WHERE \"done_at\" IS NULL";
        using var reader = command.ExecuteReader();
        return reader.Read() ? codec.ReadDateTime(reader, 0) : null;
    }
}

using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>When schedules are due and what their runs did, as an app's database has it.</summary>
internal static class ScheduleLog
{
    private const string Columns = "\"seq\", \"schedule\", \"app_version\", \"state\", \"due_at\", \"started_at\", \"finished_at\", \"by_name\", \"selected\", \"done\", \"refused\", \"errors\", \"step\", \"last_id\", \"taken\"";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Statement SelectTimes = new($"SELECT \"name\", \"timing\", \"next_at\" FROM \"{SystemTables.Schedule}\"", 0);
    private static readonly Statement SetTime = new(
        $"INSERT INTO \"{SystemTables.Schedule}\" (\"name\", \"timing\", \"next_at\") VALUES (@p0, @p1, @p2) ON CONFLICT (\"name\") DO UPDATE SET \"timing\" = @p1, \"next_at\" = @p2", 3);
    private static readonly Statement Forget = new($"DELETE FROM \"{SystemTables.Schedule}\" WHERE \"name\" = @p0", 1);
    private static readonly Statement Insert = new(
        $"""
        INSERT INTO "{SystemTables.ScheduleRun}" ("schedule", "app_version", "state", "due_at", "by_name", "step", "taken", "selected", "done", "refused", "errors")
        VALUES (@p0, @p1, '{RunState.Waiting}', @p2, @p3, 0, 0, 0, 0, 0, '[]')
        """, 4);
    private static readonly Statement Thin = new(
        $"""
        DELETE FROM "{SystemTables.ScheduleRun}" WHERE "schedule" = @p0 AND "seq" <= (SELECT "seq" FROM "{SystemTables.ScheduleRun}" WHERE "schedule" = @p0 ORDER BY "seq" DESC LIMIT 1 OFFSET @p1)
        """, 2);
    private static readonly Statement SelectOpen = new($"SELECT {Columns} FROM \"{SystemTables.ScheduleRun}\" WHERE \"state\" IN ('{RunState.Waiting}', '{RunState.Running}') ORDER BY \"seq\"", 0);
    private static readonly Statement SelectRuns = new($"SELECT {Columns} FROM \"{SystemTables.ScheduleRun}\" WHERE \"schedule\" = @p0 ORDER BY \"seq\" DESC LIMIT @p1 OFFSET @p2", 3);
    private static readonly Statement Begin = new($"UPDATE \"{SystemTables.ScheduleRun}\" SET \"state\" = '{RunState.Running}', \"started_at\" = @p0, \"app_version\" = @p1 WHERE \"seq\" = @p2", 3);
    private static readonly Statement Note = new(
        $"UPDATE \"{SystemTables.ScheduleRun}\" SET \"step\" = @p0, \"last_id\" = @p1, \"selected\" = @p2, \"done\" = @p3, \"refused\" = @p4, \"errors\" = @p5, \"taken\" = @p6 WHERE \"seq\" = @p7", 8);
    private static readonly Statement Finish = new($"UPDATE \"{SystemTables.ScheduleRun}\" SET \"state\" = @p0, \"finished_at\" = @p1, \"errors\" = @p2 WHERE \"seq\" = @p3", 4);

    public static Dictionary<string, (string Timing, DateTime Next)> Times(DbConnection connection, ColumnCodec codec)
    {
        var times = new Dictionary<string, (string, DateTime)>(StringComparer.Ordinal);
        using var reader = PreparedStatements.Prepare(connection, null, SelectTimes).ExecuteReader();
        while (reader.Read()) times[reader.GetString(0)] = (reader.GetString(1), codec.ReadDateTime(reader, 2)!.Value);
        return times;
    }

    /// <summary>Runs that are asked for or under way, oldest first.</summary>
    public static List<OpenRun> Open(DbConnection connection, ColumnCodec codec)
    {
        var runs = new List<OpenRun>();
        using var reader = PreparedStatements.Prepare(connection, null, SelectOpen).ExecuteReader();
        while (reader.Read()) runs.Add(new OpenRun(Read(reader, codec), (int)reader.GetInt64(12), codec.ReadGuid(reader, 13), reader.GetInt64(14)));
        return runs;
    }

    /// <summary>Newest first.</summary>
    public static List<ScheduleRun> Runs(DbConnection connection, ColumnCodec codec, string schedule, int skip, int most)
    {
        var runs = new List<ScheduleRun>();
        using var reader = PreparedStatements.Prepare(connection, null, SelectRuns).Bind([schedule, (long)most, (long)skip]).ExecuteReader();
        while (reader.Read()) runs.Add(Read(reader, codec));
        return runs;
    }

    public static void SetNext(DbConnection connection, ColumnCodec codec, string name, string timing, DateTime next) => Execute(connection, SetTime, [name, timing, codec.ToDateTime(next)]);

    public static void Remove(DbConnection connection, string name) => Execute(connection, Forget, [name]);

    /// <summary>Notes that a run is to be.</summary>
    /// <returns>Its number.</returns>
    public static long Add(DbConnection connection, ColumnCodec codec, string schedule, int version, DateTime dueAt, string? by, int keep)
    {
        Execute(connection, Thin, [schedule, (long)keep - 1]);
        var statement = PreparedStatements.PrepareDirect(connection, Insert);
        statement.Execute([schedule, (long)version, codec.ToDateTime(dueAt), by]);
        return statement.LastRow;
    }

    public static void Start(DbConnection connection, ColumnCodec codec, long run, int version, DateTime now) => Execute(connection, Begin, [codec.ToDateTime(now), (long)version, run]);

    /// <summary>How far a run has come: in the transaction that brought it there.</summary>
    public static void Record(SaveUnit unit, long run, RunProgress progress) =>
        unit.Execute(Note, [(long)progress.Step, progress.Last is { } last ? unit.Codec.ToGuid(last) : null, progress.Selected, progress.Done, progress.Refused, Json(progress.Errors), progress.Taken, run]);

    public static void End(DbConnection connection, ColumnCodec codec, long run, string state, DateTime now, ImmutableArray<RunError> errors) =>
        Execute(connection, Finish, [state, codec.ToDateTime(now), Json(errors), run]);

    private static string Json(ImmutableArray<RunError> errors) => JsonSerializer.Serialize(errors, Options);

    private static void Execute(DbConnection connection, Statement statement, ReadOnlySpan<object?> values) => PreparedStatements.PrepareDirect(connection, statement).Execute(values);

    private static ScheduleRun Read(DbDataReader reader, ColumnCodec codec) => new(
        reader.GetInt64(0), reader.GetString(1), (int)reader.GetInt64(2), reader.GetString(3), codec.ReadDateTime(reader, 4)!.Value, codec.ReadDateTime(reader, 5), codec.ReadDateTime(reader, 6),
        codec.ReadText(reader, 7), reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10), JsonSerializer.Deserialize<ImmutableArray<RunError>>(reader.GetString(11), Options));
}

/// <summary>A run that is not over, and where it goes on.</summary>
internal sealed record OpenRun(ScheduleRun Run, int Step, Guid? Last, long Taken)
{
    public RunProgress Progress => new(Step, Last, Taken, Run.Selected, Run.Done, Run.Refused, Run.Errors);
}

/// <param name="Step">The one under way.</param>
/// <param name="Last">Of its selection: the last record that is finished.</param>
/// <param name="Taken">Records of its selection that are finished.</param>
internal sealed record RunProgress(int Step, Guid? Last, long Taken, long Selected, long Done, long Refused, ImmutableArray<RunError> Errors);

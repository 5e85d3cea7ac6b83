using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>The rows of approvals in an app's database.</summary>
internal static class ApprovalStore
{
    private const string Case = "\"id\", \"entity_id\", \"record_id\", \"name\", \"state\", \"steps\", \"at_step\", \"needed\", \"submitted_by\", \"submitted_by_name\", \"submitted_at\", \"since\", \"due_at\", \"escalated_at\", \"ended_at\"";
    private const string Asked = "\"seq\", \"approval_id\", \"at_step\", \"user_id\", \"role\", \"name\", \"as\", \"from_user\", \"open\"";

    private static readonly Statement InsertCase = new($"INSERT INTO \"{SystemTables.Approval}\" ({Case}) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14)", 15);
    private static readonly Statement UpdateCase = new(
        $"UPDATE \"{SystemTables.Approval}\" SET \"state\" = @p0, \"at_step\" = @p1, \"needed\" = @p2, \"since\" = @p3, \"due_at\" = @p4, \"escalated_at\" = @p5, \"ended_at\" = @p6 WHERE \"id\" = @p7", 8);
    private static readonly Statement OfRecord = new($"SELECT {Case} FROM \"{SystemTables.Approval}\" WHERE \"record_id\" = @p0 AND \"entity_id\" = @p1 ORDER BY \"submitted_at\" DESC, \"id\" DESC LIMIT 100", 2);
    private static readonly Statement PendingOf = new($"SELECT {Case} FROM \"{SystemTables.Approval}\" WHERE \"record_id\" = @p0 AND \"entity_id\" = @p1 AND \"state\" = '{ApprovalState.Pending}'", 2);
    private static readonly Statement Overdue = new(
        $"SELECT {Case} FROM \"{SystemTables.Approval}\" WHERE \"state\" = '{ApprovalState.Pending}' AND \"due_at\" <= @p0 AND \"escalated_at\" IS NULL ORDER BY \"due_at\" LIMIT 100", 1);
    private static readonly Statement AskedOf = new($"SELECT {Asked} FROM \"{SystemTables.ApprovalAsked}\" WHERE \"approval_id\" = @p0 ORDER BY \"seq\"", 1);
    private static readonly Statement InsertAsked = new(
        $"INSERT INTO \"{SystemTables.ApprovalAsked}\" (\"approval_id\", \"at_step\", \"user_id\", \"role\", \"name\", \"as\", \"from_user\", \"open\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, 1)", 7);
    private static readonly Statement CloseOne = new($"UPDATE \"{SystemTables.ApprovalAsked}\" SET \"open\" = 0 WHERE \"seq\" = @p0", 1);
    private static readonly Statement CloseAll = new($"UPDATE \"{SystemTables.ApprovalAsked}\" SET \"open\" = 0 WHERE \"approval_id\" = @p0", 1);
    private static readonly Statement InsertDecision = new(
        $"INSERT INTO \"{SystemTables.ApprovalDecision}\" (\"approval_id\", \"at_step\", \"step\", \"kind\", \"by\", \"by_name\", \"at\", \"comment\", \"to_name\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)", 9);
    private static readonly Statement DecisionsOf = new(
        $"SELECT \"seq\", \"approval_id\", \"at_step\", \"step\", \"kind\", \"by\", \"by_name\", \"at\", \"comment\", \"to_name\" FROM \"{SystemTables.ApprovalDecision}\" WHERE \"approval_id\" = @p0 ORDER BY \"seq\"", 1);
    private static readonly Statement WaitingForUser = new(
        $"SELECT {Prefixed("c", Case)} FROM \"{SystemTables.Approval}\" c WHERE c.\"state\" = '{ApprovalState.Pending}' AND EXISTS (SELECT 1 FROM \"{SystemTables.ApprovalAsked}\" a WHERE a.\"approval_id\" = c.\"id\" AND a.\"open\" = 1 AND (a.\"user_id\" = @p0 OR a.\"role\" IN (SELECT value FROM json_each(@p1)))) "
        + $"AND NOT EXISTS (SELECT 1 FROM \"{SystemTables.ApprovalDecision}\" d WHERE d.\"approval_id\" = c.\"id\" AND d.\"at_step\" = c.\"at_step\" AND d.\"kind\" = 'approve' AND d.\"by\" = @p0) ORDER BY c.\"due_at\" IS NULL, c.\"due_at\", c.\"since\" LIMIT @p2", 3);

    public static void Add(SaveUnit unit, ApprovalCase one)
    {
        unit.CountWrite();
        var codec = unit.Codec;
        unit.Execute(InsertCase,
        [
            codec.ToGuid(one.Id), one.EntityId, codec.ToGuid(one.RecordId), one.Name, one.State, JsonSerializer.Serialize(one.Steps), (long)one.At, (long)one.Needed, codec.ToGuid(one.SubmittedBy), one.SubmittedByName,
            codec.ToDateTime(one.SubmittedAt), codec.ToDateTime(one.Since), codec.ToDateTime(one.DueAt), codec.ToDateTime(one.EscalatedAt), codec.ToDateTime(one.EndedAt),
        ]);
    }

    public static void Update(SaveUnit unit, ApprovalCase one)
    {
        unit.CountWrite();
        var codec = unit.Codec;
        unit.Execute(UpdateCase, [one.State, (long)one.At, (long)one.Needed, codec.ToDateTime(one.Since), codec.ToDateTime(one.DueAt), codec.ToDateTime(one.EscalatedAt), codec.ToDateTime(one.EndedAt), codec.ToGuid(one.Id)]);
    }

    public static void Ask(SaveUnit unit, Guid approval, int at, Guid? user, string? role, string name, string asked, Guid? from = null)
    {
        unit.CountWrite();
        unit.Insert(InsertAsked, [unit.Codec.ToGuid(approval), (long)at, unit.Codec.ToGuid(user), unit.Codec.ToText(role), name, asked, unit.Codec.ToGuid(from)]);
    }

    public static void Close(SaveUnit unit, ApprovalAsked asked) => unit.Execute(CloseOne, [asked.Sequence]);

    public static void CloseAllOf(SaveUnit unit, Guid approval) => unit.Execute(CloseAll, [unit.Codec.ToGuid(approval)]);

    public static void Decide(SaveUnit unit, ApprovalCase one, string kind, string? comment, string? to)
    {
        unit.CountWrite();
        unit.Insert(InsertDecision,
            [unit.Codec.ToGuid(one.Id), (long)one.At, one.Step, kind, unit.Codec.ToGuid(unit.Context.UserId), unit.Caller.UserName, unit.Codec.ToDateTime(unit.Now), unit.Codec.ToText(comment), unit.Codec.ToText(to)]);
    }

    /// <summary>What is being decided about a record.</summary>
    public static ImmutableArray<ApprovalCase> Pending(SaveUnit unit, string entityId, Guid record) => Cases(unit.Prepare(PendingOf).Bind([unit.Codec.ToGuid(record), entityId]), unit.Codec);

    /// <summary>What was and is decided about a record, newest first.</summary>
    public static ImmutableArray<ApprovalCase> Of(SaveUnit unit, string entityId, Guid record) => Cases(unit.Prepare(OfRecord).Bind([unit.Codec.ToGuid(record), entityId]), unit.Codec);

    /// <summary>What waits for a user, by itself or by a role: what is due first first.</summary>
    public static ImmutableArray<ApprovalCase> WaitingFor(SaveUnit unit, Guid user, ImmutableArray<string> roles, int most) =>
        Cases(unit.Prepare(WaitingForUser).Bind([unit.Codec.ToGuid(user), JsonSerializer.Serialize(roles), (long)most]), unit.Codec);

    /// <summary>What has passed its due time and has not been escalated.</summary>
    public static ImmutableArray<ApprovalCase> PastDue(SaveUnit unit) => Cases(unit.Prepare(Overdue).Bind([unit.Codec.ToDateTime(unit.Now)]), unit.Codec);

    public static ImmutableArray<ApprovalAsked> AskedFor(SaveUnit unit, Guid approval)
    {
        var found = ImmutableArray.CreateBuilder<ApprovalAsked>();
        var codec = unit.Codec;
        using var reader = unit.Prepare(AskedOf).Bind([codec.ToGuid(approval)]).ExecuteReader();
        while (reader.Read())
            found.Add(new(reader.GetInt64(0), codec.ReadGuid(reader, 1)!.Value, (int)reader.GetInt64(2), codec.ReadGuid(reader, 3), codec.ReadText(reader, 4), reader.GetString(5), reader.GetString(6), codec.ReadGuid(reader, 7), reader.GetInt64(8) != 0));
        return found.ToImmutable();
    }

    public static ImmutableArray<ApprovalDecision> DecisionsAbout(SaveUnit unit, Guid approval)
    {
        var found = ImmutableArray.CreateBuilder<ApprovalDecision>();
        var codec = unit.Codec;
        using var reader = unit.Prepare(DecisionsOf).Bind([codec.ToGuid(approval)]).ExecuteReader();
        while (reader.Read())
            found.Add(new(reader.GetInt64(0), codec.ReadGuid(reader, 1)!.Value, (int)reader.GetInt64(2), reader.GetString(3), reader.GetString(4), codec.ReadGuid(reader, 5), reader.GetString(6), codec.ReadDateTime(reader, 7)!.Value, codec.ReadText(reader, 8), codec.ReadText(reader, 9)));
        return found.ToImmutable();
    }

    private static ImmutableArray<ApprovalCase> Cases(DbCommand command, ColumnCodec codec)
    {
        var found = ImmutableArray.CreateBuilder<ApprovalCase>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            found.Add(new(
                codec.ReadGuid(reader, 0)!.Value, reader.GetString(1), codec.ReadGuid(reader, 2)!.Value, reader.GetString(3), reader.GetString(4), [.. JsonSerializer.Deserialize<string[]>(reader.GetString(5))!],
                (int)reader.GetInt64(6), (int)reader.GetInt64(7), codec.ReadGuid(reader, 8), reader.GetString(9), codec.ReadDateTime(reader, 10)!.Value, codec.ReadDateTime(reader, 11)!.Value,
                codec.ReadDateTime(reader, 12), codec.ReadDateTime(reader, 13), codec.ReadDateTime(reader, 14)));
        return found.ToImmutable();
    }

    private static string Prefixed(string table, string columns) => string.Join(", ", columns.Split(", ").Select(column => $"{table}.{column}"));
}

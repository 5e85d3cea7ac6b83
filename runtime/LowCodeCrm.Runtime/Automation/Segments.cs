using System.Data.Common;
using System.Globalization;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;
using SqliteCodec = LowCodeCrm.Runtime.Data.Sqlite.SqliteCodec;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>Members of segments: found by one statement whenever they are asked for, or kept as of the last night.</summary>
internal sealed class Segments
{
    private static readonly Statement State = new($"SELECT \"condition\", \"at\", \"members\" FROM \"{SystemTables.Segment}\" WHERE \"name\" = @p0", 1);
    private static readonly Statement Kept = new($"SELECT \"record_id\" FROM \"{SystemTables.SegmentMember}\" WHERE \"segment\" = @p0 AND \"record_id\" > @p1 ORDER BY \"record_id\" LIMIT @p2", 3);
    private static readonly Statement Forget = new($"DELETE FROM \"{SystemTables.SegmentMember}\" WHERE \"segment\" = @p0", 1);
    private static readonly Statement Note = new(
        $"INSERT INTO \"{SystemTables.Segment}\" (\"name\", \"condition\", \"at\", \"members\") VALUES (@p0, @p1, @p2, @p3) ON CONFLICT (\"name\") DO UPDATE SET \"condition\" = @p1, \"at\" = @p2, \"members\" = @p3", 4);

    private readonly SegmentDefinition segment;
    private readonly AppLease lease;
    private readonly SaveContextOf context;
    private readonly string from;
    private readonly string where;
    private readonly string id;
    private readonly SqlContext sql;

    public Segments(AppLease lease, SegmentDefinition segment, DateTime now)
    {
        (this.lease, this.segment) = (lease, segment);
        context = new SaveContextOf(lease.App, now);
        sql = new SqlContext(lease.App.Model, lease.App.Schema, SqliteCodec.Instance, lease.App.Rules);
        var (scope, condition) = SelectionQuery.Where(sql, segment.Members);
        (from, where, id) = (scope.From, condition, scope.Row.Id);
    }

    /// <summary>What the condition means, so that a changed one is worked out anew.</summary>
    private string Condition => $"{where} {string.Join(' ', sql.Parameters.Select(p => p.Kind == SqlParameterKind.Constant ? p.Value : p.Kind))}";

    /// <summary>How many there are, and as of when; kept ones are worked out first where they never were.</summary>
    public async Task<(long Count, DateTime At)> CountAsync(CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        if (segment.IsNightly && Read(connection) is { } kept) return (kept.Members, kept.At);
        using var count = Bound(connection, $"SELECT count(*) FROM {from} WHERE {where}", []);
        return (Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture), context.Now);
    }

    /// <summary>In the order of their ids, behind one.</summary>
    public async Task<List<Guid>> MembersAsync(Guid after, int most, CancellationToken cancellationToken)
    {
        await EnsureAsync(cancellationToken);
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        var codec = lease.Database.Codec;
        var members = new List<Guid>();
        using var command = segment.IsNightly
            ? PreparedStatements.Prepare(connection, null, Kept).Bind([segment.Name, codec.ToGuid(after), (long)most])
            : Bound(connection, $"SELECT {id} FROM {from} WHERE {where} AND {id} > {Name(0)} ORDER BY {id} LIMIT {Name(1)}", [codec.ToGuid(after), (long)most]);
        using var reader = command.ExecuteReader();
        while (reader.Read()) members.Add(codec.ReadGuid(reader, 0)!.Value);
        return members;
    }

    /// <summary>Works the members out anew, by one statement.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => lease.Database.WriteAsync((session, _) =>
    {
        PreparedStatements.PrepareDirect(session.Connection, Forget).Execute([segment.Name]);
        using var insert = Bound(session.Connection, $"INSERT INTO \"{SystemTables.SegmentMember}\" (\"segment\", \"record_id\") SELECT {Name(0)}, {id} FROM {from} WHERE {where}", [segment.Name]);
        insert.Transaction = session.Transaction;
        var members = insert.ExecuteNonQuery();
        PreparedStatements.PrepareDirect(session.Connection, Note).Execute([segment.Name, Condition, lease.Database.Codec.ToDateTime(context.Now), (long)members]);
        return ValueTask.FromResult(true);
    }, SaveLimits.Default.ForJobs().Time, cancellationToken);

    /// <summary>Whether the members as they are kept are of this night and of this condition.</summary>
    public async Task<bool> IsFreshAsync(DateTime since, CancellationToken cancellationToken)
    {
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        return Read(connection) is { } kept && kept.At >= since && kept.Condition == Condition;
    }

    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (segment.IsNightly && !await IsFreshAsync(DateTime.MinValue, cancellationToken)) await RefreshAsync(cancellationToken);
    }

    private (string Condition, DateTime At, long Members)? Read(DbConnection connection)
    {
        using var reader = PreparedStatements.Prepare(connection, null, State).Bind([segment.Name]).ExecuteReader();
        return reader.Read() ? (reader.GetString(0), lease.Database.Codec.ReadDateTime(reader, 1)!.Value, reader.GetInt64(2)) : null;
    }

    private string Name(int more) => $"@p{(sql.Parameters.Count + more).ToString(CultureInfo.InvariantCulture)}";

    private DbCommand Bound(DbConnection connection, string text, ReadOnlySpan<object?> more)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        var at = 0;
        foreach (var parameter in sql.Parameters) Add(parameter.ValueFor(context, lease.Database.Codec));
        foreach (var value in more) Add(value);
        return command;

        void Add(object? value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{(at++).ToString(CultureInfo.InvariantCulture)}", value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>Clock and zones of the app; records come from the statement.</summary>
    [method: System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    private sealed class SaveContextOf(CompiledApp app, DateTime now) : RuleContextOf(Caller.System, app.Model, now)
    {
        public override Engine.Records.EntityRecord? Load(int entityIndex, Guid id) => null;
        public override IReadOnlyList<Engine.Records.EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Approvals;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Security;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Runs queries of one caller on one leased version. Answers are written to a buffer, so that a slow client holds no connection.</summary>
/// <param name="version">The leased version.</param>
/// <param name="caller">Whose eyes see the records.</param>
/// <param name="now">The instant of the request, UTC.</param>
/// <param name="limits">Null: the default.</param>
/// <param name="numbersAsText">Decimals and 64-bit integers as strings (<c>IEEE754Compatible=true</c>).</param>
public sealed class QueryRunner(AppVersion version, Caller caller, DateTime now, QueryLimits? limits = null, bool numbersAsText = false)
{
    private static readonly ConditionalWeakTable<CompiledApp, ConcurrentDictionary<(string Entity, string Shape, bool IsAdministrator), (QueryPlan Plan, int Print)>> Plans = [];
    private static readonly ColumnCodec Codec = SqliteCodec.Instance;
    private readonly QueryLimits limits = limits ?? QueryLimits.Default;
    private readonly QueryRuleContext context = new(caller.Roles)
    {
        Model = version.App.Model, Now = now, TimeZone = version.App.Model.TimeZone, UserTimeZone = caller.TimeZone ?? version.App.Model.TimeZone, Locale = caller.Locale, UserId = caller.UserId == Guid.Empty ? null : caller.UserId,
    };
    private CompiledApp App => version.App;

    /// <summary>Writes <c>{"@odata.context", "@odata.count"?, "value": […], "@odata.nextLink"?}</c>.</summary>
    /// <param name="entity">What is listed.</param>
    /// <param name="queryString">As it stands in the URL.</param>
    /// <param name="pageSize">What the client prefers, or null.</param>
    /// <param name="baseUrl">Of the app, absolute, on the origin asked: for context and next link.</param>
    /// <param name="output">Gets the JSON.</param>
    /// <exception cref="Api.ApiProblem">400: the query cannot be read or answered.</exception>
    public async Task ListAsync(Entity entity, string? queryString, int? pageSize, string baseUrl, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        var options = QueryOptions.Parse(queryString, limits);
        var (plan, print) = PlanOf(entity, options);
        var token = options.SkipToken is { } text ? PageToken.Read(text) ?? throw QueryProblems.BadToken() : null;
        if (token is not null && (token.Shape != print || (token.Keys?.Length ?? 0) != plan.Keys.Length)) throw QueryProblems.BadToken();
        var page = Math.Clamp(pageSize ?? limits.PageSize, 1, limits.MaximumPageSize);
        var left = plan.Top is { } top ? Math.Max(0, top - (token?.Given ?? 0)) : int.MaxValue;
        var limit = Math.Min(page, left);

        await using var connection = await version.Database.OpenReadAsync(cancellationToken);
        using var snapshot = plan.Count || plan.Shape.Lists.Any() ? new Snapshot(connection) : null;
        using var writer = new Utf8JsonWriter(output, Api.ProblemWriter.WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("@odata.context", ContextOf(baseUrl, entity));
        if (plan.Count)
        {
            using var count = Prepare(connection, plan.CountSql, plan.Parameters);
            writer.WritePropertyName("@odata.count");
            JsonValues.WriteInt(writer, Convert.ToInt64(Guard(count.ExecuteScalar), CultureInfo.InvariantCulture), numbersAsText);
        }
        var lists = plan.Shape.Lists.Any() ? ListsOf(connection, plan.Shape, () => Rows(connection, plan, token, limit, cancellationToken)) : null;
        writer.WriteStartArray("value");
        var rows = Writer(connection, lists);
        var pending = PendingApprovals.Of(App, connection, Codec, entity, plan.Shape, limit);
        var given = 0;
        object?[]? last = null;
        var more = false;
        // One more than asked for tells whether there is a next page; where $top ends here nobody asks.
        foreach (var reader in Rows(connection, plan, token, limit < left ? limit + 1 : limit, cancellationToken))
        {
            if (given == limit) { more = true; break; }
            rows.Write(plan.Shape, reader, writer, pending: pending);
            if (++given == limit && limit < left) last = [.. plan.Keys.Select((_, i) => reader.IsDBNull(plan.KeyOrdinal + i) ? null : reader.GetValue(plan.KeyOrdinal + i))];
        }
        writer.WriteEndArray();
        if (more)
        {
            var next = new PageToken(plan.Keys.IsEmpty ? null : last, (token?.Given ?? 0) + given, print).Write();
            var kept = (queryString ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !p.StartsWith("$skiptoken=", StringComparison.Ordinal) && !p.StartsWith("%24skiptoken=", StringComparison.OrdinalIgnoreCase));
            writer.WriteString("@odata.nextLink", $"{baseUrl}/{Uri.EscapeDataString(entity.Name)}?{string.Join('&', kept.Append("$skiptoken=" + next))}");
        }
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>The <c>@odata.context</c> of a set; a single record's has <c>/$entity</c> behind it.</summary>
    internal static string ContextOf(string baseUrl, Entity entity) => $"{baseUrl}/$metadata#{Uri.EscapeDataString(QueryModel.NameOf(entity))}";

    /// <summary>Writes one record; its version, for the ETag, or null where there is none that the caller may see.</summary>
    public async Task<long?> GetAsync(Entity entity, Guid id, string? queryString, string baseUrl, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        var options = QueryOptions.Parse(queryString, limits);
        // The id is a constant of the plan only in form: it is replaced when the plan runs.
        var (plan, _) = PlanOf(entity, options, Marker);
        return await OneAsync(entity, plan, Codec.ToGuid(id), baseUrl, output, cancellationToken);
    }

    /// <summary>The same for the record with an alternate key.</summary>
    public Task<long?> GetAsync(Entity entity, ImmutableArray<FieldInput> key, string? queryString, string baseUrl, IBufferWriter<byte> output, CancellationToken cancellationToken) =>
        OneAsync(entity, Planner().Plan(entity, QueryOptions.Parse(queryString, limits), key: new BoundKey(entity, key)), null, baseUrl, output, cancellationToken);

    /// <summary>How many records a query has, as a plain number.</summary>
    public async Task<long> CountAsync(Entity entity, string? queryString, CancellationToken cancellationToken)
    {
        var (plan, _) = PlanOf(entity, QueryOptions.Parse(queryString, limits));
        await using var connection = await version.Database.OpenReadAsync(cancellationToken);
        using var count = Prepare(connection, plan.CountSql, plan.Parameters);
        return Convert.ToInt64(Guard(count.ExecuteScalar), CultureInfo.InvariantCulture);
    }

    /// <summary>Plans a query without running it, so that its mistakes are known.</summary>
    /// <exception cref="Api.ApiProblem">400: the query cannot be read or answered.</exception>
    internal void Check(Entity entity, QueryOptions options) => PlanOf(entity, options);

    /// <summary>One page for an export: each record as JSON, and the token of the next page, or null after the last. No connection is held between pages.</summary>
    /// <param name="entity">What is exported.</param>
    /// <param name="options">The query; <c>$top</c> counts over all pages.</param>
    /// <param name="token">Where the page begins; null: at the first record.</param>
    /// <param name="size">Records of a page.</param>
    /// <param name="row">Gets each record; the bytes are good during the call.</param>
    internal async Task<PageToken?> PageAsync(Entity entity, QueryOptions options, PageToken? token, int size, Action<ReadOnlyMemory<byte>> row, CancellationToken cancellationToken)
    {
        var (plan, print) = PlanOf(entity, options);
        var limit = (int)Math.Min(size, plan.Top is { } top ? Math.Max(0, top - (token?.Given ?? 0)) : int.MaxValue);
        await using var connection = await version.Database.OpenReadAsync(cancellationToken);
        using var snapshot = plan.Shape.Lists.Any() ? new Snapshot(connection) : null;
        var lists = plan.Shape.Lists.Any() ? ListsOf(connection, plan.Shape, () => Rows(connection, plan, token, limit, cancellationToken)) : null;
        var rows = Writer(connection, lists);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, Api.ProblemWriter.WriterOptions);
        var given = 0;
        object?[]? last = null;
        foreach (var reader in Rows(connection, plan, token, limit, cancellationToken))
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            rows.Write(plan.Shape, reader, writer);
            writer.Flush();
            row(buffer.WrittenMemory);
            if (++given == limit) last = [.. plan.Keys.Select((_, i) => reader.IsDBNull(plan.KeyOrdinal + i) ? null : reader.GetValue(plan.KeyOrdinal + i))];
        }
        return given < size ? null : new PageToken(plan.Keys.IsEmpty ? null : last, (token?.Given ?? 0) + given, print);
    }

    private RowWriter Writer(DbConnection connection, IReadOnlyDictionary<ListExpansion, Dictionary<Guid, List<byte[]>>>? lists) =>
        new(Codec, lists, new RecordEvaluator(App, connection, Codec, caller, now), numbersAsText);

    private static readonly Guid Marker = new("00000000-0000-0000-0000-00000000feed");

    private QueryPlanner Planner() => new(App, Codec, RecordPolicy.Of(caller), limits);

    private (QueryPlan Plan, int Print) PlanOf(Entity entity, QueryOptions options, Guid? id = null)
    {
        var plans = Plans.GetValue(App, static _ => new());
        var key = (id is null ? entity.Name : entity.Name + "/", options.Shape, caller.IsAdministrator);
        if (plans.TryGetValue(key, out var known)) return known;
        // Shapes that are asked for again come back at once; ad-hoc ones must not pile up.
        if (plans.Count >= limits.CachedPlans) plans.Clear();
        var print = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{entity.Id}?{options.Shape}")));
        return plans.GetOrAdd(key, _ => (Planner().Plan(entity, options, id), print));
    }

    private async Task<long?> OneAsync(Entity entity, QueryPlan plan, object? id, string baseUrl, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        await using var connection = await version.Database.OpenReadAsync(cancellationToken);
        using var snapshot = plan.Shape.Lists.Any() ? new Snapshot(connection) : null;
        var lists = plan.Shape.Lists.Any() ? ListsOf(connection, plan.Shape, () => Rows(connection, plan, null, 1, cancellationToken, id)) : null;
        foreach (var reader in Rows(connection, plan, null, 1, cancellationToken, id))
        {
            using var writer = new Utf8JsonWriter(output, Api.ProblemWriter.WriterOptions);
            Writer(connection, lists).Write(plan.Shape, reader, writer, ContextOf(baseUrl, entity) + "/$entity", PendingApprovals.Of(App, connection, Codec, entity, plan.Shape));
            writer.Flush();
            return reader.GetInt64(plan.KeyOrdinal + plan.Keys.Length);
        }
        return null;
    }

    private IEnumerable<SqliteDataReader> Rows(DbConnection connection, QueryPlan plan, PageToken? token, int limit, CancellationToken cancellationToken, object? id = null)
    {
        if (limit <= 0) yield break;
        if (token?.Keys is not { } keys)
        {
            foreach (var reader in Run(plan.FirstSql, limit, plan.Skip + (token?.Given ?? 0))) yield return reader;
            yield break;
        }
        var nulls = keys.Select((key, i) => key is null ? 1 << i : 0).Sum();
        for (var segment = 0; segment < plan.SegmentCount && limit > 0; segment++)
        {
            if (plan.SegmentSql(segment, nulls) is not { } sql) continue;
            foreach (var reader in Run(sql, limit, 0))
            {
                limit--;
                yield return reader;
            }
        }

        IEnumerable<SqliteDataReader> Run(string sql, int rows, int offset)
        {
            using var statement = Prepare(connection, sql, plan.Parameters, id);
            for (var i = 0; i < plan.Keys.Length; i++) statement[plan.KeyParameter + i] = token?.Keys?[i] ?? DBNull.Value;
            statement[plan.LimitParameter] = (long)rows;
            statement[plan.OffsetParameter] = (long)offset;
            using var reader = Guard(statement.ExecuteReader);
            while (Guard(reader.Read))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return reader;
            }
        }
    }

    // The rows of every list of the page, one statement a list however many owners.
    private Dictionary<ListExpansion, Dictionary<Guid, List<byte[]>>> ListsOf(DbConnection connection, QueryShape shape, Func<IEnumerable<SqliteDataReader>> rows)
    {
        var owners = shape.Lists.ToDictionary(list => list, _ => new HashSet<Guid>());
        foreach (var reader in rows())
            foreach (var (list, ids) in owners)
                if (Codec.ReadGuid(reader, list.OwnerOrdinal) is { } id) ids.Add(id);
        return owners.ToDictionary(pair => pair.Key.Expansion, pair => Expand(connection, pair.Key.Expansion, pair.Value));
    }

    private Dictionary<Guid, List<byte[]>> Expand(DbConnection connection, ListExpansion expansion, HashSet<Guid> owners)
    {
        var result = new Dictionary<Guid, List<byte[]>>();
        if (owners.Count == 0) return result;
        var ids = "[" + string.Join(',', owners.Select(id => $"\"{Convert.ToHexString(id.ToByteArray(bigEndian: true))}\"")) + "]";
        var lists = expansion.Shape.Lists.Any() ? ListsOf(connection, expansion.Shape, Read) : null;
        var rows = Writer(connection, lists);
        var pending = expansion.Entity is { } entity ? PendingApprovals.Of(App, connection, Codec, entity, expansion.Shape, limits.ExpandedRows) : null;
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var reader in Read())
        {
            buffer.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(buffer, Api.ProblemWriter.WriterOptions))
                if (expansion.IsIds) writer.WriteStringValue(Codec.ReadGuid(reader, 1)!.Value);
                else rows.Write(expansion.Shape, reader, writer, pending: pending);
            var owner = Codec.ReadGuid(reader, 0)!.Value;
            if (!result.TryGetValue(owner, out var list)) result.Add(owner, list = []);
            list.Add(buffer.WrittenSpan.ToArray());
        }
        return result;

        IEnumerable<SqliteDataReader> Read()
        {
            using var statement = Prepare(connection, expansion.Sql, expansion.Parameters);
            statement[expansion.Parameters.Length] = ids;
            using var reader = Guard(statement.ExecuteReader);
            while (Guard(reader.Read)) yield return reader;
        }
    }

    private Statement Prepare(DbConnection connection, string sql, ImmutableArray<SqlParameter> parameters, object? id = null)
    {
        var statement = connection.Prepare(sql);
        for (var i = 0; i < parameters.Length; i++)
            statement[i] = id is not null && parameters[i].Value is byte[] { Length: 16 } bytes && bytes.AsSpan().SequenceEqual(MarkerBytes) ? id : parameters[i].ValueFor(context, Codec);
        return statement;
    }

    private static readonly byte[] MarkerBytes = Marker.ToByteArray(bigEndian: true);

    // What a rule's function refuses inside a statement (overflow) is the query's fault.
    private static T Guard<T>(Func<T> run)
    {
        try { return run(); }
        catch (SqliteException failure) when (failure.Message.Contains("LCR6", StringComparison.Ordinal) || failure.Message.Contains("integer overflow", StringComparison.Ordinal))
        {
            throw Api.ApiProblem.Malformed("A calculation of the query leaves the range of numbers or dates.", "クエリの計算結果が数値または日付の範囲を超えました。");
        }
    }

    /// <summary>One state of the database for several statements.</summary>
    private sealed class Snapshot : IDisposable
    {
        private readonly DbConnection connection;

        public Snapshot(DbConnection connection)
        {
            this.connection = connection;
            using var begin = connection.Prepare("BEGIN");
            begin.Execute();
        }

        public void Dispose()
        {
            using var commit = connection.Prepare("COMMIT");
            commit.Execute();
        }
    }
}

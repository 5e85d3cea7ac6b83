using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;
using static LowCodeCrm.Engine.Schema.Dialects.SqliteDialect;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>One entity of one app version as a save needs it: its rules, its generated code, and its SQL, each text built once.</summary>
internal sealed class EntityAccess
{
    private readonly ConcurrentDictionary<string, UpdateStatement> updates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Statement> byFields = new(StringComparer.Ordinal);
    private readonly Lazy<RollupQuery?> rollups;
    private readonly string quoted;
    private readonly string columns;

    public EntityAccess(CompiledApp app, Entity entity)
    {
        App = app;
        Entity = entity;
        Module = app.ModuleOf(entity);
        Rules = app.Rules.For(entity);
        Mapping = app.Schema.Of(entity);
        Stored = [.. entity.Fields.Where(f => f.IsStored)];
        Entered = [.. Stored.Where(f => f.Origin != FieldOrigin.System)];
        Decimals = [.. Stored.Where(f => f.Type is FieldType.Decimal or FieldType.Money or FieldType.Percent or FieldType.Geo)];
        Sorted = [.. Stored.Where(f => Mapping.Of(f).Sort is not null)];
        Searched = [.. Stored.Where(f => Mapping.Search?.FieldIds.Contains(f.Id) == true)];
        quoted = Quote(Mapping.Table.Name);
        columns = string.Join(", ", Stored.SelectMany(f => Mapping.Of(f).Columns).Select(c => Quote(c.Name)).Append(Quote(SystemTables.DeletedAt)));
        DeletedOrdinal = Stored.Sum(f => Mapping.Of(f).Columns.Length);
        var written = Stored.SelectMany(f => Mapping.Of(f).Columns).Concat(Sorted.Select(f => Mapping.Of(f).Sort!)).Select(c => Quote(c.Name)).Append(Quote(SystemTables.AppVersionColumn)).ToArray();
        Insert = new Statement($"INSERT INTO {quoted} ({string.Join(", ", written)}) VALUES ({Parameters(written.Length)})", written.Length);
        SelectById = new Statement($"SELECT {columns} FROM {quoted} WHERE {Quote(SystemFields.Id)} = @p0", 1);
        Exists = new Statement($"SELECT 1 FROM {quoted} WHERE {Quote(SystemFields.Id)} = @p0 AND {Quote(SystemTables.DeletedAt)} IS NULL", 1);
        Recycle = new Statement(
            $"UPDATE {quoted} SET {Quote(SystemTables.DeletedAt)} = @p0, {Column(SystemFields.Version)} = {Column(SystemFields.Version)} + 1, {Column(SystemFields.UpdatedAt)} = @p1, {Column(SystemFields.UpdatedBy)} = @p2, {Quote(SystemTables.AppVersionColumn)} = @p3 WHERE {Quote(SystemFields.Id)} = @p4", 5);
        SelectIdsAfter = new Statement(
            $"SELECT {Quote(SystemFields.Id)} FROM {quoted} WHERE {Quote(SystemFields.Id)} > @p0 AND {Quote(SystemTables.DeletedAt)} IS NULL ORDER BY {Quote(SystemFields.Id)} LIMIT @p1", 2);
        rollups = new Lazy<RollupQuery?>(() => RollupQuery.For(app, Rules));
        SetCommands = [.. Rules.BeforeSave.Select(r => SetFields(r.Commands))];
        HasDeadlines = Rules.Processes.Any(process => process.Transitions.Any(transition => transition.Deadline is not null));
        Keys = [.. entity.Keys.Select(key => key.Select(entity.Field).ToImmutableArray())];
    }

    public CompiledApp App { get; }
    public Entity Entity { get; }
    public EntityModule Module { get; }
    public EntityRules Rules { get; }
    public EntityProgram Program => Module.Program;
    public EntityMapping Mapping { get; }
    public ImmutableArray<Field> Stored { get; }
    /// <summary>Whether transitions of its processes have time limits.</summary>
    public bool HasDeadlines { get; }
    /// <summary>Stored, and not the system's.</summary>
    public ImmutableArray<Field> Entered { get; }
    /// <summary>Fields whose columns fix the number of digits after the point.</summary>
    public ImmutableArray<Field> Decimals { get; }
    /// <summary>Fields with a stored sort key.</summary>
    public ImmutableArray<Field> Sorted { get; }
    /// <summary>Fields that full-text search finds.</summary>
    public ImmutableArray<Field> Searched { get; }
    public int DeletedOrdinal { get; }
    public Statement Insert { get; }
    public Statement SelectById { get; }
    public Statement Exists { get; }
    public Statement Recycle { get; }
    /// <summary>Ids of live rows behind an id, up to a number of them.</summary>
    public Statement SelectIdsAfter { get; }
    /// <summary>Whether it has fields that rules derive and that are stored.</summary>
    public bool HasDerived => Rules.Rollups.Length > 0 || Rules.Computed.Any(c => c.Field.IsStored);
    /// <summary>All its rollups as one statement; null where they are worked out record by record.</summary>
    public RollupQuery? Rollups => rollups.Value;
    /// <summary>The fields that each before-save rule sets.</summary>
    public ImmutableArray<ImmutableArray<Field>> SetCommands { get; }
    public ImmutableArray<ImmutableArray<Field>> Keys { get; }

    /// <summary>Live rows by the values of fields, in the order of their columns.</summary>
    public Statement SelectBy(ImmutableArray<Field> fields) => SelectWhere(fields, columns, "");

    /// <summary>All columns that <see cref="Read"/> wants, of a row in a statement of several tables.</summary>
    public string ColumnsOf(Engine.Rules.Sql.SqlRow row) =>
        string.Join(", ", Stored.SelectMany(f => Mapping.Of(f).Columns).Select(c => row.Column(c)).Append(row.Column(SystemTables.DeletedAt)));

    /// <summary>Some fields of all live rows.</summary>
    public string SelectLive(IEnumerable<Field> fields) =>
        $"SELECT {string.Join(", ", fields.SelectMany(f => Mapping.Of(f).Columns).Select(c => Quote(c.Name)))} FROM {quoted} WHERE {Quote(SystemTables.DeletedAt)} IS NULL";

    /// <summary>Ids of rows that went to the recycle bin at an instant.</summary>
    public Statement SelectDeletedBy(Field field) => byFields.GetOrAdd("bin " + field.Name, _ => new Statement(
        $"SELECT {Quote(SystemFields.Id)} FROM {quoted} WHERE {Quote(Mapping.Of(field).Column.Name)} = @p0 AND {Quote(SystemTables.DeletedAt)} = @p1", 2));

    /// <summary>Puts the live rows whose lookup names a record (the first parameter) into the queue of what is to be derived.</summary>
    public Statement QueueBy(Field lookup) => byFields.GetOrAdd("queue " + lookup.Name, _ => new Statement(
        $"INSERT OR IGNORE INTO {Quote(SystemTables.Derive)} (\"entity_id\", \"record_id\") SELECT @p1, {Quote(SystemFields.Id)} FROM {quoted} WHERE {Quote(Mapping.Of(lookup).Column.Name)} = @p0 AND {Quote(SystemTables.DeletedAt)} IS NULL", 2));

    /// <summary>Ids of live rows by the values of fields.</summary>
    public Statement SelectIdsBy(ImmutableArray<Field> fields) => SelectWhere(fields, Quote(SystemFields.Id), "id ");

    private Statement SelectWhere(ImmutableArray<Field> fields, string selected, string prefix) =>
        byFields.GetOrAdd(prefix + string.Join(' ', fields.Select(f => f.Name)), _ =>
        {
            var where = fields.SelectMany(f => Mapping.Of(f).Columns).Select((c, i) => $"{Quote(c.Name)} = @p{i.ToString(CultureInfo.InvariantCulture)}").ToArray();
            return new Statement($"SELECT {selected} FROM {quoted} WHERE {string.Join(" AND ", where)} AND {Quote(SystemTables.DeletedAt)} IS NULL ORDER BY {Quote(SystemFields.Id)}", where.Length);
        });

    /// <summary>The columns of the changed fields alone, so that no index is touched in vain; where the id and the version are as loaded.</summary>
    public UpdateStatement Update(ReadOnlySpan<bool> changed)
    {
        Span<char> key = stackalloc char[changed.Length];
        for (var i = 0; i < changed.Length; i++) key[i] = changed[i] ? '1' : '0';
        var text = key.ToString();
        return updates.GetOrAdd(text, mask =>
        {
            ImmutableArray<Field> fields = [.. Stored.Where(f => mask[f.Index] == '1' && f.Name != SystemFields.Id)];
            ImmutableArray<Field> sorted = [.. fields.Where(f => Mapping.Of(f).Sort is not null)];
            var names = fields.SelectMany(f => Mapping.Of(f).Columns).Concat(sorted.Select(f => Mapping.Of(f).Sort!)).Select(c => Quote(c.Name)).Append(Quote(SystemTables.AppVersionColumn)).ToArray();
            var sets = string.Join(", ", names.Select((n, i) => $"{n} = @p{i.ToString(CultureInfo.InvariantCulture)}"));
            return new UpdateStatement(fields, sorted, new Statement(
                $"UPDATE {quoted} SET {sets} WHERE {Quote(SystemFields.Id)} = @p{names.Length} AND {Column(SystemFields.Version)} = @p{names.Length + 1}", names.Length + 2));
        });
    }

    /// <summary>The record in the current row of a statement that selects all columns.</summary>
    public EntityRecord Read(DbDataReader reader, ColumnCodec codec)
    {
        var record = Module.NewRecord();
        var ordinal = 0;
        foreach (var field in Stored)
        {
            Module.ReadField(field.Index, record, reader, ordinal, codec);
            ordinal += Mapping.Of(field).Columns.Length;
        }
        return record;
    }

    private string Column(string systemField) => Quote(Mapping.Of(Entity.Field(systemField)).Column.Name);

    private static string Parameters(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => "@p" + i.ToString(CultureInfo.InvariantCulture)));

    private static ImmutableArray<Field> SetFields(IEnumerable<BoundCommand> commands) =>
        [.. commands.SelectMany(c => c switch { SetCommand set => [set.Field], TagCommand tag => [tag.Field], IfCommand branch => [.. SetFields(branch.Then), .. SetFields(branch.Else)], _ => ImmutableArray<Field>.Empty }).Distinct()];
}

/// <param name="Fields">In the order of the parameters, followed by the sort keys of <paramref name="Sorted"/>, the app version, the id and the version.</param>
internal sealed record UpdateStatement(ImmutableArray<Field> Fields, ImmutableArray<Field> Sorted, Statement Statement);

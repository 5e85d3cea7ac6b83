using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Engine.Search;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Keeps the full-text rows of records.</summary>
/// <remarks>
/// Nothing in a save reads them, so they are written together at the end of its transaction: SQLite's full-text index writes out what it gathered
/// whenever a savepoint is opened, which in an import would be a segment for every row.
/// </remarks>
internal static class SearchRows
{
    private static readonly ConditionalWeakTable<EntityMapping, Statement> ByMapping = [];
    private static readonly ConditionalWeakTable<EntityMapping, Statement> ForNew = [];

    /// <summary>Notes a record whose row is to be written.</summary>
    /// <param name="changed">Null: a new record.</param>
    /// <param name="row">The number of a new record's row.</param>
    public static void Mark(SaveUnit unit, EntityAccess access, EntityRecord record, bool[]? changed, long row = 0)
    {
        if (access.Searched.IsEmpty) return;
        var touched = changed is null;
        foreach (var field in access.Searched) touched |= changed is not null && changed[field.Index];
        if (touched) unit.SearchRows.Add((access, record, row));
    }

    /// <summary>Writes the rows noted, each record's last state once.</summary>
    public static void Flush(SaveUnit unit)
    {
        if (unit.SearchRows.Count == 0) return;
        var last = new Dictionary<Guid, (EntityRecord Record, bool IsNew)>(unit.SearchRows.Count);
        foreach (var (_, record, row) in unit.SearchRows) last[record.Id] = (record, row > 0 || last.TryGetValue(record.Id, out var before) && before.IsNew);
        foreach (var (access, marked, row) in unit.SearchRows)
        {
            // In the order of the rows' numbers, as the index likes it; an update of a record made in the same transaction goes into its first row.
            var (record, isNew) = last[marked.Id];
            if (isNew ? row == 0 : !ReferenceEquals(record, marked)) continue;
            var texts = SearchTokenizer.Index(access.Searched.SelectMany(field => SearchTexts.Of(record.GetValue(field.Index))));
            if (isNew)
            {
                unit.Execute(ForNew.GetValue(access.Mapping, mapping => new Statement($"INSERT OR REPLACE INTO {SqliteDialect.Quote(mapping.Search!.Name)} (rowid, text) VALUES (@p0, @p1)", 2)), [row, texts]);
                continue;
            }
            var statement = ByMapping.GetValue(access.Mapping, mapping => new Statement(SqliteDialect.WriteSearch(mapping), 2));
            unit.Execute(statement, [unit.Codec.ToGuid(record.Id), texts]);
        }
        unit.SearchRows.Clear();
    }
}

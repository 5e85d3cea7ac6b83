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

    /// <summary>Notes a record whose row is to be written.</summary>
    /// <param name="changed">Null: a new record.</param>
    public static void Mark(SaveUnit unit, EntityAccess access, EntityRecord record, bool[]? changed)
    {
        if (access.Searched.IsEmpty) return;
        var touched = changed is null;
        foreach (var field in access.Searched) touched |= changed is not null && changed[field.Index];
        if (touched) unit.SearchRows.Add((access, record));
    }

    /// <summary>Writes the rows noted, each record's last state once.</summary>
    public static void Flush(SaveUnit unit)
    {
        if (unit.SearchRows.Count == 0) return;
        var written = new HashSet<Guid>();
        for (var i = unit.SearchRows.Count - 1; i >= 0; i--)
        {
            var (access, record) = unit.SearchRows[i];
            if (!written.Add(record.Id)) continue;
            var texts = access.Searched.SelectMany(field => SearchTexts.Of(record.GetValue(field.Index)));
            var statement = ByMapping.GetValue(access.Mapping, mapping => new Statement(SqliteDialect.WriteSearch(mapping), 2));
            unit.Execute(statement, [unit.Codec.ToGuid(record.Id), SearchTokenizer.Index(texts)]);
        }
        unit.SearchRows.Clear();
    }
}

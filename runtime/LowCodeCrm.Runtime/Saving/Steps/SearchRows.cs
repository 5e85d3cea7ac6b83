using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Engine.Search;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Keeps the full-text row of a record.</summary>
internal static class SearchRows
{
    private static readonly ConditionalWeakTable<EntityMapping, Statement> ByMapping = [];

    /// <param name="changed">Null: a new record.</param>
    public static void Write(SaveUnit unit, EntityAccess access, EntityRecord record, bool[]? changed)
    {
        if (access.Mapping.Search is not { FieldIds.IsEmpty: false } search) return;
        var touched = changed is null;
        var texts = new List<string?>();
        foreach (var field in access.Stored)
        {
            if (!search.FieldIds.Contains(field.Id)) continue;
            touched |= changed is not null && changed[field.Index];
            texts.AddRange(SearchTexts.Of(record.GetValue(field.Index)));
        }
        if (!touched) return;
        var statement = ByMapping.GetValue(access.Mapping, mapping => new Statement(SqliteDialect.WriteSearch(mapping), 2));
        unit.Prepare(statement).Bind([unit.Codec.ToGuid(record.Id), SearchTokenizer.Index(texts)]).ExecuteNonQuery();
    }
}

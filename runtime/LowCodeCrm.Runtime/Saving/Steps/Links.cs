using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving.Input;
using static LowCodeCrm.Engine.Schema.Dialects.SqliteDialect;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>The pairs of many-to-many fields.</summary>
internal static class Links
{
    private sealed record Texts(Statement Select, Statement Insert, Statement Delete);

    private static readonly ConditionalWeakTable<LinkMapping, Texts> ByMapping = [];

    public static bool Differ(SaveUnit unit, RecordSave row, LinkInput link) =>
        row.IsCreate ? link.Ids.Length > 0 : !Stored(unit, row, link).SetEquals(link.Ids);

    public static void Write(SaveUnit unit, RecordSave row, LinkInput link)
    {
        var texts = Of(unit, link);
        var source = unit.Codec.ToGuid(row.Record.Id);
        var stored = row.IsCreate ? [] : Stored(unit, row, link);
        foreach (var gone in stored.Except(link.Ids).Order().ToArray())
        {
            unit.CountWrite();
            unit.Prepare(texts.Delete).Bind([source, unit.Codec.ToGuid(gone)]).ExecuteNonQuery();
        }
        foreach (var added in link.Ids.Where(id => !stored.Contains(id)))
        {
            unit.CountWrite();
            unit.Prepare(texts.Insert).Bind([source, unit.Codec.ToGuid(added)]).ExecuteNonQuery();
        }
    }

    public static HashSet<Guid> Stored(SaveUnit unit, RecordSave row, LinkInput link)
    {
        var ids = new HashSet<Guid>();
        using var reader = unit.Prepare(Of(unit, link).Select).Bind([unit.Codec.ToGuid(row.Record.Id)]).ExecuteReader();
        while (reader.Read()) ids.Add(unit.Codec.ReadGuid(reader, 0)!.Value);
        return ids;
    }

    private static Texts Of(SaveUnit unit, LinkInput link) => ByMapping.GetValue(unit.App.Schema.LinkOf(link.Field), mapping =>
    {
        var (table, source, target) = (Quote(mapping.Table.Name), Quote(LinkMapping.Source), Quote(LinkMapping.Target));
        return new Texts(
            new Statement($"SELECT {target} FROM {table} WHERE {source} = @p0", 1),
            new Statement($"INSERT INTO {table} ({source}, {target}) VALUES (@p0, @p1)", 2),
            new Statement($"DELETE FROM {table} WHERE {source} = @p0 AND {target} = @p1", 2));
    });
}

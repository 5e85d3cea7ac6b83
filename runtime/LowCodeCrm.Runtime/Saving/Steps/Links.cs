using System.Runtime.CompilerServices;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving.Input;
using static LowCodeCrm.Engine.Schema.Dialects.SqliteDialect;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>The pairs of many-to-many fields.</summary>
internal static class Links
{
    private sealed record Texts(Statement Select, Statement Insert, Statement Delete, Statement Live);

    private static readonly ConditionalWeakTable<LinkMapping, Texts> ByMapping = [];

    public static bool Differ(SaveUnit unit, RecordSave row, LinkInput link) =>
        row.IsCreate ? link.Ids.Length > 0 : !Stored(unit, row, link).SetEquals(link.Ids);

    public static void Write(SaveUnit unit, RecordSave row, LinkInput link)
    {
        var texts = Of(unit, link.Field);
        var source = unit.Codec.ToGuid(row.Record.Id);
        var stored = row.IsCreate ? [] : Stored(unit, row, link);
        foreach (var gone in stored.Except(link.Ids).Order().ToArray())
        {
            unit.CountWrite();
            unit.Execute(texts.Delete, [source, unit.Codec.ToGuid(gone)]);
        }
        foreach (var added in link.Ids.Where(id => !stored.Contains(id)))
        {
            unit.CountWrite();
            unit.Execute(texts.Insert, [source, unit.Codec.ToGuid(added)]);
        }
    }

    public static HashSet<Guid> Stored(SaveUnit unit, RecordSave row, LinkInput link)
    {
        var ids = new HashSet<Guid>();
        using var reader = unit.Prepare(Of(unit, link.Field).Select).Bind([unit.Codec.ToGuid(row.Record.Id)]).ExecuteReader();
        while (reader.Read()) ids.Add(unit.Codec.ReadGuid(reader, 0)!.Value);
        return ids;
    }

    /// <summary>The ids of the live records linked, in order.</summary>
    public static List<Guid> Read(SaveUnit unit, Field field, Guid id)
    {
        var ids = new List<Guid>();
        using var reader = unit.Prepare(Of(unit, field).Live).Bind([unit.Codec.ToGuid(id)]).ExecuteReader();
        while (reader.Read()) ids.Add(unit.Codec.ReadGuid(reader, 0)!.Value);
        return ids;
    }

    /// <summary>The ids of the live records linked to the one of the parameter, in order.</summary>
    public static Statement Live(CompiledApp app, Field field) => Of(app, field).Live;

    private static Texts Of(SaveUnit unit, Field field) => Of(unit.App, field);

    private static Texts Of(CompiledApp app, Field field) => ByMapping.GetValue(app.Schema.LinkOf(field), mapping =>
    {
        var related = Quote(app.Schema.Of(app.Model.TargetOf(field)).Table.Name);
        var (table, source, target) = (Quote(mapping.Table.Name), Quote(LinkMapping.Source), Quote(LinkMapping.Target));
        return new Texts(
            new Statement($"SELECT {target} FROM {table} WHERE {source} = @p0", 1),
            new Statement($"INSERT INTO {table} ({source}, {target}) VALUES (@p0, @p1)", 2),
            new Statement($"DELETE FROM {table} WHERE {source} = @p0 AND {target} = @p1", 2),
            new Statement($"SELECT l.{target} FROM {table} AS l JOIN {related} AS r ON r.{Quote(SystemFields.Id)} = l.{target} WHERE l.{source} = @p0 AND r.{Quote(SystemTables.DeletedAt)} IS NULL ORDER BY l.{target}", 1));
    });
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Finds a record by the values of fields.</summary>
internal static class KeyLookup
{
    /// <param name="example">A record that holds the values looked for.</param>
    /// <returns>The live record's id, or null; where several fit, the oldest.</returns>
    public static Guid? Find(SaveUnit unit, EntityAccess access, ImmutableArray<Field> key, EntityRecord example) => FindAll(unit, access, key, example, 1) is [var id, ..] ? id : null;

    public static List<Guid> FindAll(SaveUnit unit, EntityAccess access, ImmutableArray<Field> key, EntityRecord example, int limit)
    {
        var statement = access.SelectIdsBy(key);
        var values = new object?[statement.Parameters];
        var at = 0;
        foreach (var field in key)
        {
            access.Module.BindField(field.Index, example, unit.Codec, values, at);
            at += access.Mapping.Of(field).Columns.Length;
        }
        var found = new List<Guid>();
        using var reader = unit.Prepare(statement).Bind(values).ExecuteReader();
        while (found.Count < limit && reader.Read()) found.Add(unit.Codec.ReadGuid(reader, 0)!.Value);
        return found;
    }
}

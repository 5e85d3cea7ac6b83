using System.Text.Json;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>
/// What of the rows of its child lists changed, as a change of the record: <c>{"f": list's field id, "o": [rows], "n": [rows]}</c>, a row <c>{"i": id, "c": {field id:
/// value}}</c> with what differs, all of it where the row came or went.
/// </summary>
internal static class RowHistory
{
    public static void Write(RecordSave save, Utf8JsonWriter writer)
    {
        foreach (var list in save.Entity.Fields)
        {
            if (list.Type != FieldType.ChildList) continue;
            var rows = save.Children.Where(row => row.IsChanged && row.Entity.Name == list.Target && row.Via?.Name == list.Via).ToList();
            if (rows.Count == 0) continue;
            writer.WriteStartObject();
            writer.WriteString("f", list.Id);
            Write(writer, "o", rows.Where(row => !row.IsCreate), row => row.Stored!);
            Write(writer, "n", rows.Where(row => !row.IsRemoved), row => row.Record);
            writer.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<RecordSave> rows, Func<RecordSave, Engine.Records.EntityRecord> of)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            var record = of(row);
            writer.WriteStartObject();
            writer.WriteString("i", record.Id);
            writer.WriteStartObject("c");
            foreach (var field in row.Access.Stored)
            {
                if (field.Origin == FieldOrigin.System || field.Name == row.Via!.Name || !(row.IsCreate || row.IsRemoved || row.Changed[field.Index])) continue;
                if (record.GetValue(field.Index) is null) continue;
                writer.WritePropertyName(field.Id);
                row.Access.Module.WriteField(field.Index, record, writer);
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}

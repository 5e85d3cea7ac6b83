using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Api;

/// <summary>A record in memory as JSON: the same as reading it again would give.</summary>
internal static class RecordJson
{
    public static string ETag(EntityRecord record) => $"\"{record.Version.ToString(CultureInfo.InvariantCulture)}\"";

    public static byte[] Write(CompiledApp app, Entity entity, EntityRecord record, string baseUrl)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", $"{baseUrl}/$metadata#{entity.Name}/$entity");
            writer.WriteString("@odata.etag", ETag(record));
            WriteFields(writer, app, entity, record);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteFields(Utf8JsonWriter writer, CompiledApp app, Entity entity, EntityRecord record)
    {
        var module = app.ModuleOf(entity);
        foreach (var field in entity.Fields)
        {
            if (field.Type is FieldType.ChildList or FieldType.ManyToMany) continue;
            writer.WritePropertyName(JsonInputReader.PropertyOf(field));
            module.WriteField(field.Index, record, writer);
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Api;

/// <summary>A record in memory as JSON: the same as reading it again would give.</summary>
internal static class RecordJson
{
    public static string ETag(EntityRecord record) => $"\"{record.Version.ToString(CultureInfo.InvariantCulture)}\"";

    public static byte[] Write(CompiledApp app, Entity entity, EntityRecord record, Func<Field, IReadOnlyList<Guid>> links, RecordReply reply)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", QueryRunner.ContextOf(reply.BaseUrl, entity) + "/$entity");
            writer.WriteString("@odata.etag", ETag(record));
            WriteFields(writer, app, entity, record, links, reply.NumbersAsText);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="links">The ids of a many-to-many; null: such fields are left out.</param>
    public static void WriteFields(Utf8JsonWriter writer, CompiledApp app, Entity entity, EntityRecord record, Func<Field, IReadOnlyList<Guid>>? links = null, bool numbersAsText = false)
    {
        var module = app.ModuleOf(entity);
        foreach (var field in entity.Fields)
        {
            if (field.Type == FieldType.ChildList || field.Type == FieldType.ManyToMany && links is null) continue;
            writer.WritePropertyName(JsonInputReader.PropertyOf(field));
            if (field.Type != FieldType.ManyToMany)
            {
                module.WriteField(field.Index, record, writer, numbersAsText);
                continue;
            }
            writer.WriteStartArray();
            foreach (var id in links!(field)) writer.WriteStringValue(id);
            writer.WriteEndArray();
        }
    }
}

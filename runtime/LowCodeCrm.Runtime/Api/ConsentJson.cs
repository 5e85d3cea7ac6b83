using System.Buffers;
using System.Text.Json;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Channels;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Consents as the API gives them.</summary>
internal static class ConsentJson
{
    public static byte[] One(ConsentEntry entry) => Written(writer => Write(writer, entry));

    public static byte[] List(IEnumerable<ConsentEntry> entries) => Written(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("value");
        foreach (var entry in entries) Write(writer, entry);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, ConsentEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("channel", entry.Channel);
        writer.WriteString("purpose", entry.Purpose);
        writer.WriteString("state", entry.State);
        writer.WritePropertyName("at");
        JsonValues.WriteDateTime(writer, entry.At);
        writer.WriteString("by", entry.By);
        writer.WriteString("source", entry.Source);
        writer.WriteEndObject();
    }
}

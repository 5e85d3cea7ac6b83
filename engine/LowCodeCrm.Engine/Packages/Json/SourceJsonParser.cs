using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Packages.Json;

/// <summary>Parses a package file as JSON, keeping the place of every value.</summary>
public sealed class SourceJsonParser
{
    /// <summary>Deepest nesting of a package's JSON file.</summary>
    public const int MaxDepth = 64;

    private readonly SourceText source;
    private readonly DiagnosticBag diagnostics;
    private readonly byte[] bytes;
    private int mappedByte;
    private int mappedChar;

    private SourceJsonParser(SourceText source, DiagnosticBag diagnostics)
    {
        this.source = source;
        this.diagnostics = diagnostics;
        bytes = Encoding.UTF8.GetBytes(source.Text);
    }

    /// <summary>The file's one value, or null after reporting why there is none.</summary>
    public static SourceJson? Parse(SourceText source, DiagnosticBag diagnostics)
    {
        var parser = new SourceJsonParser(source, diagnostics);
        var reader = new Utf8JsonReader(parser.bytes, new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Disallow });
        try
        {
            reader.Read();
            var value = parser.Value(ref reader);
            while (reader.Read()) { }
            return value;
        }
        catch (JsonException exception)
        {
            parser.Report(exception);
            return null;
        }
        catch (InvalidOperationException)
        {
            // An escape that makes no character: half of a surrogate pair.
            diagnostics.InvalidJson(parser.At((int)reader.TokenStartIndex, (int)reader.BytesConsumed), "the text holds half a character (a lone surrogate)", "文字列に不完全な文字（単独のサロゲート）があります");
            return null;
        }
    }

    private SourceJson Value(ref Utf8JsonReader reader)
    {
        var start = Char((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var properties = ImmutableArray.CreateBuilder<SourceProperty>();
                var seen = new HashSet<string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var nameSpan = Span(ref reader);
                    reader.Read();
                    properties.Add(new SourceProperty(name, nameSpan, Value(ref reader)));
                    if (!seen.Add(name)) diagnostics.DuplicateJsonName(new SourceLocation(source, nameSpan), name);
                }
                return Node(JsonKind.Object, start, ref reader, properties: properties.ToImmutable());
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<SourceJson>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Value(ref reader));
                return Node(JsonKind.Array, start, ref reader, items: items.ToImmutable());
            case JsonTokenType.String:
                return Node(JsonKind.Text, start, ref reader, reader.GetString()!);
            case JsonTokenType.Number:
                return Node(JsonKind.Number, start, ref reader, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False:
                return Node(JsonKind.Boolean, start, ref reader, reader.TokenType == JsonTokenType.True ? "true" : "false");
            default:
                return Node(JsonKind.Null, start, ref reader, "null");
        }
    }

    private SourceJson Node(JsonKind kind, int start, ref Utf8JsonReader reader, string text = "", ImmutableArray<SourceProperty> properties = default, ImmutableArray<SourceJson> items = default) =>
        new(source, TextSpan.FromBounds(start, Char((int)reader.BytesConsumed)), kind, text, properties.IsDefault ? [] : properties, items.IsDefault ? [] : items);

    private TextSpan Span(ref Utf8JsonReader reader)
    {
        // The reader has consumed the colon too; the name ends at its closing quote.
        var start = Char((int)reader.TokenStartIndex);
        return TextSpan.FromBounds(start, Char((int)reader.TokenStartIndex + reader.ValueSpan.Length + 2));
    }

    private SourceLocation At(int fromByte, int toByte) => new(source, TextSpan.FromBounds(Char(fromByte), Char(toByte)));

    /// <summary>UTF-16 position of a byte position; places are asked for in ascending order but for small steps back.</summary>
    private int Char(int bytePosition)
    {
        bytePosition = Math.Clamp(bytePosition, 0, bytes.Length);
        if (bytePosition >= mappedByte)
            mappedChar += Encoding.UTF8.GetCharCount(bytes, mappedByte, bytePosition - mappedByte);
        else
            mappedChar -= Encoding.UTF8.GetCharCount(bytes, bytePosition, mappedByte - bytePosition);
        mappedByte = bytePosition;
        return mappedChar;
    }

    private void Report(JsonException exception)
    {
        var lineStart = 0;
        for (var line = exception.LineNumber ?? 0; line > 0 && lineStart < bytes.Length; line--)
            lineStart = Array.IndexOf(bytes, (byte)'\n', lineStart) is >= 0 and var newline ? newline + 1 : bytes.Length;
        var at = Math.Min(lineStart + (int)(exception.BytePositionInLine ?? 0), bytes.Length);
        while (at > 0 && at < bytes.Length && (bytes[at] & 0xC0) == 0x80) at--;
        var start = Char(at);
        var end = start < source.Text.Length ? start + (char.IsSurrogatePair(source.Text, start) ? 2 : 1) : start;
        // The reader's own sentence, without its advice on reader options and its copy of the place.
        var reason = exception.Message;
        if (reason.IndexOf(" Path:", StringComparison.Ordinal) is > 0 and var path) reason = reason[..path];
        if (reason.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var number) reason = reason[..number];
        if (reason.IndexOf(" Change the reader options", StringComparison.Ordinal) is > 0 and var advice) reason = reason[..advice];
        reason = reason.TrimEnd('.', ' ');
        diagnostics.InvalidJson(new SourceLocation(source, TextSpan.FromBounds(start, end)), reason, "余分な記号か、抜けている記号があります");
    }
}

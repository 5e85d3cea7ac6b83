using System.Text.Json;
using System.Text.Unicode;
using LowCodeCrm.Runtime.Saving.Input;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Reads the JSON of a request. What no text of ours may hold (bytes that are no UTF-8, halves of a character) is refused here, at the door.</summary>
internal static class JsonBody
{
    /// <summary>Largest JSON body, in bytes. Files and imports have limits of their own.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <returns>Null where there is no body.</returns>
    /// <exception cref="ApiProblem">413: too large; 400: no valid JSON.</exception>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context, int maxBytes = MaxBytes)
    {
        var bytes = await BytesAsync(context, maxBytes);
        return bytes.Length == 0 ? null : Parse(bytes);
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpContext context, int maxBytes)
    {
        var request = context.Request;
        if (request.ContentLength == 0) return default;
        if (request.ContentLength > maxBytes) throw ApiProblem.TooLarge(maxBytes);
        // Twice the limit, so that who sends somewhat too much reads our answer instead of a broken connection.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = maxBytes * 2;
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(chunk, context.RequestAborted)) > 0;)
        {
            if (buffer.Length + read > maxBytes) throw ApiProblem.TooLarge(maxBytes);
            buffer.Write(chunk, 0, read);
        }
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        return bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes)
    {
        if (!Utf8.IsValid(bytes.Span)) throw ApiProblem.Malformed("The body is not valid UTF-8.", "本文が正しい UTF-8 ではありません。");
        try
        {
            CheckEscapes(bytes.Span);
            return JsonDocument.Parse(bytes, JsonInputReader.DocumentOptions);
        }
        catch (JsonException exception)
        {
            var (line, column) = ((exception.LineNumber ?? 0) + 1, (exception.BytePositionInLine ?? 0) + 1);
            throw ApiProblem.Malformed($"The body is not valid JSON (line {line}, byte {column}).", $"本文が正しい JSON ではありません（{line} 行目 {column} バイト目）。");
        }
        catch (InvalidOperationException)
        {
            throw ApiProblem.Malformed("The body has a text with half a character (a surrogate alone).", "本文の文字列に不完全な文字（単独のサロゲート）が含まれています。");
        }
    }

    // An escape such as \ud800 alone is valid JSON, yet no text: the reader refuses to make one of it.
    private static void CheckEscapes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("\\u"u8) < 0) return;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonInputReader.DocumentOptions.MaxDepth });
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) _ = reader.GetString();
    }
}

using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Where the next page begins: the keys of the last row given, and how many were given so far.</summary>
/// <param name="Keys">long, string, byte[] or null, as columns hold them; null: the position alone counts.</param>
/// <param name="Shape">Fingerprint of the query it was made by.</param>
internal sealed record PageToken(object?[]? Keys, int Given, int Shape)
{
    public string Write()
    {
        var keys = Keys is null ? null : new JsonArray([.. Keys.Select(key => key switch
        {
            null => null,
            long whole => JsonValue.Create(whole),
            string text => (JsonNode)JsonValue.Create("s" + text),
            byte[] blob => JsonValue.Create("b" + Convert.ToHexString(blob)),
            _ => throw new System.Diagnostics.UnreachableException(key.GetType().Name),
        })]);
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new JsonArray(keys, Given, Shape)));
    }

    /// <summary>Null where the text is no token; what it says is checked against the plan by the caller.</summary>
    public static PageToken? Read(string text)
    {
        try
        {
            if (JsonNode.Parse(Base64Url.DecodeFromChars(text)) is not JsonArray { Count: 3 } parts) return null;
            var keys = (parts[0] as JsonArray)?.Select(Key).ToArray();
            var given = parts[1]!.GetValue<int>();
            return given < 0 ? null : new PageToken(keys, given, parts[2]!.GetValue<int>());
        }
        catch (Exception failure) when (failure is FormatException or JsonException or InvalidOperationException or NullReferenceException)
        {
            return null;
        }
    }

    private static object? Key(JsonNode? node) => node is null ? null
        : node.GetValueKind() == JsonValueKind.Number ? node.GetValue<long>()
        : node.GetValue<string>() switch
        {
            ['s', .. var text] => text,
            ['b', .. var hex] => Convert.FromHexString(hex),
            _ => throw new FormatException(),
        };
}

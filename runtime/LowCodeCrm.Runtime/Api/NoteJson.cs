using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Notes;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Notes as the API takes and gives them.</summary>
internal static class NoteJson
{
    /// <summary>The text of the body of <c>POST …/notes</c>.</summary>
    /// <exception cref="ApiProblem">400: not an object; 422: without a text, or with one that is too long.</exception>
    public static string Read(JsonElement body, int longest)
    {
        if (body.ValueKind != JsonValueKind.Object) throw ApiProblem.Malformed("The body must be an object with \"text\".", "本文は \"text\" を持つオブジェクトにしてください。");
        foreach (var member in body.EnumerateObject())
            if (member.Name != "text")
                throw Refused("unknown_property", member.Name, $"A note has no \"{member.Name}\"; it has text.", $"メモに「{member.Name}」はありません。使えるのは text です。");
        if (!body.TryGetProperty("text", out var value) || value.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(value.GetString()))
            throw Refused("required", "text", "Write something: the note is empty.", "メモが空です。内容を入力してください。");
        var text = value.GetString()!.Trim();
        if (text.Length > longest)
            throw Refused("too_long", "text", $"The note has {text.Length:N0} characters; it may have {longest:N0}. Shorten it, or write two.", $"メモは {text.Length:N0} 文字あります。{longest:N0} 文字以内にするか、分けて書いてください。");
        if (text.Contains('\0')) throw Refused("characters", "text", "The note has a character that cannot be stored.", "メモに保存できない文字が含まれています。");
        return text;
    }

    public static byte[] Written(NoteEntry note) => Bytes(Of(note));

    public static byte[] Written(IEnumerable<NoteEntry> notes, string? next)
    {
        var answer = new JsonObject { ["value"] = new JsonArray([.. notes.Select(note => (JsonNode)Of(note))]) };
        if (next is not null) answer["@odata.nextLink"] = next;
        return Bytes(answer);
    }

    public static JsonObject Of(NoteEntry note) => new() { ["id"] = note.Id, ["at"] = note.At, ["by"] = note.By, ["by_id"] = note.ById, ["text"] = note.Text };

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, DiagnosticJson.Options);

    private static ApiProblem Refused(string code, string target, string en, string ja)
    {
        var message = LocalizedText.Of(en, ja);
        return new ApiProblem(422, "rejected", message, [new ProblemDetail(code, target, message)]);
    }
}

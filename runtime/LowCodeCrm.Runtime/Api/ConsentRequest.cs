using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Api;

/// <summary>The body of <c>POST …/$consents</c>, checked.</summary>
internal sealed record ConsentRequest(Channel Channel, string State, string Purpose, string? Source)
{
    /// <summary>Longest purpose and source, in UTF-16 units.</summary>
    public const int MaxLength = 200;

    private static readonly string[] Members = ["channel", "state", "purpose", "source"];

    /// <exception cref="ApiProblem">400: not an object; 422: every member that is wrong.</exception>
    public static ConsentRequest Read(CrmModel model, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) throw ApiProblem.Malformed("The body must be an object with \"channel\" and \"state\".", "本文は \"channel\" と \"state\" を持つオブジェクトにしてください。");
        var problems = ImmutableArray.CreateBuilder<ProblemDetail>();
        foreach (var member in body.EnumerateObject())
            if (!Members.Contains(member.Name))
                problems.Add(new("unknown_property", member.Name, LocalizedText.Of($"A consent has no \"{member.Name}\"; it has {string.Join(", ", Members)}.", $"同意に「{member.Name}」はありません。使えるのは {string.Join("、", Members)} です。")));
        var name = Text(body, "channel", problems);
        var channel = name is null ? null : model.FindChannel(name);
        if (name is null) problems.Add(new("required", "channel", LocalizedText.Of("Say on which channel.", "チャネルを指定してください。")));
        else if (channel is null) problems.Add(Unknown(name, model));
        var state = Text(body, "state", problems);
        if (state is not (ConsentState.Granted or ConsentState.Withdrawn))
            problems.Add(new("choice", "state", LocalizedText.Of("\"state\" is granted or withdrawn.", "\"state\" は granted か withdrawn にしてください。")));
        var purpose = Text(body, "purpose", problems) ?? "";
        var source = Text(body, "source", problems);
        if (problems.Count > 0) throw new ApiProblem(422, "rejected", problems[0].Message, problems.ToImmutable());
        return new(channel!, state!, purpose, source);
    }

    private static string? Text(JsonElement body, string name, ImmutableArray<ProblemDetail>.Builder problems)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= MaxLength } text && !text.Contains('\0')) return text;
        problems.Add(new("type", name, LocalizedText.Of($"\"{name}\" is a text of at most {MaxLength} characters.", $"\"{name}\" は {MaxLength} 文字までの文字列です。")));
        return null;
    }

    private static ProblemDetail Unknown(string name, CrmModel model)
    {
        var known = model.Channels.Select(channel => channel.Name).ToArray();
        var nearest = Suggestion.Nearest(name, known);
        return new("choice", "channel", LocalizedText.Of(
            $"The app has no channel \"{name}\"{(nearest is not null ? $"; did you mean \"{nearest}\"?" : known.Length > 0 ? $"; it has {string.Join(", ", known)}." : "; its package declares none.")}",
            $"チャネル「{name}」はありません。{(nearest is not null ? $"「{nearest}」でしょうか。" : known.Length > 0 ? $"使えるのは {string.Join("、", known)} です。" : "パッケージにチャネルの宣言がありません。")}"));
    }
}

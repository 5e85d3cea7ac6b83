using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Approvals;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Approvals as the API takes them: <c>{"approval"?, "step"?, "comment"?, "to"?}</c>, all of which may be left out but <c>to</c> of delegating.</summary>
internal static class ApprovalJson
{
    private static readonly ImmutableArray<string> Members = ["approval", "step", "comment", "to"];

    /// <summary>As they stand in addresses.</summary>
    public static ImmutableArray<string> Verbs { get; } = [.. Enum.GetNames<ApprovalVerb>().Select(name => name.ToLowerInvariant())];

    public static ApprovalVerb? VerbOf(string segment) => Verbs.Contains(segment) ? Enum.Parse<ApprovalVerb>(segment, ignoreCase: true) : null;

    /// <exception cref="ApiProblem">400: not an object, or a member that there is not.</exception>
    public static ApprovalRequest Read(ApprovalVerb verb, JsonElement? body, long? ifMatch)
    {
        if (body is not { ValueKind: not JsonValueKind.Null } given) return new ApprovalRequest(verb, IfMatch: ifMatch);
        if (given.ValueKind != JsonValueKind.Object) throw ApiProblem.Malformed("The body must be an object.", "本文はオブジェクトにしてください。");
        foreach (var member in given.EnumerateObject())
            if (!Members.Contains(member.Name))
                throw ApiProblem.Malformed($"There is no \"{member.Name}\" here; use {string.Join(", ", Members)}.", $"「{member.Name}」はここでは使えません。使えるのは {string.Join("、", Members)} です。", member.Name);
        var comment = Text(given, "comment")?.Trim();
        if (comment?.Length > ApprovalOptions.Default.CommentLength)
            throw Refused("too_long", "comment", $"The comment may have {ApprovalOptions.Default.CommentLength:N0} characters.", $"コメントは {ApprovalOptions.Default.CommentLength:N0} 文字以内にしてください。");
        if (comment?.Contains('\0') == true) throw Refused("characters", "comment", "The comment has a character that cannot be stored.", "コメントに保存できない文字が含まれています。");
        Guid? to = null;
        if (Text(given, "to") is { } user)
            to = Guid.TryParseExact(user, "D", out var id) ? id : throw ApiProblem.Malformed("\"to\" is the id of a user.", "\"to\" には利用者の ID を指定してください。", "to");
        return new ApprovalRequest(verb, Text(given, "approval"), ifMatch, Text(given, "step"), string.IsNullOrEmpty(comment) ? null : comment, to);
    }

    private static string? Text(JsonElement body, string name) =>
        !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw ApiProblem.Malformed($"\"{name}\" is a text.", $"\"{name}\" は文字列で指定してください。", name);

    private static ApiProblem Refused(string code, string target, string en, string ja)
    {
        var message = LocalizedText.Of(en, ja);
        return new ApiProblem(422, "rejected", message, [new ProblemDetail(code, target, message)]);
    }
}

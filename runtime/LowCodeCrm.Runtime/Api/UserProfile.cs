using System.Text.Json;
using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Api;

/// <summary>What users may change about themselves: <c>{"displayName", "reading", "locale", "timeZone"}</c>. A member that is not sent stays, null empties it.</summary>
internal static partial class UserProfile
{
    public const int MaxNameLength = 200;

    /// <exception cref="ApiProblem">400: a member is none of these, or its value cannot be.</exception>
    public static UserAccount Read(JsonElement body, UserAccount account)
    {
        if (body.ValueKind != JsonValueKind.Object) throw ApiProblem.Malformed("Send {\"displayName\", \"reading\", \"locale\", \"timeZone\"}, or some of them.", "{\"displayName\", \"reading\", \"locale\", \"timeZone\"} のうち変更するものを送信してください。");
        foreach (var member in body.EnumerateObject())
        {
            var text = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString()!.Trim(),
                JsonValueKind.Null => null,
                _ => throw ApiProblem.Malformed($"{member.Name} is a text or null.", $"{member.Name} は文字列か null にしてください。", member.Name),
            };
            account = member.Name switch
            {
                "displayName" when text is { Length: > 0 and <= MaxNameLength } => account with { DisplayName = text },
                "displayName" => throw ApiProblem.Malformed($"The display name has 1 to {MaxNameLength} characters.", $"表示名は 1〜{MaxNameLength} 文字にしてください。", member.Name),
                "reading" when (text?.Length ?? 0) <= MaxNameLength => account with { Reading = text is "" ? null : text },
                "reading" => throw ApiProblem.Malformed($"The reading has at most {MaxNameLength} characters.", $"ふりがなは {MaxNameLength} 文字以内にしてください。", member.Name),
                "locale" when text is null || Locale().IsMatch(text) => account with { Locale = text },
                "locale" => throw ApiProblem.Malformed("The locale is a language tag such as \"ja\" or \"en\".", "言語は「ja」「en」のような言語タグで指定してください。", member.Name),
                "timeZone" when text is null || TimeZones.Exists(text) => account with { TimeZone = text },
                "timeZone" => throw ApiProblem.Malformed("The time zone is an IANA name such as \"Asia/Tokyo\".", "タイムゾーンは「Asia/Tokyo」のような IANA 名で指定してください。", member.Name),
                _ => throw ApiProblem.Malformed($"There is no '{member.Name}' to change.", $"「{member.Name}」は変更できる項目ではありません。", member.Name),
            };
        }
        return account;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$")]
    private static partial Regex Locale();
}

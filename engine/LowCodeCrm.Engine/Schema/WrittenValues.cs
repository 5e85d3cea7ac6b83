using System.Globalization;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Schema;

/// <summary>Numbers, days and yes or no as people write them into texts, full width and in Japanese as well.</summary>
internal static class WrittenValues
{
    private static readonly string[] Dates = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];
    private static readonly HashSet<string> Yes = new(["true", "yes", "y", "1", "on", "はい", "有", "あり", "済", "○", "〇", "◯"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(["false", "no", "n", "0", "off", "いいえ", "無", "なし", "未", "×"], StringComparer.OrdinalIgnoreCase);

    public static decimal? Number(string text)
    {
        var written = Plain(text).TrimStart('¥', '￥', '$', '€').TrimEnd('円', '%');
        return decimal.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(Plain(text), Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Null where it is neither.</summary>
    public static bool? Flag(string text) => Plain(text) is var written && Yes.Contains(written) ? true : No.Contains(written) ? false : null;

    private static string Plain(string text) => CharacterFacts.Narrow(text).Trim();
}

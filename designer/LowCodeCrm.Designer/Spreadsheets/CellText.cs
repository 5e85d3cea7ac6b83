using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>What people type into cells, in Japan as elsewhere: recognised, and brought into a form that the import takes.</summary>
internal static partial class CellText
{
    private static readonly HashSet<string> Yes = new(["はい", "yes", "y", "true", "○", "〇", "◯", "有", "あり", "済", "on", "✓", "✔"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(["いいえ", "no", "n", "false", "×", "✕", "無", "なし", "未", "off", "-"], StringComparer.OrdinalIgnoreCase);
    private static readonly (string Name, char Letter, int Before)[] Eras = [("令和", 'R', 2018), ("平成", 'H', 1988), ("昭和", 'S', 1925), ("大正", 'T', 1911), ("明治", 'M', 1867)];

    public static string Narrow(string text) => string.Create(text.Length, text, (span, source) =>
    {
        // Without the system's tables of characters, which a server may lack, normalising leaves full-width ones as they are.
        for (var i = 0; i < span.Length; i++) span[i] = source[i] switch { '\u3000' => ' ', '\uFFE5' => '\u00A5', >= '\uFF01' and <= '\uFF5E' => (char)(source[i] - 0xFEE0), _ => source[i] };
    }).Trim();

    public static bool IsYes(string text) => Yes.Contains(text);
    public static bool IsBoolean(string text) => Yes.Contains(text) || No.Contains(text);

    /// <summary>A day in any of the usual ways, Japanese eras included.</summary>
    public static DateOnly? Date(string text)
    {
        var clean = Narrow(text);
        if (EraDate().Match(clean) is { Success: true } era)
        {
            var (_, _, before) = Eras.FirstOrDefault(e => e.Name == era.Groups[1].Value || era.Groups[1].Value.Length == 1 && e.Letter == char.ToUpperInvariant(era.Groups[1].Value[0]));
            var year = era.Groups[2].Value == "元" ? 1 : int.Parse(era.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
            return Day(before + year, era.Groups[3].Value, era.Groups[4].Value);
        }
        return PlainDate().Match(clean) is { Success: true } plain ? Day(int.Parse(plain.Groups[1].ValueSpan, CultureInfo.InvariantCulture), plain.Groups[2].Value, plain.Groups[3].Value) : null;
    }

    /// <summary>A day and a time, in ISO form.</summary>
    public static string? DateTime(string text)
    {
        var match = Moment().Match(Narrow(text));
        if (!match.Success || Date(match.Groups[1].Value) is not { } day) return null;
        return TimeOnly.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, out var time) ? $"{day:yyyy-MM-dd}T{time:HH:mm:ss}" : null;
    }

    /// <summary>A number with its signs: of currency, percent, thousands.</summary>
    public static (decimal Value, bool IsMoney, bool IsPercent)? Number(string text)
    {
        var clean = Narrow(text).Replace('−', '-').Replace("▲", "-", StringComparison.Ordinal).Replace("△", "-", StringComparison.Ordinal);
        var match = Amount().Match(clean);
        if (!match.Success || !decimal.TryParse(match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        return (match.Groups["minus"].Success ? -value : value, match.Groups["sign"].Success || match.Groups["unit"].Value is "円", match.Groups["unit"].Value == "%");
    }

    /// <summary>Digits that begin with 0 are no quantity.</summary>
    public static bool IsCode(string text) => text.Length > 1 && text[0] == '0' && text.All(char.IsAsciiDigit);

    public static bool IsEmail(string text) => Email().IsMatch(Narrow(text));
    public static bool IsUrl(string text) => Url().IsMatch(Narrow(text));
    public static bool IsPhone(string text) => Phone().IsMatch(Narrow(text)) && Narrow(text).Count(char.IsAsciiDigit) is >= 9 and <= 15;
    public static bool IsAddress(string text) => Prefecture().IsMatch(Narrow(text));
    public static bool IsPrefecture(string text) => PrefectureAlone().IsMatch(Narrow(text));

    /// <summary>The cell as the ordinary import reads it.</summary>
    public static string ForImport(string cell, string type) => type switch
    {
        "date" => Date(cell) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : cell,
        "datetime" => DateTime(cell) ?? (Date(cell) is { } day ? day.ToString("yyyy-MM-dd'T'00:00:00", CultureInfo.InvariantCulture) : cell),
        "boolean" => IsYes(Narrow(cell)) ? "true" : No.Contains(Narrow(cell)) ? "false" : cell,
        "integer" or "decimal" or "money" or "percent" or "rating" => Number(cell) is { } number ? number.Value.ToString(CultureInfo.InvariantCulture) : cell,
        "address" => Address(cell),
        "choice" or "lookup" or "email" or "phone" or "url" => Narrow(cell),
        _ => cell,
    };

    /// <summary>Whether a cell can be read as a value of the type; what others are read as is for the import to say.</summary>
    public static bool Fits(string cell, string type) => type switch
    {
        "date" => Date(cell) is not null,
        "datetime" => DateTime(cell) is not null || Date(cell) is not null,
        "boolean" => IsBoolean(Narrow(cell)),
        "integer" => Number(cell) is { } number && decimal.Truncate(number.Value) == number.Value,
        "decimal" or "money" or "percent" => Number(cell) is not null,
        _ => true,
    };

    // Postal code, prefecture and municipality apart; what is left is the street.
    private static string Address(string cell)
    {
        var match = AddressParts().Match(Narrow(cell));
        var parts = new JsonObject { ["country"] = "JP" };
        foreach (var name in (ReadOnlySpan<string>)["postalCode", "region", "city", "street"])
            if (match.Groups[name].Value.Trim() is { Length: > 0 } part) parts[name] = part;
        return match.Success && parts.Count > 1 ? parts.ToJsonString() : cell;
    }

    /// <summary>Family and given name; 山田 花子 is family first, Jane Smith given first.</summary>
    public static (string Family, string Given) Name(string cell)
    {
        var clean = Narrow(cell);
        var gap = clean.IndexOf(' ');
        if (gap < 0) return (clean, "");
        var (first, rest) = (clean[..gap], clean[(gap + 1)..].Trim());
        return clean.Any(c => c >= '\u2E80') ? (first, rest) : (rest, first);
    }

    private static DateOnly? Day(int year, string month, string day) =>
        DateOnly.TryParseExact($"{year:0000}-{month.PadLeft(2, '0')}-{day.PadLeft(2, '0')}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    [GeneratedRegex(@"^(令和|平成|昭和|大正|明治|[RHSTMrhstm])\s?(\d{1,2}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?$")]
    private static partial Regex EraDate();
    [GeneratedRegex(@"^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$")]
    private static partial Regex PlainDate();
    [GeneratedRegex(@"^(.+?)[ T]+(\d{1,2}:\d{2}(?::\d{2})?)$")]
    private static partial Regex Moment();
    [GeneratedRegex(@"^(?<minus>-)?(?<sign>[¥$€£\\])?(?<minus>-)?(?<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?<unit>円|%)?$")]
    private static partial Regex Amount();
    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\.[^\s@]+$")]
    private static partial Regex Email();
    [GeneratedRegex(@"^https?://\S+$", RegexOptions.IgnoreCase)]
    private static partial Regex Url();
    [GeneratedRegex(@"^\+?\d{1,4}[- (]\(?\d{1,4}\)?[- )]\d{3,4}$|^\+\d{9,14}$|^0\d{9,10}$|^\(0\d{1,4}\)\s?\d{1,4}-\d{4}$")]
    private static partial Regex Phone();
    [GeneratedRegex(@"^(〒?\d{3}-?\d{4}\s*)?(東京都|北海道|京都府|大阪府|\p{Lo}{2,3}県)")]
    private static partial Regex Prefecture();
    [GeneratedRegex(@"^(東京都|北海道|京都府|大阪府|\p{Lo}{2,3}県)$")]
    private static partial Regex PrefectureAlone();
    [GeneratedRegex(@"^(?:〒?(?<postalCode>\d{3}-?\d{4})\s*)?(?<region>東京都|北海道|京都府|大阪府|\p{Lo}{2,3}県)\s*(?<city>\p{Lo}+?郡\p{Lo}+?[町村]|\p{Lo}+?市\p{Lo}+?区|\p{Lo}+?[市区町村])?(?<street>.*)$")]
    private static partial Regex AddressParts();
}

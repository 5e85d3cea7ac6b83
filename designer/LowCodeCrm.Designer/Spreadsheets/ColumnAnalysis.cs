using System.Text.RegularExpressions;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>What a column holds, told from its header and its cells.</summary>
internal sealed partial class ColumnAnalysis
{
    private const int ChoiceOptions = 24;
    private const int ChoiceLength = 30;
    private const int LongText = 120;

    /// <summary>As many as there are, however few records have each.</summary>
    private const int Prefectures = 47;

    private readonly string[] filled;

    public ColumnAnalysis(SheetTable table, int column)
    {
        Header = table.Headers[column];
        Column = column;
        // Ｋ００２ and K002 are one value.
        var cells = table.Column(column).Select(cell => cell.Contains('\n') ? cell : CellText.Narrow(cell)).ToArray();
        filled = [.. cells.Where(cell => cell.Length > 0)];
        Nulls = cells.Length - filled.Length;
        Values = filled.GroupBy(cell => cell, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Type = TypeOf();
    }

    public string Header { get; }
    public int Column { get; }
    public int Nulls { get; }
    /// <summary>How often each value stands, the most frequent first.</summary>
    public Dictionary<string, int> Values { get; }
    public string Type { get; }
    public int Filled => filled.Length;
    public bool IsUnique => filled.Length > 0 && Values.Count == filled.Length;
    /// <summary>A number given twice by mistake among many is a number still.</summary>
    public bool IsNearlyUnique => filled.Length > 0 && Values.Count * 10 >= filled.Length * 9;
    public bool IsCode => CodeHeader().IsMatch(Header) && !NameHeader().IsMatch(Header);
    /// <summary>Whether it holds people's names, as its header says.</summary>
    public bool IsPerson => PersonHeader().IsMatch(Header) && Type == "text";
    /// <summary>Whether it holds how another column is read.</summary>
    public bool IsReading => ReadingHeader().IsMatch(Header) && filled.Length > 0 && Most(cell => Kana().IsMatch(CellText.Narrow(cell)));
    public bool IsName => NameHeader().IsMatch(Header) && Type == "text";

    private string TypeOf()
    {
        if (filled.Length == 0) return NotesHeader().IsMatch(Header) ? "longText" : "text";
        if (Most(CellText.IsEmail)) return "email";
        if (Most(CellText.IsUrl)) return "url";
        if (Values.Keys.All(value => CellText.IsBoolean(CellText.Narrow(value))) && Values.Count <= 2) return "boolean";
        if (Most(cell => CellText.Date(cell) is not null)) return "date";
        if (Most(cell => CellText.DateTime(cell) is not null || CellText.Date(cell) is not null)) return "datetime";
        if (PostalHeader().IsMatch(Header)) return "text";
        if (Most(CellText.IsPhone) && (PhoneHeader().IsMatch(Header) || filled.Any(cell => cell.Contains('-')))) return "phone";
        if (Numeric() is { } number) return number;
        if (Most(CellText.IsPrefecture)) return Values.Count > 1 ? "choice" : "text";
        if (Most(CellText.IsAddress)) return "address";
        if (NotesHeader().IsMatch(Header)) return "longText";
        if (filled.Any(cell => cell.Contains('\n') || cell.Length > LongText)) return "longText";
        return IsChoice() ? "choice" : "text";
    }

    private string? Numeric()
    {
        if (IsCode || filled.Any(CellText.IsCode) || !Most(cell => CellText.Number(cell) is not null)) return null;
        var numbers = filled.Select(CellText.Number).OfType<(decimal Value, bool IsMoney, bool IsPercent)>().ToArray();
        if (numbers.Count(n => n.IsPercent) * 2 > numbers.Length || PercentHeader().IsMatch(Header)) return "percent";
        if (numbers.Any(n => n.IsMoney) || MoneyHeader().IsMatch(Header)) return "money";
        return numbers.All(n => decimal.Truncate(n.Value) == n.Value && Math.Abs(n.Value) < 1_000_000_000_000m) ? "integer" : "decimal";
    }

    /// <summary>Few values, each several times.</summary>
    private bool IsChoice() => !IsCode && !ReadingHeader().IsMatch(Header) && (Values.Count is > 1 and <= ChoiceOptions || PrefectureHeader().IsMatch(Header) && Values.Count is > 1 and <= Prefectures) && filled.Length >= 6 && Values.Count * 2 <= filled.Length && Values.Keys.All(value => value.Length <= ChoiceLength && !value.Contains('。'));

    /// <summary>A slip or two in a long column does not change what it is; in a short one it does.</summary>
    private bool Most(Func<string, bool> test)
    {
        var allowed = filled.Length / 50;
        return filled.Count(cell => !test(cell)) <= allowed;
    }

    [GeneratedRegex("コード|番号|No\\.?$|ＩＤ|^ID$|[ _-]?id$|code|number|型番|品番|社員番号", RegexOptions.IgnoreCase)]
    private static partial Regex CodeHeader();
    [GeneratedRegex("名$|名称|氏名|件名|タイトル|お名前|名前|^name$|[ _]name$|title|subject|company|会社$", RegexOptions.IgnoreCase)]
    private static partial Regex NameHeader();
    [GeneratedRegex("備考|メモ|コメント|摘要|備忘|特記|^notes?$|memo|comments?$|remarks?$", RegexOptions.IgnoreCase)]
    private static partial Regex NotesHeader();
    [GeneratedRegex("都道府県|prefecture", RegexOptions.IgnoreCase)]
    private static partial Regex PrefectureHeader();
    [GeneratedRegex("氏名|姓名|お名前|^名前$|担当者名?$|代表者名?$")]
    private static partial Regex PersonHeader();
    [GeneratedRegex("ふりがな|フリガナ|よみ|ヨミ|読み|カナ|かな|reading|furigana", RegexOptions.IgnoreCase)]
    private static partial Regex ReadingHeader();
    [GeneratedRegex(@"^[\p{IsHiragana}\p{IsKatakana}\uFF61-\uFF9F\s・]+$")]
    private static partial Regex Kana();
    [GeneratedRegex("金額|価格|単価|売上|税込|税抜|予算|費用|料金|原価|代金|amount|price|cost|revenue|budget|fee|salary|total", RegexOptions.IgnoreCase)]
    private static partial Regex MoneyHeader();
    [GeneratedRegex("率|割合|確度|[%％]|percent|rate$|probability", RegexOptions.IgnoreCase)]
    private static partial Regex PercentHeader();
    [GeneratedRegex("電話|TEL|携帯|FAX|phone|mobile", RegexOptions.IgnoreCase)]
    private static partial Regex PhoneHeader();
    [GeneratedRegex("郵便|〒|postal|zip", RegexOptions.IgnoreCase)]
    private static partial Regex PostalHeader();
}

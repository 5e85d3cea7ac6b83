using System.Text.RegularExpressions;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>Finds which columns name records of another table: by their values, and by what they are called.</summary>
internal static partial class LookupFinder
{
    /// <summary>Of the values, how many the other table must have: fewer where the header says so.</summary>
    private const double Named = 0.7, Unnamed = 0.98;

    /// <summary>Fewer different values than these prove nothing by themselves.</summary>
    private const int Proof = 4;

    /// <param name="Unmatched">Different values that the target does not have.</param>
    public sealed record Lookup(int Column, TableAnalysis Target, IReadOnlyList<string> Unmatched);

    public static IReadOnlyList<Lookup> Of(TableAnalysis table, IReadOnlyList<TableAnalysis> tables)
    {
        var found = new List<(Lookup Lookup, double Score)>();
        foreach (var column in table.Columns.Where(c => c.Filled > 0 && c != table.Key && c.Type is "text" or "choice" or "integer"))
            foreach (var target in tables.Where(other => other != table))
                if (Best(column, target) is var (unmatched, score)) found.Add((new Lookup(column.Column, target, unmatched), score));
        // A code and a name of the same record side by side are one lookup; a column has one target.
        var chosen = new List<Lookup>();
        foreach (var (lookup, _) in found.OrderByDescending(f => f.Score).ThenBy(f => f.Lookup.Column))
            if (!chosen.Any(c => c.Column == lookup.Column || c.Target == lookup.Target && !AreApart(table.Columns[c.Column], table.Columns[lookup.Column]))) chosen.Add(lookup);
        return chosen;
    }

    private static (string[] Unmatched, double Score)? Best(ColumnAnalysis column, TableAnalysis target)
    {
        (string[], double)? best = null;
        foreach (var (candidate, bonus) in new[] { (target.Key, 0.2), (target.Display, 0.1) })
        {
            if (candidate is null || candidate.Type is not ("text" or "choice" or "integer")) continue;
            var known = candidate.Values.Keys.Select(Fold).ToHashSet(StringComparer.Ordinal);
            string[] unmatched = [.. column.Values.Keys.Where(value => !known.Contains(Fold(value)))];
            var coverage = 1 - unmatched.Length / (double)column.Values.Count;
            var named = IsNamedAfter(column.Header, target);
            var enough = named ? coverage >= Named : coverage >= Unnamed && column.Values.Count >= Proof && column.Type != "integer" && candidate.IsUnique;
            var score = enough ? coverage + bonus + (named ? 1 : 0) : 0;
            if (score > (best?.Item2 ?? 0)) best = (unmatched, score);
        }
        return best;
    }

    /// <summary>取引先コード and 取引先名 are about a 取引先 or a 取引先マスタ.</summary>
    private static bool IsNamedAfter(string header, TableAnalysis target)
    {
        var (own, other) = (Stem(header), Stem(target.Table.Title));
        return own.Length >= 2 && other.Length >= 2 && (own.Contains(other, StringComparison.Ordinal) || other.Contains(own, StringComparison.Ordinal))
            || target.Key is { } key && Fold(key.Header) == Fold(header) && Fold(header).Length > 3;
    }

    /// <summary>Two columns of different stems (請求先, 納品先) are two lookups.</summary>
    private static bool AreApart(ColumnAnalysis a, ColumnAnalysis b) => Stem(a.Header) != Stem(b.Header);

    /// <summary>What a lookup is called: 顧客番号 is a 顧客, 請求先コード a 請求先; where nothing else is left, as the other table is.</summary>
    public static string TitleOf(string header, TableAnalysis target)
    {
        var plain = Identifying().Replace(header.Trim(), "").Trim(' ', '_', '-', '　');
        return plain.Length > 0 ? plain : target.Table.Title;
    }

    private static string Stem(string text) => Endings().Replace(Fold(text), "");

    /// <summary>Without what people write now so, now so: width, case, blanks, the short forms of companies.</summary>
    public static string Fold(string text) => Companies().Replace(
        string.Concat(CellText.Narrow(text).ToLowerInvariant().Where(c => !char.IsWhiteSpace(c))),
        match => match.Value is "(株)" or "㈱" ? "株式会社" : match.Value is "(有)" or "㈲" ? "有限会社" : "合同会社");

    [GeneratedRegex(@"\([株有同]\)|[㈱㈲]")]
    private static partial Regex Companies();
    [GeneratedRegex(@"(の?(コード|番号|ＩＤ|名称|名前|名)|(?<=[\p{Lo}\s_-]|^)(id|no\.?|code|number|name))$", RegexOptions.IgnoreCase)]
    private static partial Regex Identifying();
    [GeneratedRegex(@"(の?(コード|番号|名称|名前|名|id|no\.?|code|number|name)|一覧|マスター?|リスト|台帳|表|データ|master|list|s)$")]
    private static partial Regex Endings();
}

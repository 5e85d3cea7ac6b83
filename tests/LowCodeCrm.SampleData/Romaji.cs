namespace LowCodeCrm.SampleData;

/// <summary>Hiragana in Latin letters, as Japanese write their names in mail addresses: long vowels short.</summary>
internal static class Romaji
{
    private const string Rows = "あ a い i う u え e お o か ka き ki く ku け ke こ ko さ sa し shi す su せ se そ so た ta ち chi つ tsu て te と to な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ま ma み mi む mu め me も mo "
        + "や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ん n が ga ぎ gi ぐ gu げ ge ご go ざ za じ ji ず zu ぜ ze ぞ zo だ da で de ど do ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po";
    private static readonly Dictionary<char, string> Letters = Rows.Split(' ').Chunk(2).ToDictionary(pair => pair[0][0], pair => pair[1]);

    public static string Of(string kana)
    {
        var text = "";
        foreach (var c in kana)
            text = c switch
            {
                'ゃ' or 'ゅ' or 'ょ' => text[..^1] + (text.EndsWith("shi", StringComparison.Ordinal) || text.EndsWith("chi", StringComparison.Ordinal) || text.EndsWith("ji", StringComparison.Ordinal) ? "" : "y") + c switch { 'ゃ' => "a", 'ゅ' => "u", _ => "o" },
                'っ' => text + "+",
                'ー' => text,
                _ => Doubled(text, Letters[c]),
            };
        return text.Replace("ou", "o", StringComparison.Ordinal).Replace("oo", "o", StringComparison.Ordinal).Replace("uu", "u", StringComparison.Ordinal);
    }

    private static string Doubled(string before, string letters) => before.EndsWith('+') ? before[..^1] + letters[0] + letters : before + letters;
}

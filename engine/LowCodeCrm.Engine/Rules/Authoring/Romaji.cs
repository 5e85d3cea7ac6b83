using System.Collections.Frozen;
using System.Text;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Kana as it is typed in Latin letters, so that a name can be found without switching the input method on.</summary>
public static class Romaji
{
    // Hepburn; where the keyboard habit (Kunrei) differs, it stands behind a slash.
    private const string Rows =
        "あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo さsa しshi/si すsu せse そso ざza じji/zi ずzu ぜze ぞzo "
        + "たta ちchi/ti つtsu/tu てte とto だda ぢji/di づzu/du でde どdo なna にni ぬnu ねne のno はha ひhi ふfu/hu へhe ほho "
        + "ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa ゐi をwo ゑe んn ゔvu "
        + "ぁa ぃi ぅu ぇe ぉo ゃya ゅyu ょyo ゎwa きゃkya きゅkyu きょkyo ぎゃgya ぎゅgyu ぎょgyo しゃsha/sya しゅshu/syu しょsho/syo しぇshe "
        + "じゃja/zya じゅju/zyu じょjo/zyo じぇje ちゃcha/tya ちゅchu/tyu ちょcho/tyo ちぇche にゃnya にゅnyu にょnyo ひゃhya ひゅhyu ひょhyo "
        + "びゃbya びゅbyu びょbyo ぴゃpya ぴゅpyu ぴょpyo みゃmya みゅmyu みょmyo りゃrya りゅryu りょryo ふぁfa ふぃfi ふぇfe ふぉfo "
        + "てぃti/thi でぃdi/dhi とぅtu/twu どぅdu/dwu うぃwi うぇwe うぉwo ゔぁva ゔぃvi ゔぇve ゔぉvo つぁtsa つぇtse つぉtso";

    private static readonly FrozenDictionary<string, (string Hepburn, string Kunrei)> Table = Rows.Split(' ').Select(Row).ToFrozenDictionary(row => row.Kana, row => (row.Hepburn, row.Kunrei), StringComparer.Ordinal);

    /// <summary>The Hepburn spelling, and the one of the keyboard where it differs; none where the text has no kana.</summary>
    public static IEnumerable<string> Spellings(string kana)
    {
        var text = ToHiragana(kana);
        if (!text.Any(IsKana)) return [];
        var (hepburn, kunrei) = (Spell(text, hepburn: true), Spell(text, hepburn: false));
        return hepburn == kunrei ? [hepburn] : [hepburn, kunrei];
    }

    private static string Spell(string text, bool hepburn)
    {
        var result = new StringBuilder(text.Length * 2);
        var doubled = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == 'っ')
            {
                doubled = true;
                continue;
            }
            // A long vowel sign is not typed by those who type Latin letters.
            if (text[i] == 'ー') continue;
            var spelt = i + 1 < text.Length && Table.TryGetValue(text.Substring(i, 2), out var pair) ? pair : default;
            if (spelt.Hepburn is not null) i++;
            else Table.TryGetValue(text[i].ToString(), out spelt);
            var letters = (hepburn ? spelt.Hepburn : spelt.Kunrei) ?? text[i].ToString().ToLowerInvariant();
            if (doubled) result.Append(letters[0]);
            doubled = false;
            result.Append(letters);
        }
        return result.ToString();
    }

    private static string ToHiragana(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = source[i] is >= 'ァ' and <= 'ヴ' ? (char)(source[i] - ('ァ' - 'ぁ')) : source[i];
    });

    private static bool IsKana(char c) => c is >= 'ぁ' and <= 'ゔ';

    private static (string Kana, string Hepburn, string Kunrei) Row(string text)
    {
        var at = text.TakeWhile(c => c > 127).Count();
        var spellings = text[at..].Split('/');
        return (text[..at], spellings[0], spellings[^1]);
    }
}

using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

public enum NameProblemKind { Empty, TooLong, Reserved, StartsWithDigit, Character, NotNormalized }

/// <summary>Why a text is no name, and a name near to it that is.</summary>
public sealed record NameProblem(NameProblemKind Kind, LocalizedText Message, string Proposal);

/// <summary>
/// What may name an entity, field, option, rule and the like: letters of any script, digits and <c>_</c> of the Basic Multilingual Plane in NFC,
/// not starting with a digit, at most <see cref="MaxLength"/> characters, no reserved word.
/// </summary>
public static class Names
{
    public const int MaxLength = 60;

    /// <summary>Null if <paramref name="name"/> is a name; else the first reason why it is none.</summary>
    public static NameProblem? Check(string name)
    {
        if (name.Length == 0) return Problem(name, NameProblemKind.Empty, "A name may not be empty", "名前が空です");
        for (var i = 0; i < name.Length; i++)
        {
            if (IsPart(name[i]) && !CharacterFacts.IsWide(name[i])) continue;
            var rune = char.IsHighSurrogate(name[i]) && i + 1 < name.Length ? name.Substring(i, 2) : CharacterFacts.Show(name[i]);
            return Problem(name, NameProblemKind.Character, $"'{Shorten(name)}' is no name because of '{rune}': use letters, digits and _", $"「{Shorten(name)}」の「{rune}」は名前に使えません。文字・数字・_ を使ってください");
        }
        if (!IsStart(name[0])) return Problem(name, NameProblemKind.StartsWithDigit, $"'{Shorten(name)}' is no name: it must start with a letter or _", $"「{Shorten(name)}」は名前にできません。先頭は文字か _ にしてください");
        if (!UnicodeText.IsNfc(name)) return Problem(name, NameProblemKind.NotNormalized, $"'{Shorten(name)}' is not in Unicode normal form C", $"「{Shorten(name)}」は Unicode の正規形 (NFC) ではありません");
        if (name.Length > MaxLength) return Problem(name, NameProblemKind.TooLong, $"'{Shorten(name)}' has {name.Length} characters; a name has at most {MaxLength}", $"「{Shorten(name)}」は {name.Length} 文字です。名前は {MaxLength} 文字までです");
        if (Keywords.Find(name) is { IsReserved: true }) return Problem(name, NameProblemKind.Reserved, $"'{name}' is a reserved word of the rules language", $"「{name}」は規則言語の予約語です");
        return null;
    }

    /// <summary>
    /// A name near to <paramref name="text"/>: white space and punctuation between words become <c>_</c>; quotes, emoji and other characters go;
    /// full-width letters are narrowed. Always passes <see cref="Check"/>.
    /// </summary>
    public static string Propose(string text)
    {
        var builder = new StringBuilder(text.Length);
        var gap = false;
        foreach (var written in UnicodeText.ToNfc(text))
        {
            var c = CharacterFacts.Narrow(written);
            if (IsPart(c))
            {
                if (gap && builder.Length > 0 && builder[^1] != '_' && c != '_') builder.Append('_');
                gap = false;
                if (builder.Length == 0 && !IsStart(c))
                {
                    // A mark needs its letter; a digit can be kept behind an underscore.
                    if (!char.IsDigit(c)) continue;
                    builder.Append('_');
                }
                builder.Append(c);
            }
            else gap |= Separates(c);
        }
        if (builder.Length > MaxLength) builder.Length = MaxLength;
        var name = UnicodeText.ToNfc(builder.ToString());
        if (name.Length == 0) return "name";
        if (Keywords.Find(name) is { IsReserved: true }) name += "_";
        return name;
    }

    /// <summary>May begin a name.</summary>
    public static bool IsStart(char c) =>
        c < 128 ? char.IsAsciiLetter(c) || c == '_' : char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    /// <summary>May stand in a name after its start: letters, digits, <c>_</c>, and marks that belong to a letter.</summary>
    public static bool IsPart(char c) =>
        c < 128 ? char.IsAsciiLetterOrDigit(c) || c == '_'
        : IsStart(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && !IsVariationSelector(c);

    // They choose an emoji's or an ideograph's look and are invisible, so two names could look the same.
    private static bool IsVariationSelector(char c) => c is >= '\uFE00' and <= '\uFE0F';

    private static bool Separates(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Control or UnicodeCategory.DashPunctuation or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.MathSymbol
        || c is '.' or ',' or ':' or ';' or '/' or '\\' or '|' or '(' or ')' or '[' or ']' or '&' or '・' or '、' or '。';

    private static string Shorten(string name) => name.Length <= 80 ? name : string.Concat(name.AsSpan(0, 79), "…");

    private static NameProblem Problem(string name, NameProblemKind kind, string en, string ja)
    {
        var proposal = Propose(name);
        return new NameProblem(kind, LocalizedText.Of($"{en}; for example '{proposal}'", $"{ja}(例:「{proposal}」)"), proposal);
    }
}

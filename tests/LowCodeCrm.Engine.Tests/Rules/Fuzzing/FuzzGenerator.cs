using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Tests.Rules.Language;

namespace LowCodeCrm.Engine.Tests.Rules.Fuzzing;

/// <summary>One input for each number, always the same: a seed or a sentence of the grammar, changed by character or by token some times, or left as it is.</summary>
internal static class FuzzGenerator
{
    private static readonly string[] characters =
    [
        "(", ")", "{", "}", "[", "]", "\"", "\"", "r\"", "{", "\\", "\\u{", "/*", "*/", "//", "\n", "\r\n", "\r", "\t", " ", "　", "、", "。", ".", "..", "...", ",", ":", ";", "-", "->", "=>", "=", "<", ">", "<>", "??", "?", "|", "&",
        "@", "#", "$", "'", "`", "!", "%", "^", "~", "0", "9", "１", "2026-02-30", "09:61", "1_", "_", "a", "Ａ", "か\u3099", "対象", "かつ", "ｒ＂", "＂", "｛", "｝", "（", "）", "\0", "\u0001", "\u001F", "\u007F", "\u0085", "\u00A0", "\u00AD", "\u0300",
        "\u200B", "\u200D", "\u200E", "\u202E", "\u2028", "\u2029", "\u2066", "\u2069", "\uFE0F", "\uFEFF", "\uFFFD", "\uFFFE", "\uFFFF", "\uD800", "\uDC00", "\uDBFF\uDFFF", "𠮷", "🍣", "👨‍👩‍👧", "İ", "ß", "ﬁ", "ｶﾞ", "аdmin", "9223372036854775808", "79228162514264337593543950336.0",
    ];

    private static readonly string[] names = [.. Names(Binding.Sales.Model)];

    public static FuzzInput At(int number)
    {
        var random = new Random(number);
        var isExpression = random.Next(3) == 0;
        var text = random.Next(4) switch
        {
            0 => Named(new GrammarSentences(number).Write(isExpression ? "expression" : "file", random.Next(3, 14)), random),
            _ => Any(isExpression ? FuzzSeeds.Expressions : FuzzSeeds.Files, random),
        };
        var changes = random.Next(8) switch { 0 => 0, < 4 => 1, < 6 => 2, 6 => random.Next(3, 8), _ => random.Next(8, 30) };
        for (; changes > 0; changes--) text = random.Next(3) == 0 ? ByCharacter(text, random) : ByToken(text, isExpression, random);
        return new FuzzInput(text, isExpression);
    }

    private static string ByCharacter(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 12), text.Length - at);
        switch (random.Next(7))
        {
            case 0: return text.Remove(at, length);
            case 1: return text.Insert(at, text.Substring(at, length));
            case 2: return text[..at];
            case 3: return text.Remove(at, length).Insert(at, Any(characters, random));
            case 4: return text.Insert(at, string.Concat(Enumerable.Repeat(Any(characters, random), random.Next(1, 260))));
            case 5: return text[..at] + text[random.Next(text.Length + 1)..];
            default: return text.Insert(at, Any(characters, random));
        }
    }

    private static string ByToken(string text, bool isExpression, Random random)
    {
        var lexed = FuzzSeeds.Lexed(text);
        var (tokens, starts) = (lexed.Select(token => token.Text).ToArray(), lexed.Select(token => token.Position).ToArray());
        var one = random.Next(tokens.Length);
        var (start, end) = (starts[one], starts[one] + tokens[one].Length);
        var other = random.Next(tokens.Length);
        switch (random.Next(10))
        {
            case 0: return text[..start] + text[end..];
            case 1: return text[..start] + Any(FuzzSeeds.Tokens, random) + text[end..];
            case 2: return $"{text[..start]} {Any(FuzzSeeds.Tokens, random)} {text[start..]}";
            case 3: return text[..start] + Any(names, random) + text[end..];
            case 4: return $"{text[..start]}{tokens[other]}{text[end..]}";
            case 5: return $"{text[..end]} {tokens[one]}{text[end..]}";
            case 6: return $"{text[..start]}({tokens[one]}){text[end..]}";
            case 7: return $"{text[..start]} {Any(FuzzSeeds.Expressions, random)} {text[end..]}";
            case 8: return Alias(tokens[one]) is { } alias ? text[..start] + alias + text[end..] : text;
            default:
                var (low, high) = (Math.Min(starts[one], starts[other]), Math.Max(end, starts[other] + tokens[other].Length));
                return isExpression || random.Next(2) == 0 ? text.Insert(low, text[low..high]) : text + "\n" + Any(FuzzSeeds.Files, random);
        }
    }

    private static string? Alias(string word) => Keywords.Find(word) is { } keyword ? keyword.Text == word ? keyword.Alias : keyword.Text : null;

    /// <summary>The grammar's names stand for nothing; those of the model make the binder go on.</summary>
    private static string Named(string text, Random random) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"\bn[1-5]\b", _ => random.Next(8) == 0 ? "nothing" : Any(names, random), System.Text.RegularExpressions.RegexOptions.NonBacktracking);

    private static IEnumerable<string> Names(CrmModel model) =>
        model.Entities.Where(entity => !entity.IsSystem).SelectMany(entity => entity.Fields.Select(field => field.Name).Append(entity.Name).Concat(entity.Fields.SelectMany(field => field.Options.Select(option => option.Value))))
            .Concat(["owner", "id", "days", "sum", "count", "text", "int", "user", "role", "sales", "email"]).Distinct();

    private static T Any<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];
}

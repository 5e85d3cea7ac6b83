namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Single characters of rules text.</summary>
internal static class CharacterFacts
{
    /// <summary>The narrow character that a full-width one stands for outside text literals; any other character itself.</summary>
    public static char Narrow(char c) => c switch
    {
        < '\u3000' => c,
        '\u3000' => ' ',
        '、' or '､' => ',',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    /// <summary>Has a narrow form of its own.</summary>
    public static bool IsWide(char c) => Narrow(c) != c;

    public static bool IsNewLine(char c) => c is '\n' or '\r';

    public static bool IsWhiteSpace(char c) => c is ' ' or '\t' || c > 127 && (char.IsWhiteSpace(c) || c == '\uFEFF') || c is '\v' or '\f';

    public static string Narrow(string text)
    {
        foreach (var c in text)
            if (IsWide(c))
                return string.Create(text.Length, text, (span, source) => { for (var i = 0; i < span.Length; i++) span[i] = Narrow(source[i]); });
        return text;
    }

    /// <summary>A character for a message; what cannot be seen as its number.</summary>
    public static string Show(char c) => char.IsControl(c) || char.IsSurrogate(c) || char.IsWhiteSpace(c) || c is '\uFEFF' or '\u200B' or '\u200D' ? $"U+{(int)c:X4}" : c.ToString();
}

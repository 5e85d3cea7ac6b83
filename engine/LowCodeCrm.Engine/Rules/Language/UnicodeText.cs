using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>Unicode's normal form C, in which names are compared. Lone surrogates become U+FFFD.</summary>
public static class UnicodeText
{
    public static string ToNfc(string text) => Normalization.Nfc(text);
    public static bool IsNfc(string text) => ToNfc(text) == text;
}

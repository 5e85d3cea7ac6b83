using System.Text;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>Unicode normal forms.</summary>
public static class UnicodeText
{
    public static string ToNfc(string text) => text.Normalize(NormalizationForm.FormC);
    public static bool IsNfc(string text) => text.IsNormalized(NormalizationForm.FormC);
}

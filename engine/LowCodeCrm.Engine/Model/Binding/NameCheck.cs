using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>Names of entities, fields and options are identifiers of the rules language.</summary>
internal static class NameCheck
{
    /// <returns>Whether the name may stand.</returns>
    public static bool Report(string name, SourceLocation at, DiagnosticBag diagnostics, bool quoted = true)
    {
        if (IsName(name)) return true;
        diagnostics.HostileName(at, name, null, quoted);
        return false;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 60 && name.IsNormalized(NormalizationForm.FormC) && !char.IsDigit(name[0])
        && name.All(c => c == '_' || char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}

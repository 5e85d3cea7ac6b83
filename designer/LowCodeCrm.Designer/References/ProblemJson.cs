using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Designer.References;

/// <summary>Diagnostics as the designer reads them: each with the rule that it is in.</summary>
internal static class ProblemJson
{
    public static IEnumerable<DiagnosticJson> Of(IEnumerable<Diagnostic> diagnostics, CrmModel model, string locale) =>
        diagnostics.Select(d => DiagnosticJson.Of(d, locale) with { Place = RuleWords.At(model, d.Location, locale) });
}

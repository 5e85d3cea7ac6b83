using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Designer.Publishing;

/// <summary>A difference between the draft and the live version, as the API gives it.</summary>
/// <param name="Target">Consent names it.</param>
/// <param name="Risk"><c>none</c>, <c>low</c> or <c>dataLoss</c>.</param>
/// <param name="Loses">What users lose, in the caller's language.</param>
/// <param name="Message">The change as a sentence, in the caller's language.</param>
public sealed record ChangeJson(string Kind, string Target, string Risk, string? Loses, string? Message = null)
{
    /// <summary>What people notice; what is done to the database for it is nobody's to decide.</summary>
    internal static IEnumerable<ChangeJson> Of(IEnumerable<SchemaChange> changes, CrmModel before, CrmModel after, string locale) =>
        changes.OfType<ModelChange>().Select(change => new ChangeJson(
            change.Kind, change.Target, RiskOf(change.Risk), change.Loses?.For(locale), ChangeWords.Of(change.Kind, change.Target, before, after, locale)));

    private static string RiskOf(ChangeRisk risk) => risk switch
    {
        ChangeRisk.None => "none",
        ChangeRisk.Low => "low",
        ChangeRisk.DataLoss => "dataLoss",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

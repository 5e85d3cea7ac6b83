using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>What approvals and their steps are called: as processes and transitions are, in the locale files (<c>e_q1:discount.manager</c>).</summary>
public static class ApprovalLabels
{
    public static LocalizedText Of(CrmModel model, ApprovalDefinition approval) => Declared(model, IdOf(approval)) ?? Spelled(approval.Name);

    public static LocalizedText Of(CrmModel model, ApprovalDefinition approval, string step) => Declared(model, $"{IdOf(approval)}.{step}") ?? Spelled(step);

    /// <summary>Every id under which a locale file may have a label of these.</summary>
    public static IEnumerable<string> IdsOf(BoundRuleSet rules) =>
        rules.ByEntity.SelectMany(entity => entity.Approvals).SelectMany(approval => approval.Steps.Select(step => $"{IdOf(approval)}.{step.Name}").Prepend(IdOf(approval)));

    private static string IdOf(ApprovalDefinition approval) => $"{approval.Entity.Id}:{approval.Name}";

    private static LocalizedText? Declared(CrmModel model, string id) => model.DeclaredLabels.GetValueOrDefault(id) is { Label.IsEmpty: false } labels ? labels.Label : null;

    /// <summary>discount_approval → Discount approval.</summary>
    private static LocalizedText Spelled(string name)
    {
        var words = name.Replace('_', ' ').Trim();
        return LocalizedText.Plain(words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..]);
    }
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>
/// What processes and their transitions are called. Rules have no place for labels, so they stand in the locale files: a process under its entity's id, a
/// colon and its name, a transition under that, a dot and its own name (<c>e_g52377:sales_stages.propose</c>).
/// </summary>
public static class ProcessLabels
{
    public static LocalizedText Of(CrmModel model, ProcessDefinition process) =>
        Declared(model, IdOf(process)) ?? process.Field.Label;

    /// <summary>Without a label of its own a transition is called by where it leads.</summary>
    public static LocalizedText Of(CrmModel model, ProcessDefinition process, ProcessTransition transition) =>
        Declared(model, IdOf(process, transition)) ?? LocalizedText.Of($"Move to {transition.To.Label.For("en", model.DefaultLocale)}", $"{transition.To.Label.For("ja", model.DefaultLocale)}へ");

    /// <summary>Every id under which a locale file may have a label of these.</summary>
    public static IEnumerable<string> IdsOf(BoundRuleSet rules) =>
        rules.ByEntity.SelectMany(entity => entity.Processes).SelectMany(process => process.Transitions.Select(transition => IdOf(process, transition)).Prepend(IdOf(process)));

    private static string IdOf(ProcessDefinition process) => $"{process.Entity.Id}:{process.Name}";

    private static string IdOf(ProcessDefinition process, ProcessTransition transition) => $"{IdOf(process)}.{transition.Name}";

    private static LocalizedText? Declared(CrmModel model, string id) => model.DeclaredLabels.GetValueOrDefault(id) is { Label.IsEmpty: false } labels ? labels.Label : null;
}

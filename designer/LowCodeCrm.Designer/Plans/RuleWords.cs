using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Designer.Plans;

/// <summary>What people call a rule that the pipeline knows by name: a transition and a field by their labels, the rest as it is named.</summary>
internal static class RuleWords
{
    /// <param name="rules">The version that has it.</param>
    /// <param name="entity">The entity's name.</param>
    /// <param name="rule">The rule's, or <c>process.transition</c>.</param>
    public static LocalizedText Of(BoundRuleSet rules, string entity, string rule)
    {
        if (rules.ByEntity.FirstOrDefault(e => e.Entity.Name == entity) is not { } all) return Named(rule);
        foreach (var process in all.Processes)
            foreach (var transition in process.Transitions)
                if (RuleDiff.NameOf(process, transition) == rule)
                {
                    var label = ProcessLabels.Of(rules.Model, process, transition);
                    return LocalizedText.Of($"the transition “{label.For("en", rules.Model.DefaultLocale)}”", $"遷移「{label.For("ja", rules.Model.DefaultLocale)}」");
                }
        if (all.FieldStates.FirstOrDefault(r => r.Name == rule) is { } state)
            return state.Kind switch
            {
                FieldStateKind.Show => About(state.Fields, "when {0} is shown", "「{0}」の表示条件"),
                FieldStateKind.Required => About(state.Fields, "when {0} is required", "「{0}」の必須条件"),
                _ => About(state.Fields, "when {0} is read-only", "「{0}」の読み取り専用の条件"),
            };
        if (all.Defaults.FirstOrDefault(r => r.Name == rule) is { } initial) return About([initial.Field], "the default of {0}", "「{0}」の初期値");
        if (all.Computed.FirstOrDefault(r => r.Name == rule) is { } computed) return About([computed.Field], "the calculation of {0}", "「{0}」の計算");
        if (all.Rollups.FirstOrDefault(r => r.Name == rule) is { } rollup) return About([rollup.Field], "the roll-up of {0}", "「{0}」の集計");
        return Named(rule);

        LocalizedText About(IEnumerable<Field> fields, string en, string ja)
        {
            string Labels(string locale, string between) => string.Join(between, fields.Select(f => f.Label.For(locale, rules.Model.DefaultLocale)));
            return LocalizedText.Of(en.Replace("{0}", Labels("en", ", "), StringComparison.Ordinal), ja.Replace("{0}", Labels("ja", "、"), StringComparison.Ordinal));
        }
    }

    private static LocalizedText Named(string rule) => LocalizedText.Of($"the rule {rule}", $"ルール「{rule}」");
}

using System.Collections.Immutable;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Designer.References;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Designer.Plans;

/// <summary>Which rules of two versions differ: matched by entity and name, compared by their text, white space and comments aside.</summary>
/// <param name="Changes">For the plan: <c>addRule</c>, <c>changeRule</c>, <c>removeRule</c> and the same of functions.</param>
/// <param name="Touched">Entity id and rule name of what is new or changed.</param>
/// <param name="FunctionsChanged">A rule may act differently though its own text is the same.</param>
/// <param name="Before">The rules of the earlier version.</param>
/// <param name="After">Those of the later one.</param>
internal sealed record RuleDiff(ImmutableArray<ChangeJson> Changes, ImmutableHashSet<(string EntityId, string Rule)> Touched, bool FunctionsChanged, BoundRuleSet Before, BoundRuleSet After)
{
    /// <summary>The changes with their sentences.</summary>
    public IEnumerable<ChangeJson> In(CrmModel before, CrmModel after, string locale) =>
        Changes.Select(change => change with { Message = change.Kind.EndsWith("Rule", StringComparison.Ordinal) ? Sentence(change, before, after).For(locale) : ChangeWords.Of(change.Kind, change.Target, before, after, locale) });

    private LocalizedText Sentence(ChangeJson change, CrmModel before, CrmModel after)
    {
        var (rules, model) = change.Kind == "removeRule" ? (Before, before) : (After, after);
        var parts = change.Target.Split('.', 2);
        var what = RuleWords.Of(rules, parts[0], parts[1]);
        string Entity(string locale) => model.Find(parts[0])?.Label.For(locale, model.DefaultLocale) ?? parts[0];
        var (en, ja) = change.Kind switch { "addRule" => ("Adds", "を追加"), "changeRule" => ("Changes", "を変更"), _ => ("Removes", "を削除") };
        var adds = change.Kind == "addRule";
        return LocalizedText.Of($"{en} “{what.For("en")}” {(adds ? "to" : "of")} {Entity("en")}", $"「{Entity("ja")}」{(adds ? "に" : "の")}「{what.For("ja")}」{ja}");
    }

    public static RuleDiff Between(BoundRuleSet before, BoundRuleSet after)
    {
        var (old, now) = (Texts(before), Texts(after));
        var changes = ImmutableArray.CreateBuilder<ChangeJson>();
        var touched = ImmutableHashSet.CreateBuilder<(string, string)>();
        foreach (var (key, rule) in now)
        {
            if (old.TryGetValue(key, out var was) && was.Text == rule.Text) continue;
            changes.Add(Change(was.Text is null ? "addRule" : "changeRule", rule.Target));
            touched.Add(key);
        }
        changes.AddRange(old.Where(rule => !now.ContainsKey(rule.Key)).Select(rule => Change("removeRule", rule.Value.Target)));

        var (oldFunctions, functions) = (Functions(before), Functions(after));
        var functionChanges = functions.Where(f => !oldFunctions.TryGetValue(f.Key, out var was) || was != f.Value)
            .Select(f => Change(oldFunctions.ContainsKey(f.Key) ? "changeFunction" : "addFunction", f.Key))
            .Concat(oldFunctions.Keys.Where(name => !functions.ContainsKey(name)).Select(name => Change("removeFunction", name))).ToList();
        changes.AddRange(functionChanges);
        return new RuleDiff([.. changes.OrderBy(c => c.Target, StringComparer.Ordinal)], touched.ToImmutable(), functionChanges.Exists(c => c.Kind == "changeFunction"), before, after);
    }

    /// <summary>The rules of an entity that the interpreter and the save pipeline know by name; a transition is known as process.transition.</summary>
    private static IEnumerable<(string Name, Engine.Diagnostics.SourceLocation Location)> RulesOf(EntityRules rules)
    {
        IEnumerable<BoundRule> all =
            [.. rules.Defaults, .. rules.BeforeSave, .. rules.Computed, .. rules.Validations, .. rules.Warnings, .. rules.FieldStates, .. rules.Rollups, .. rules.AfterSave];
        return all.Select(rule => (rule.Name, rule.Location))
            .Concat(rules.Processes.SelectMany(process => process.Transitions.Select(transition => (NameOf(process, transition), transition.Location))));
    }

    public static string NameOf(ProcessDefinition process, ProcessTransition transition) => $"{process.Name}.{transition.Name}";

    private static Dictionary<(string, string), (string Target, string Text)> Texts(BoundRuleSet rules)
    {
        var texts = new RuleTexts();
        var found = new Dictionary<(string, string), (string, string)>();
        foreach (var entity in rules.ByEntity)
            foreach (var (name, location) in RulesOf(entity))
                found[(entity.Entity.Id, name)] = ($"{entity.Entity.Name}.{name}", texts.At(location));
        return found;
    }

    private static Dictionary<string, string> Functions(BoundRuleSet rules)
    {
        var texts = new RuleTexts();
        return rules.Functions.ToDictionary(f => f.Name, f => texts.At(f.Location), StringComparer.Ordinal);
    }

    private static ChangeJson Change(string kind, string target) => new(kind, target, "none", null);
}

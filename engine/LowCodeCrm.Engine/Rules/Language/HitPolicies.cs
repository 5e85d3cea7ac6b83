using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>Which of the rows that apply a decision table takes; the names are DMN's.</summary>
public enum HitPolicy { First, Unique, Any, Priority, RuleOrder, Collect }

/// <summary>How the results of all rows that apply are put together.</summary>
public enum Collection { None, Sum, Min, Max, Count }

/// <summary>The words for <see cref="HitPolicy"/> and <see cref="Collection"/>.</summary>
public static class HitPolicies
{
    public static ImmutableArray<(Keyword Word, HitPolicy Policy)> All { get; } =
    [
        (Keywords.First, HitPolicy.First), (Keywords.Unique, HitPolicy.Unique), (Keywords.Any, HitPolicy.Any),
        (Keywords.Priority, HitPolicy.Priority), (Keywords.Rule, HitPolicy.RuleOrder), (Keywords.Collect, HitPolicy.Collect),
    ];

    public static ImmutableArray<(string Word, Collection Collection)> Collections { get; } =
        [("sum", Collection.Sum), ("min", Collection.Min), ("max", Collection.Max), ("count", Collection.Count)];

    public static HitPolicy? Find(Keyword? word) => All.Where(one => one.Word == word).Select(one => (HitPolicy?)one.Policy).FirstOrDefault();

    public static Collection? FindCollection(string word) => Collections.Where(one => one.Word == word).Select(one => (Collection?)one.Collection).FirstOrDefault();
}

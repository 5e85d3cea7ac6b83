using System.Runtime.CompilerServices;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Designer.Plans;

/// <summary>All that two packages differ in, as people see it: what the plan lists, and the number beside the draft counts.</summary>
internal static class PackageDiff
{
    private static readonly ConditionalWeakTable<AppPackage, Tuple<AppPackage, int>> Counts = [];

    public static List<ChangeJson> Between(
        (AppPackage Files, CrmModel Model) before, (AppPackage Files, CrmModel Model) after, IEnumerable<SchemaChange> data, RuleDiff rules, string locale)
    {
        List<ChangeJson> told = [.. ChangeJson.Of(data, before.Model, after.Model, locale), .. FormDiff.Between(before.Model, after.Model, locale), .. rules.In(before.Model, after.Model, locale)];
        return [.. told, .. new PartDiff(before.Files, before.Model, after.Files, after.Model, told, locale).Run()];
    }

    /// <summary>How many changes a draft holds: none only where its files are the live ones.</summary>
    public static int Count(AppPackage live, AppPackage draft)
    {
        if (ReferenceEquals(live, draft)) return 0;
        if (Counts.TryGetValue(draft, out var known) && ReferenceEquals(known.Item1, live)) return known.Item2;
        var count = Drafts.DraftDifference.Between(live, draft).Count == 0 ? 0 : Math.Max(1, Changes(live, draft));
        Counts.AddOrUpdate(draft, Tuple.Create(live, count));
        return count;
    }

    private static int Changes(AppPackage live, AppPackage draft)
    {
        var (before, after) = (DraftCheck.Of(live), DraftCheck.Of(draft));
        return Between((live, before.Model), (draft, after.Model), ModelDiff.Between(before.Model, after.Model), RuleDiff.Between(before.Rules, after.Rules), "en").Count;
    }
}

using System.Collections.Frozen;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>
/// What the things of an app are called in another version of it, matched by their ids: what was written outside the package in the names of the one can be given those of the other.
/// What rules declare has no id but its name, and is not followed.
/// </summary>
public sealed class NameChanges
{
    private readonly BoundRuleSet before;
    private readonly FrozenDictionary<PackageSymbol, string> names;

    private NameChanges(BoundRuleSet before, FrozenDictionary<PackageSymbol, string> names)
    {
        this.before = before;
        this.names = names;
    }

    /// <param name="before">Of the version in whose names was written.</param>
    /// <param name="now">The version in whose names it is to be read.</param>
    /// <returns>Null where everything that is in both is called the same.</returns>
    public static NameChanges? Between(BoundRuleSet before, CrmModel now)
    {
        var names = Changed(before.Model, now).ToFrozenDictionary(pair => pair.Symbol, pair => pair.Now);
        return names.Count == 0 ? null : new NameChanges(before, names);
    }

    public string Entity(string name) => Now(PackageSymbol.OfEntity(name));

    public string View(string entity, string name) => Now(PackageSymbol.View(entity, name));

    /// <summary>A field, or one of a related record, as views have them: <c>amount</c>, <c>account.name</c>, <c>-close_on</c>.</summary>
    public string Path(string entity, string path)
    {
        var at = path.StartsWith('-') ? 1 : 0;
        var parts = path[at..].Split('.');
        for (var (i, of) = (0, before.Model.Find(entity)); i < parts.Length && of?.Find(parts[i]) is { } field; i++)
        {
            parts[i] = Now(PackageSymbol.Field(of.Name, field.Name));
            of = field is { IsToOne: true, Target: { } target } ? before.Model.Find(target) : null;
        }
        return path[..at] + string.Join('.', parts);
    }

    /// <summary>A condition on the records of an entity. What cannot be read in the names of before stays as it is.</summary>
    public string Condition(string entity, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || before.Model.Find(entity) is not { } of) return text;
        var recorder = new NameRecorder();
        var source = new SourceText("condition", text);
        if (ConditionBinder.Bind(source, before.Model, new RecordSymbol("this", of.Name), before.Functions, new DiagnosticBag { Recorder = recorder }) is null) return text;
        // From the end: what stands before a name keeps its place.
        foreach (var place in recorder.Places.Where(place => place.IsName && names.ContainsKey(place.Symbol)).OrderByDescending(place => place.At.Span.Start))
            text = text[..place.At.Span.Start] + names[place.Symbol] + text[place.At.Span.End..];
        return text;
    }

    private string Now(PackageSymbol symbol) => names.GetValueOrDefault(symbol, symbol.Name);

    private static IEnumerable<(PackageSymbol Symbol, string Now)> Changed(CrmModel before, CrmModel now)
    {
        foreach (var old in before.Entities.Where(entity => !entity.IsSystem))
        {
            if (now.Entities.FirstOrDefault(one => one.Id == old.Id) is not { } entity) continue;
            if (entity.Name != old.Name) yield return (PackageSymbol.OfEntity(old.Name), entity.Name);
            foreach (var was in old.Fields)
            {
                if (entity.Fields.FirstOrDefault(one => one.Id == was.Id) is not { } field) continue;
                if (field.Name != was.Name) yield return (PackageSymbol.Field(old.Name, was.Name), field.Name);
                foreach (var option in was.Options)
                    if (field.Options.FirstOrDefault(one => one.Id == option.Id) is { } kept && kept.Value != option.Value)
                        yield return (PackageSymbol.Option(old.Name, was.Name, option.Value), kept.Value);
            }
        }
        foreach (var old in before.Views)
            if (now.Views.FirstOrDefault(one => one.Id == old.Id) is { } view && view.Name != old.Name) yield return (PackageSymbol.View(old.Entity, old.Name), view.Name);
    }
}

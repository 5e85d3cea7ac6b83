using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>What a thing is called, in every language of the app.</summary>
internal sealed record LabelSet(LocalizedText Label, LocalizedText Plural, LocalizedText Reading, LocalizedText Description);

/// <summary>Labels from where a thing is declared, over which go those of <c>locales/LOCALE.json</c> by the thing's id.</summary>
/// <remarks>A locale's entry is a text, or <c>{"label", "plural", "reading", "description"}</c>.</remarks>
internal sealed class Labels
{
    private readonly Dictionary<(string Id, string Part), ImmutableSortedDictionary<string, string>> byId = [];
    private readonly List<(string Id, SourceLocation At)> entries = [];
    private readonly ImmutableArray<string> locales;

    public Labels(IEnumerable<PackageDocument> documents, ImmutableArray<string> locales)
    {
        this.locales = locales;
        foreach (var document in documents)
            foreach (var property in document.Root?.Properties ?? [])
            {
                if (property.Name is "$schema") continue;
                entries.Add((property.Name, property.Value.At(property.NameSpan)));
                if (property.Value.Kind == JsonKind.Text)
                    Put(property.Name, "label", document.Name, property.Value.Text);
                foreach (var part in property.Value.Properties)
                    if (part.Value.Kind == JsonKind.Text)
                        Put(property.Name, part.Name, document.Name, part.Value.Text);
            }
    }

    /// <summary>The labels of a declared thing; without any it is called by its name.</summary>
    /// <param name="declaration">The object that may hold <c>title</c> (or <c>label</c>), <c>plural</c>, <c>reading</c>, <c>description</c>, directly or under <c>x-crm</c>.</param>
    public LabelSet Of(string id, string name, SourceJson? declaration)
    {
        var crm = declaration?.Object("x-crm");
        var label = Merge(id, "label", declaration?["title"] ?? declaration?["label"], crm?["label"]);
        return new LabelSet(
            label.IsEmpty ? LocalizedText.Plain(name) : label,
            Merge(id, "plural", declaration?["plural"], crm?["plural"]),
            Merge(id, "reading", declaration?["reading"], crm?["reading"]),
            Merge(id, "description", declaration?["description"], crm?["description"]));
    }

    /// <summary>Labels for fields that files do not declare: the ids are an entity's, a colon and the field's name.</summary>
    public FrozenDictionary<string, FieldLabels> Declared() =>
        entries.Select(entry => entry.Id).Where(id => id.Contains(':')).Distinct(StringComparer.Ordinal).ToFrozenDictionary(id => id, id =>
        {
            var set = Of(id, "", null);
            return new FieldLabels(set.Label, set.Reading, set.Description);
        }, StringComparer.Ordinal);

    public void ReportUnknownIds(HashSet<string> known, DiagnosticBag diagnostics)
    {
        foreach (var (id, at) in entries)
            if (!known.Contains(id))
                diagnostics.UnknownLabelId(at, id);
    }

    /// <summary>A label as written: a text, or an object by locale.</summary>
    public static LocalizedText Read(SourceJson? value) => value switch
    {
        { Kind: JsonKind.Text } => LocalizedText.Plain(value.Text),
        { Kind: JsonKind.Object } => new LocalizedText(ByLocale(value)),
        _ => LocalizedText.Empty,
    };

    private void Put(string id, string part, string locale, string text) =>
        byId[(id, part)] = byId.GetValueOrDefault((id, part), ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)).SetItem(locale, text);

    private LocalizedText Merge(string id, string part, params ReadOnlySpan<SourceJson?> declared)
    {
        var texts = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        foreach (var value in declared)
            texts = texts.SetItems(Read(value).ByLocale);
        if (byId.TryGetValue((id, part), out var localized))
            texts = texts.SetItems(localized);
        // A plain text beside localized ones serves the app's other languages; alone it serves all.
        if (texts.Count > 1 && texts.TryGetValue("", out var plain))
        {
            texts = texts.Remove("");
            foreach (var locale in locales)
                if (!texts.ContainsKey(locale))
                    texts = texts.Add(locale, plain);
        }
        return texts.IsEmpty ? LocalizedText.Empty : new LocalizedText(texts);
    }

    private static ImmutableSortedDictionary<string, string> ByLocale(SourceJson value)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in value.Properties)
            if (property.Value.Kind == JsonKind.Text)
                texts[property.Name] = property.Value.Text;
        return texts.ToImmutable();
    }
}

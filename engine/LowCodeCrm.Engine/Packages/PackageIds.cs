using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Packages;

/// <summary>One thing of a package that has, or should have, an id.</summary>
/// <param name="Key">What it is matched by between versions: kind and name ("account.amount").</param>
/// <param name="Prefix">What its id starts with: "a", "e", "f", "o", "fm", "v", "p", "r" or "c".</param>
/// <param name="Id">Where the id is written; null where it is missing.</param>
internal sealed record IdSlot(string Key, string Prefix, SourceJson? Id);

/// <summary>The slots that one edit fills: a file's own, or a field's with those of its options.</summary>
/// <param name="What">For messages: "The field amount".</param>
/// <param name="At">Where a missing id is shown.</param>
/// <param name="Slots">All of them, filled or not.</param>
/// <param name="Fill">The edits that write ids, given those of the empty slots by key.</param>
internal sealed record IdSite(string What, SourceLocation At, ImmutableArray<IdSlot> Slots, Func<IReadOnlyDictionary<string, string>, ImmutableArray<TextEdit>> Fill)
{
    public IEnumerable<IdSlot> Missing => Slots.Where(slot => slot.Id is null);
}

/// <summary>All ids of a package: where they stand, which are missing, which are taken twice.</summary>
internal static class PackageIds
{
    public static void Check(PackageDocuments documents, DiagnosticBag diagnostics)
    {
        var sites = SitesOf(documents).ToList();
        var taken = new Dictionary<string, SourceJson>(StringComparer.Ordinal);
        foreach (var slot in sites.SelectMany(site => site.Slots))
            if (slot.Id is not null && !taken.TryAdd(slot.Id.Text, slot.Id))
                diagnostics.DuplicateId(slot.Id.Location, slot.Id.Text, taken[slot.Id.Text].Location);
        var used = taken.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var site in sites)
        {
            if (!site.Missing.Any()) continue;
            // A fix proposed while typing must be the same each time it is asked for: derived from the name, until nothing has it.
            var ids = site.Missing.ToDictionary(slot => slot.Key, slot => Fresh(slot, used, salt => DerivedId.Of(slot.Key, salt)), StringComparer.Ordinal);
            diagnostics.MissingIds(site.At, site.What, new DiagnosticFix(LocalizedText.Of("Write an id", "ID を書き込む"), site.Fill(ids)));
        }
    }

    /// <summary>Prefix and token, not among <paramref name="used"/>, to which it is added.</summary>
    public static string Fresh(IdSlot slot, HashSet<string> used, Func<int, string> token)
    {
        for (var attempt = 0; ; attempt++)
            if ($"{slot.Prefix}_{token(attempt)}" is var id && used.Add(id))
                return id;
    }

    public static IEnumerable<IdSite> SitesOf(PackageDocuments documents)
    {
        if (documents.App.Root is { } app) yield return OfFile(documents.App, "The app", new IdSlot("app", "a", app["id"]), app);
        foreach (var document in documents.Entities)
        {
            if (document.Root is not { } root) continue;
            yield return OfEntity(document, root);
            foreach (var property in root.Object("properties")?.Properties ?? [])
                if (property.Value.Kind == JsonKind.Object && !SystemFields.All.Contains(property.Name))
                    yield return OfField(document, property);
        }
        foreach (var (list, prefix) in ((ImmutableArray<PackageDocument>, string)[])
            [(documents.Forms, "fm"), (documents.Views, "v"), (documents.Pages, "p"), (documents.Roles, "r"), (documents.Channels, "c")])
            foreach (var document in list)
                if (document.Root is { } file)
                    yield return OfFile(document, document.Path, new IdSlot(document.Path, prefix, file["id"]), file);
    }

    private static IdSite OfFile(PackageDocument document, string what, IdSlot slot, SourceJson root) =>
        new(what, document.Top, [slot], ids => [JsonInsert.First(root, $"\"id\": \"{ids[slot.Key]}\"")]);

    private static IdSite OfEntity(PackageDocument document, SourceJson root)
    {
        var crm = root.Object("x-crm");
        var slot = new IdSlot(document.Name, "e", crm?["id"]);
        return new IdSite($"The entity {document.Name}", document.Top, [slot], ids =>
            [crm is not null ? JsonInsert.First(crm, $"\"id\": \"{ids[slot.Key]}\"") : JsonInsert.Last(root, $"\"x-crm\": {{\"id\": \"{ids[slot.Key]}\"}}")]);
    }

    private static IdSite OfField(PackageDocument document, SourceProperty property)
    {
        var (schema, key) = (property.Value, $"{document.Name}.{property.Name}");
        var crm = schema.Object("x-crm");
        var own = new IdSlot(key, "f", crm?["id"]);
        var options = crm?.Array("options") ?? [];
        var described = options.Where(option => option.TextAt("value") is not null).DistinctBy(option => option.TextAt("value")!.Text).ToDictionary(option => option.TextAt("value")!.Text, StringComparer.Ordinal);
        var isChoice = crm?.TextAt("type")?.Text is "choice" or "multiChoice" || (crm?["type"] is null && (schema["enum"] ?? schema.Object("items")?["enum"]) is not null);
        ImmutableArray<IdSlot> slots = !isChoice ? [own] : [own, .. ValuesOf(schema, options).Select(value => new IdSlot($"{key}.{value}", "o", described.GetValueOrDefault(value)?["id"]))];
        return new IdSite($"The field {property.Name} of {document.Name}", schema.At(property.NameSpan), slots, ids => Fill(schema, crm, key, options, described, slots, ids));
    }

    private static IEnumerable<string> ValuesOf(SourceJson schema, ImmutableArray<SourceJson> options) =>
        ((schema["enum"] ?? schema.Object("items")?["enum"]) is { Kind: JsonKind.Array } list ? list.Items.Where(item => item.Kind == JsonKind.Text).Select(item => item.Text) : [])
            .Concat(options.Select(option => option.Kind == JsonKind.Text ? option.Text : option.TextAt("value")?.Text ?? "").Where(value => value.Length > 0))
            .Distinct(StringComparer.Ordinal);

    private static ImmutableArray<TextEdit> Fill(SourceJson schema, SourceJson? crm, string key, ImmutableArray<SourceJson> options, Dictionary<string, SourceJson> described, ImmutableArray<IdSlot> slots, IReadOnlyDictionary<string, string> ids)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        var added = new List<string>();
        foreach (var slot in slots.Where(slot => slot.Id is null && slot.Key != key))
        {
            var value = slot.Key[(key.Length + 1)..];
            var id = $"\"id\": \"{ids[slot.Key]}\"";
            if (described.TryGetValue(value, out var option)) edits.Add(JsonInsert.First(option, id));
            else if (options.FirstOrDefault(item => item.Kind == JsonKind.Text && item.Text == value) is { } bare)
                edits.Add(new TextEdit(bare.Location.File, bare.Span, $"{{\"value\": {JsonInsert.Quote(value)}, {id}}}"));
            else added.Add($"{{\"value\": {JsonInsert.Quote(value)}, {id}}}");
        }
        var ownId = slots[0].Id is null ? $"\"id\": \"{ids[key]}\"" : null;
        var list = crm?["options"] is { Kind: JsonKind.Array } existing ? existing : null;
        if (list is not null && added.Count > 0)
        {
            edits.Add(JsonInsert.LastItem(list, string.Join(", ", added)));
            added.Clear();
        }
        var newOptions = added.Count > 0 ? $"\"options\": [{string.Join(", ", added)}]" : null;
        if (crm is null)
            edits.Add(JsonInsert.Last(schema, $"\"x-crm\": {{{string.Join(", ", new[] { ownId, newOptions }.Where(part => part is not null))}}}"));
        else
        {
            if (ownId is not null && newOptions is not null && crm.Properties.IsEmpty) edits.Add(JsonInsert.First(crm, $"{ownId}, {newOptions}"));
            else
            {
                if (ownId is not null) edits.Add(JsonInsert.First(crm, ownId));
                if (newOptions is not null) edits.Add(JsonInsert.Last(crm, newOptions));
            }
        }
        return edits.ToImmutable();
    }
}

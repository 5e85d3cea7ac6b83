using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Notes;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>
/// What happened to a record and around it, newest first: its history, notes about it, and the records that refer to it and stand in a calendar or timeline view, which is
/// where an app says that something happens at a time.
/// </summary>
internal sealed class Timeline(AppLease lease, QueryRunner runner, string baseUrl)
{
    /// <summary>Entries of a page at most.</summary>
    public const int MaxPage = 100;

    /// <param name="At">The field that says when.</param>
    private sealed record Source(Entity Entity, ImmutableArray<Field> Lookups, Field At);

    private sealed record Entry(DateTime At, int Source, JsonObject Json);

    /// <param name="entity">Of the record.</param>
    /// <param name="id">The record's.</param>
    /// <param name="given">How many entries of each source earlier pages gave; empty: none.</param>
    /// <param name="size">Entries of the page.</param>
    /// <returns>The entries and, where there are more, the counts for the next page; null where there is no such record.</returns>
    public async Task<(JsonArray Value, ImmutableArray<int> Next)?> ReadAsync(Entity entity, Guid id, ImmutableArray<int> given, int size, CancellationToken cancellationToken)
    {
        var sources = SourcesOf(entity);
        var counts = new int[sources.Length + 2];
        if (given.Length == counts.Length) given.CopyTo(counts);
        var entries = new List<Entry>();
        if (await HistoryReader.ReadAsync(lease, entity, id, cancellationToken, counts[0], size + 1) is not { } history) return null;
        foreach (var change in JsonNode.Parse(history)!["value"]!.AsArray())
        {
            var json = change!.DeepClone().AsObject();
            json["change"] = json["kind"]!.DeepClone();
            json["kind"] = "history";
            entries.Add(new Entry(((DateTime)json["at"]!).ToUniversalTime(), 0, json));
        }
        for (var i = 0; i < sources.Length; i++) entries.AddRange(await RelatedAsync(sources[i], i + 1, id, counts[i + 1], size + 1, cancellationToken));
        entries.AddRange(await NotesAsync(entity, sources.Length + 1, id, counts[^1], size + 1, cancellationToken));
        var page = entries.OrderByDescending(entry => entry.At).ThenBy(entry => entry.Source).Take(size).ToList();
        foreach (var entry in page) counts[entry.Source]++;
        return (new JsonArray([.. page.Select(entry => (JsonNode)entry.Json)]), entries.Count > size ? [.. counts] : []);
    }

    private ImmutableArray<Source> SourcesOf(Entity entity) =>
    [
        .. lease.App.Model.Views.Where(view => view.Kind is ViewKind.Calendar or ViewKind.Timeline && view.Entity != entity.Name)
            .Select(view => (Entity: lease.App.Model.Entity(view.Entity), Start: (view.Definition["start"] as JsonValue)?.GetValue<string>()))
            .Where(view => view.Start is not null && view.Entity.Find(view.Start) is { IsStored: true, Type: FieldType.Date or FieldType.DateTime })
            .DistinctBy(view => view.Entity.Index)
            .Select(view => new Source(view.Entity, [.. view.Entity.Fields.Where(f => f.Type == FieldType.Lookup && f.Target == entity.Name)], view.Entity.Field(view.Start!)))
            .Where(source => source.Lookups.Length > 0),
    ];

    private async Task<List<Entry>> RelatedAsync(Source source, int index, Guid id, int skip, int most, CancellationToken cancellationToken)
    {
        var refers = string.Join(" or ", source.Lookups.Select(f => $"{JsonInputReader.PropertyOf(f)} eq {id}"));
        var query = $"$filter={Uri.EscapeDataString($"({refers}) and {source.At.Name} ne null")}&$orderby={Uri.EscapeDataString(source.At.Name + " desc")}&$skip={skip}&$top={most}";
        var output = new ArrayBufferWriter<byte>();
        await runner.ListAsync(source.Entity, query, most, baseUrl, output, cancellationToken);
        var entries = new List<Entry>();
        foreach (var row in JsonNode.Parse(output.WrittenSpan)!["value"]!.AsArray())
        {
            var record = row!.DeepClone().AsObject();
            var at = record[source.At.Name]!.DeepClone();
            entries.Add(new Entry(Instant((string)at!), index, new JsonObject { ["kind"] = "record", ["at"] = at, ["entity"] = source.Entity.Name, ["id"] = record["id"]!.DeepClone(), ["record"] = record }));
        }
        return entries;
    }

    private async Task<List<Entry>> NotesAsync(Entity entity, int index, Guid id, int skip, int most, CancellationToken cancellationToken)
    {
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        return NoteLog.Read(connection, lease, entity, id, skip, most).ConvertAll(note =>
        {
            var json = NoteJson.Of(note);
            json["kind"] = "note";
            return new Entry(note.At, index, json);
        });
    }

    // A day begins at midnight where the app is.
    private DateTime Instant(string text) => text.Length == 10
        ? RuleTime.DatetimeAt(new QueryRuleContext([]) { Model = lease.App.Model, Now = default, TimeZone = lease.App.Model.TimeZone, UserTimeZone = lease.App.Model.TimeZone, Locale = "en" }, DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), TimeOnly.MinValue)!.Value
        : DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal);
}

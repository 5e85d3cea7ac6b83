using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Import;

/// <summary>A cell of a lookup column to a record: by id, by key, by display value. Nothing is guessed: what fits several records is refused.</summary>
internal sealed class LookupResolver
{
    private readonly EntityAccess target;
    private readonly Field[] keys;
    private readonly Field? display;
    private readonly Dictionary<string, Guid> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Guid>> byDisplay = new(StringComparer.Ordinal);

    private LookupResolver(EntityAccess target)
    {
        this.target = target;
        keys = [.. target.Entity.Keys.Where(k => k.Length == 1).Select(k => target.Entity.Field(k[0])).Where(f => f is { IsStored: true } && f.Name != SystemFields.Id)];
        display = target.Entity.Find(target.Entity.Display) is { IsStored: true } field && field.Name != SystemFields.Id ? field : null;
    }

    public int EntityIndex => target.Entity.Index;

    /// <summary>Reads the keys and display values of all live records of the target once.</summary>
    /// <param name="lease">The app.</param>
    /// <param name="entity">The target.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="seen">Gets each record's keys and display value, in the order in which a cell is read by them.</param>
    public static async Task<LookupResolver> LoadAsync(AppLease lease, Entity entity, CancellationToken cancellationToken, Action<Guid, string[]>? seen = null)
    {
        var access = AppAccess.For(lease.App).Of(entity);
        var resolver = new LookupResolver(access);
        var fields = resolver.keys.Concat(resolver.display is { } shown ? [shown] : []).DistinctBy(f => f.Index).Prepend(entity.Field(SystemFields.Id)).ToArray();
        if (fields.Length == 1) return resolver;
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = access.SelectLive(fields);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var record = access.Module.NewRecord();
            var ordinal = 0;
            foreach (var field in fields)
            {
                access.Module.ReadField(field.Index, record, reader, ordinal, lease.Database.Codec);
                ordinal += access.Mapping.Of(field).Columns.Length;
            }
            resolver.Add(record);
            seen?.Invoke(record.Id, [.. fields.Skip(1).Select(f => Text(record.GetValue(f.Index))).OfType<string>().Where(text => text.Length > 0)]);
        }
        return resolver;
    }

    /// <summary>Makes a record known that was saved since.</summary>
    public void Add(EntityRecord record)
    {
        foreach (var key in keys)
            if (Text(record.GetValue(key.Index)) is { Length: > 0 } text) byKey.TryAdd(text, record.Id);
        if (display is null || Text(record.GetValue(display.Index)) is not { Length: > 0 } shown) return;
        AddDisplay(shown, record.Id);
        if (RuleText.Fold(shown) is { } folded && folded != shown) AddDisplay("\u0001" + folded, record.Id);
        else AddDisplay("\u0001" + shown, record.Id);
    }

    public ValueProblem? Resolve(string cell, out object? value)
    {
        value = null;
        var text = cell.Trim();
        if (text.Length == 0) return null;
        if (Guid.TryParseExact(text, "D", out var id))
        {
            value = id;
            return null;
        }
        if (byKey.TryGetValue(text, out id))
        {
            value = id;
            return null;
        }
        var name = target.Entity.Label;
        var found = byDisplay.GetValueOrDefault(text) ?? byDisplay.GetValueOrDefault("\u0001" + RuleText.Fold(text));
        if (found is null)
            return new ValueProblem("not_found", LocalizedText.Of($"There is no {name.For("en")} \"{text}\".", $"{name.For("ja")}「{text}」が見つかりません。"));
        if (found.Count > 1)
            return new ValueProblem("ambiguous", LocalizedText.Of(
                $"{found.Count} {name.For("en")} records are called \"{text}\". Use the id or a key.", $"{name.For("ja")}「{text}」は {found.Count} 件あります。ID かキーで指定してください。"));
        value = found[0];
        return null;
    }

    private void AddDisplay(string text, Guid id)
    {
        if (!byDisplay.TryGetValue(text, out var ids)) byDisplay.Add(text, ids = []);
        if (!ids.Contains(id)) ids.Add(id);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text.Trim(),
        PersonName name => name.ToString().Trim(),
        var other => Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture),
    };
}

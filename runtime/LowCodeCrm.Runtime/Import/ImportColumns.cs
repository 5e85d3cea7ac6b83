using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Import;

/// <param name="Field">Null: known, but not written (created_at …).</param>
/// <param name="Member">Of a name or address: the part that the column holds.</param>
internal sealed record ImportColumn(int Index, string Header, Field? Field, string? Member);

/// <summary>Headers to fields: by name, by JSON property, or by label in any of the app's languages.</summary>
internal static class ImportColumns
{
    private static readonly ImmutableArray<string> NameMembers = ["family", "given", "familyReading", "givenReading"];
    private static readonly ImmutableArray<string> AddressMembers = ["country", "postalCode", "region", "city", "street", "building"];

    /// <exception cref="ImportFormatException">A header is none of the entity's, or names a field twice.</exception>
    public static ImmutableArray<ImportColumn> Match(Entity entity, IReadOnlyList<string> headers, IReadOnlyDictionary<string, string> mapping)
    {
        var columns = ImmutableArray.CreateBuilder<ImportColumn>();
        var seen = new HashSet<(int, string?)>();
        for (var i = 0; i < headers.Count; i++)
        {
            var header = headers[i].Trim().Trim('\uFEFF');
            // By its place a column is told from another of the same name, or of none.
            var place = $"#{i + 1}";
            var placed = mapping.GetValueOrDefault(place);
            if (placed is null && (header.Length == 0 || header.StartsWith('@'))) continue;
            var name = placed ?? mapping.GetValueOrDefault(header, header);
            if (name.Length == 0) continue;
            if (header.Length == 0) header = place;
            var (field, member) = Find(entity, name);
            if (field is null && name != header)
                throw new ImportFormatException($"{entity.Name} has no field \"{name}\" for the column \"{header}\".", $"列「{header}」に割り当てた項目「{name}」は {entity.Name} にありません。", header);
            if (field is null)
            {
                var near = Suggestion.Nearest(header, entity.Fields.Select(f => f.Name).Concat(entity.Fields.SelectMany(f => f.Label.ByLocale.Values)));
                throw new ImportFormatException(
                    $"{entity.Name} has no field for the column \"{header}\".{(near is null ? "" : $" Did you mean \"{near}\"?")}",
                    $"列「{header}」に対応する項目が {entity.Name} にありません。{(near is null ? "" : $"「{near}」ではありませんか。")}", header);
            }
            if (!seen.Add((field.Index, member)))
                throw new ImportFormatException($"The column \"{header}\" names a field that another column names too.", $"列「{header}」と同じ項目の列がほかにもあります。", header);
            var written = field.Name == SystemFields.Id || !field.IsReadOnlyToCallers && field.Type is not (FieldType.ChildList or FieldType.ManyToMany);
            columns.Add(new ImportColumn(i, header, written ? field : null, member));
        }
        if (columns.Count == 0) throw new ImportFormatException("The first line must hold the names of the columns.", "1 行目に列名が必要です。");
        return columns.ToImmutable();
    }

    internal static (Field? Field, string? Member) Find(Entity entity, string header)
    {
        if (JsonInputReader.FieldOf(entity, header) is { } exact) return (exact, null);
        var split = header.LastIndexOfAny(['.', '/']);
        if (split > 0 && JsonInputReader.FieldOf(entity, header[..split]) is { } whole)
        {
            var part = header[(split + 1)..];
            if (whole.Type == FieldType.PersonName && NameMembers.Contains(part) || whole.Type == FieldType.Address && AddressMembers.Contains(part)) return (whole, part);
            // account/name as an export writes it: the lookup by its display value.
            if (whole.IsToOne) return (whole, null);
        }
        var wanted = RuleText.Fold(header);
        foreach (var field in entity.Fields)
            if (field.Label.ByLocale.Values.Any(label => RuleText.Fold(label.Trim()) == wanted)) return (field, null);
        foreach (var field in entity.Fields)
            if (string.Equals(field.Name, header, StringComparison.OrdinalIgnoreCase)) return (field, null);
        return (null, null);
    }
}

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Import;

/// <param name="Field">As a mapping names it (<c>account</c>, <c>name.family</c>); null: nothing fits.</param>
/// <param name="Guess">What it was found by: <c>name</c> (name or label) or <c>data</c>.</param>
public sealed record PreviewColumn(int Index, string Header, string? Field, string? Guess, ImmutableArray<string> Samples);

/// <summary>What a table looks like before it is imported, and what its columns probably are.</summary>
public sealed partial record ImportPreview(int Rows, ImmutableArray<PreviewColumn> Columns, ImmutableArray<string[]> First)
{
    private const int FirstRows = 20;
    private const int Samples = 5;

    internal static ImportPreview Of(Entity entity, IEnumerable<(int Line, string[] Cells)> table)
    {
        string[]? head = null;
        var first = new List<string[]>();
        var count = 0;
        foreach (var (_, cells) in table)
        {
            if (head is null) head = cells;
            else
            {
                count++;
                if (first.Count < FirstRows) first.Add(cells);
            }
        }
        if (head is null) throw new ImportFormatException("The file is empty.", "ファイルが空です。");
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var columns = head.Select((header, i) => Named(entity, i, header.Trim().Trim('\uFEFF'), first, taken)).ToArray();
        for (var i = 0; i < columns.Length; i++)
            if (columns[i].Field is null && ByData(entity, columns[i].Samples, taken) is { } field) columns[i] = columns[i] with { Field = field, Guess = "data" };
        return new ImportPreview(count, [.. columns], [.. first]);
    }

    private static PreviewColumn Named(Entity entity, int index, string header, List<string[]> rows, HashSet<string> taken)
    {
        ImmutableArray<string> samples = [.. rows.Where(row => index < row.Length && row[index].Length > 0).Select(row => row[index]).Distinct(StringComparer.Ordinal).Take(Samples)];
        var (field, member) = header.Length == 0 ? default : ImportColumns.Find(entity, header);
        if (field is null || !IsWritten(field)) return new PreviewColumn(index, header, null, null, samples);
        var name = member is null ? field.Name : $"{field.Name}.{member}";
        return taken.Add(name) ? new PreviewColumn(index, header, name, "name", samples) : new PreviewColumn(index, header, null, null, samples);
    }

    /// <summary>Only what its values alone give away; anything else the user says.</summary>
    private static string? ByData(Entity entity, ImmutableArray<string> samples, HashSet<string> taken)
    {
        if (samples.IsEmpty) return null;
        var free = entity.Fields.Where(f => IsWritten(f) && f.Origin != FieldOrigin.System && !taken.Contains(f.Name)).ToList();
        var found = samples.All(s => Email().IsMatch(s)) ? free.Find(f => f.Type == FieldType.Email)
            : samples.All(s => Url().IsMatch(s)) ? free.Find(f => f.Type == FieldType.Url)
            : samples.All(s => Phone().IsMatch(s)) ? free.Find(f => f.Type == FieldType.Phone)
            : free.Find(f => f.Type == FieldType.Choice && samples.All(s => IsOption(f, s)));
        return found is not null && taken.Add(found.Name) ? found.Name : null;
    }

    private static bool IsWritten(Field field) => field.Name == SystemFields.Id || !field.IsReadOnlyToCallers && field.Type is not (FieldType.ChildList or FieldType.ManyToMany);

    private static bool IsOption(Field field, string text)
    {
        var wanted = RuleText.Fold(text.Trim());
        return field.Options.Any(o => RuleText.Fold(o.Value) == wanted || o.Label.ByLocale.Values.Any(label => RuleText.Fold(label) == wanted));
    }

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\.[^\s@]+$")]
    private static partial Regex Email();

    [GeneratedRegex("^https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"^(\+\d{8,15}|0\d{1,4}-\d{1,4}-\d{3,4})$")]
    private static partial Regex Phone();
}

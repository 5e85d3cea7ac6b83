using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>An option's value in the cells of seed data.</summary>
internal static class SeedOptions
{
    private static readonly char[] Separators = [',', ';', '、', '，', '；', '|', '\n'];

    /// <param name="index">The package.</param>
    /// <param name="option">Whose cells.</param>
    /// <param name="to">What stands there instead; "": nothing.</param>
    public static IEnumerable<TextEdit> Edits(ReferenceIndex index, PackageSymbol option, string to)
    {
        if (index.Check.Model.Find(option.Entity) is not { } entity || entity.Find(option.Owner) is not { } field) yield break;
        foreach (var seed in index.Documents.Data.Where(seed => seed.Entity == option.Entity))
        {
            var text = seed.File.Text;
            var column = CsvCells.Header(text).ToList().FindIndex(cell => DocumentReferences.FieldOf(entity, cell.Value) == field.Name);
            if (column < 0) continue;
            foreach (var row in CsvCells.Rows(text).Skip(1).Where(row => row.Count > column))
                foreach (var span in Spans(text, row[column].Inner, field.Type == FieldType.MultiChoice, option.Name))
                    yield return new TextEdit(seed.File.Path, span, to);
        }
    }

    private static IEnumerable<TextSpan> Spans(string text, TextSpan cell, bool several, string value)
    {
        for (var start = cell.Start; start <= cell.End;)
        {
            var end = several && text.IndexOfAny(Separators, start, cell.End - start) is var found and >= 0 ? found : cell.End;
            var part = text.AsSpan(start, end - start);
            if (part.Trim().SequenceEqual(value)) yield return new TextSpan(start + part.Length - part.TrimStart().Length, value.Length);
            start = end + 1;
        }
    }
}

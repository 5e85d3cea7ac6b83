using System.Globalization;
using System.Text;

namespace LowCodeCrm.SampleData;

/// <summary>Rows as CSV: UTF-8, LF, values as the API writes them, empty for nothing.</summary>
internal static class Csv
{
    public static void Write(string path, List<Dictionary<string, object?>> rows)
    {
        var columns = rows.SelectMany(row => row.Keys).Distinct().ToList();
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', columns.Select(Quoted)));
        foreach (var row in rows)
            writer.WriteLine(string.Join(',', columns.Select(column => Quoted(Text(row.GetValueOrDefault(column))))));
    }

    private static string Quoted(string text) => text.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{text.Replace("\"", "\"\"")}\"" : text;

    private static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}

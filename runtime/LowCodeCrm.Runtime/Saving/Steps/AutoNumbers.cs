using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Numbers from 1, without gaps: the counter is part of the transaction, so a save that fails takes none.</summary>
internal static class AutoNumbers
{
    private static readonly Statement Next = new(
        "INSERT INTO \"$auto_number\" (\"field_id\", \"last\") VALUES (@p0, 1) ON CONFLICT (\"field_id\") DO UPDATE SET \"last\" = \"$auto_number\".\"last\" + 1 RETURNING \"last\"", 1);

    private static readonly Statement AtLeast = new(
        "INSERT INTO \"$auto_number\" (\"field_id\", \"last\") VALUES (@p0, @p1) ON CONFLICT (\"field_id\") DO UPDATE SET \"last\" = max(\"$auto_number\".\"last\", @p1)", 2);

    public static void Fill(SaveUnit unit, RecordSave row)
    {
        foreach (var field in row.Access.Entered)
        {
            if (field.Type != FieldType.AutoNumber) continue;
            var pattern = field.Pattern ?? "{0}";
            if (row.New(field) is string given)
            {
                // A number brought along (an import) is kept, and later ones go on from it.
                if (NumberIn(pattern, given) is { } number) unit.Execute(AtLeast, [field.Id, number]);
                continue;
            }
            var next = Convert.ToInt64(unit.Prepare(Next).Bind([field.Id]).ExecuteScalar(), CultureInfo.InvariantCulture);
            row.Record.SetValue(field.Index, Format(pattern, next));
        }
    }

    /// <summary><c>OP-{0000}</c> and 7 give OP-0007; a pattern without braces gets the number behind it.</summary>
    public static string Format(string pattern, long number)
    {
        var (prefix, digits, suffix) = Parts(pattern);
        return new StringBuilder(prefix).Append(number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')).Append(suffix).ToString();
    }

    public static long? NumberIn(string pattern, string text)
    {
        var (prefix, _, suffix) = Parts(pattern);
        return text.Length > prefix.Length + suffix.Length && text.StartsWith(prefix, StringComparison.Ordinal) && text.EndsWith(suffix, StringComparison.Ordinal)
            && long.TryParse(text[prefix.Length..^suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static (string Prefix, int Digits, string Suffix) Parts(string pattern)
    {
        var open = pattern.IndexOf('{');
        var close = pattern.IndexOf('}', open + 1);
        return open < 0 || close < 0 ? (pattern, 1, "") : (pattern[..open], close - open - 1, pattern[(close + 1)..]);
    }
}

using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Export;

/// <summary>
/// The cells of a CSV export as a workbook has them: heads and options by their labels where an import finds exactly them by it, days, moments and numbers as such.
/// </summary>
/// <param name="entity">Whose records they are.</param>
/// <param name="columns">The same as texts.</param>
/// <param name="locale">Of labels.</param>
/// <param name="zone">The app's: moments are shown, and read again, in it.</param>
internal sealed class WorkbookCells(Entity entity, CsvColumns columns, string locale, TimeZoneInfo zone)
{
    /// <summary>Digits that spreadsheets keep.</summary>
    private const int Digits = 15;
    private const int Narrow = 12, Middle = 18, Wide = 32;

    /// <summary>The first day from which spreadsheets count as everybody else does.</summary>
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    public ImmutableArray<(string Head, int Width)> Heads { get; } = [.. columns.Headers.Select((header, i) => (HeadOf(entity, columns.Fields[i], header, locale), WidthOf(columns.Fields[i])))];

    public void Write(WorkbookWriter book, ReadOnlySpan<string?> cells)
    {
        book.Row();
        for (var i = 0; i < cells.Length; i++)
            if (cells[i] is { } text) Write(book, columns.Fields[i], text);
            else book.Skip();
    }

    private void Write(WorkbookWriter book, Field field, string text)
    {
        switch (field.Type)
        {
            case FieldType.Boolean:
                book.Boolean(text == "true");
                return;
            case FieldType.Date when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= FirstDay:
                book.Number(Serial(day.ToDateTime(default)), CellStyle.Day);
                return;
            case FieldType.DateTime when Local(field, text) is { } at:
                book.Number(Serial(at), CellStyle.Moment);
                return;
            case FieldType.Integer or FieldType.Rating or FieldType.Decimal or FieldType.Money or FieldType.Percent when text.Count(char.IsAsciiDigit) <= Digits && !text.Contains('E', StringComparison.OrdinalIgnoreCase):
                book.Number(text, field.Type != FieldType.Money ? CellStyle.General : text.Contains('.', StringComparison.Ordinal) ? CellStyle.Cents : CellStyle.Whole);
                return;
            case FieldType.Choice:
                book.Text(OptionOf(field, text));
                return;
            default:
                // Nothing in a workbook's text is run; only what an import would take for a guard gets another before it.
                book.Text(FormulaGuard.Remove(text) == text ? text : FormulaGuard.Add(text));
                return;
        }
    }

    private string OptionOf(Field field, string value)
    {
        var label = field.Options.FirstOrDefault(option => option.Value == value)?.Label.For(locale) ?? "";
        return label.Length > 0 && TextValueReader.OptionOf(field, label) == value ? label : value;
    }

    // What a person entered is written as a moment only when nothing of it is lost; when a record was saved, seconds will do.
    private DateTime? Local(Field field, string text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at)) return null;
        if (at.Ticks % TimeSpan.TicksPerSecond != 0 && !field.IsReadOnlyToCallers) return null;
        var local = TimeZoneInfo.ConvertTimeFromUtc(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)), zone);
        return DateOnly.FromDateTime(local) >= FirstDay && !zone.IsAmbiguousTime(local) ? local : null;
    }

    private static string Serial(DateTime at) => at.ToOADate().ToString("0.##########", CultureInfo.InvariantCulture);

    private static string HeadOf(Entity entity, Field field, string header, string locale)
    {
        if (header != field.Name) return header;
        var label = field.Label.For(locale);
        return label.Length > 0 && !label.StartsWith('@') && ImportColumns.Find(entity, label) is ({ } found, null) && found.Index == field.Index ? label : header;
    }

    private static int WidthOf(Field field) => field.Type switch
    {
        FieldType.Date or FieldType.Boolean or FieldType.Integer or FieldType.Percent or FieldType.Rating or FieldType.Currency => Narrow,
        FieldType.Text or FieldType.LongText or FieldType.RichText or FieldType.Url or FieldType.Email => Wide,
        _ => Middle,
    };
}

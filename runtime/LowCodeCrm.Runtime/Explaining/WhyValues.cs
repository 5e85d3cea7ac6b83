using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>Values of any type as records have them in JSON: numbers in full, dates and instants as ISO texts, a record as its id.</summary>
internal static class WhyValues
{
    public static void Write(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool yes: writer.WriteBooleanValue(yes); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case DateTime instant: writer.WriteStringValue(instant); break;
            case EntityRecord record: writer.WriteStringValue(record.Id); break;
            case Guid id: writer.WriteStringValue(id); break;
            case PersonName person: writer.WriteStringValue(string.Join(' ', new[] { person.Family, person.Given }.OfType<string>())); break;
            case FileValue file: writer.WriteStringValue(file.Name); break;
            default:
                // Sets and lists are arrays; the rest is written as text(x) does.
                if (EvalValues.Write(value) is { } json) json.WriteTo(writer);
                else writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}

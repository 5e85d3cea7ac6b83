using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>Labels as clients get them: an object with every language of the app, fallbacks already taken, so that no client needs rules of its own.</summary>
internal static class LabelWriter
{
    /// <summary>Writes nothing where there is no text.</summary>
    public static void WriteLabel(this Utf8JsonWriter writer, string name, LocalizedText text, CrmModel model)
    {
        if (text.IsEmpty) return;
        writer.WriteStartObject(name);
        foreach (var locale in model.Locales) writer.WriteString(locale, text.For(locale, model.DefaultLocale));
        writer.WriteEndObject();
    }

    /// <summary>A reading belongs to its language alone: another language's is none.</summary>
    public static void WriteReading(this Utf8JsonWriter writer, LocalizedText text, CrmModel model)
    {
        if (text.IsEmpty) return;
        writer.WriteStartObject("reading");
        foreach (var (locale, reading) in text.ByLocale) writer.WriteString(locale.Length == 0 ? model.DefaultLocale : locale, reading);
        writer.WriteEndObject();
    }

    public static void WriteNames(this Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}

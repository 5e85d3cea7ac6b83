using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Packages.Json;

public enum JsonKind { Object, Array, Text, Number, Boolean, Null }

/// <param name="Name">Unescaped.</param>
/// <param name="NameSpan">With its quotes.</param>
public sealed record SourceProperty(string Name, TextSpan NameSpan, SourceJson Value);

/// <summary>A JSON value that knows its place, so that whatever is found wrong with it later can be shown there.</summary>
public sealed class SourceJson
{
    internal SourceJson(SourceText source, TextSpan span, JsonKind kind, string text, ImmutableArray<SourceProperty> properties, ImmutableArray<SourceJson> items)
    {
        Source = source;
        Span = span;
        Kind = kind;
        Text = text;
        Properties = properties;
        Items = items;
    }

    public SourceText Source { get; }
    /// <summary>From the first to the last character, quotes and brackets included.</summary>
    public TextSpan Span { get; }
    public JsonKind Kind { get; }
    /// <summary>Unescaped text, or a number, boolean or null as written; "" for objects and arrays.</summary>
    public string Text { get; }
    /// <summary>In the order written; of a name written twice, both.</summary>
    public ImmutableArray<SourceProperty> Properties { get; }
    public ImmutableArray<SourceJson> Items { get; }

    public SourceLocation Location => new(Source, Span);

    /// <summary>Where to point at something missing from this value: its opening bracket, or the value itself.</summary>
    public SourceLocation Opening => Kind is JsonKind.Object or JsonKind.Array ? new(Source, new TextSpan(Span.Start, 1)) : Location;

    /// <summary>The property of that name (the last, if written twice), or null.</summary>
    public SourceProperty? Property(string name)
    {
        if (Properties.IsDefault) return null;
        for (var i = Properties.Length - 1; i >= 0; i--)
            if (Properties[i].Name == name)
                return Properties[i];
        return null;
    }

    public SourceJson? this[string name] => Property(name)?.Value;

    public SourceJson? Object(string name) => this[name] is { Kind: JsonKind.Object } value ? value : null;
    public ImmutableArray<SourceJson> Array(string name) => this[name] is { Kind: JsonKind.Array } value ? value.Items : [];
    public SourceJson? TextAt(string name) => this[name] is { Kind: JsonKind.Text } value ? value : null;
    public bool? Bool(string name) => this[name] is { Kind: JsonKind.Boolean } value ? value.Text == "true" : null;
    public SourceJson? NumberAt(string name) => this[name] is { Kind: JsonKind.Number } value ? value : null;

    /// <summary>A number's value, null where it is none or does not fit a decimal.</summary>
    public decimal? AsDecimal() =>
        Kind == JsonKind.Number && decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A whole number's value, null where it is none.</summary>
    public int? AsInt() => AsDecimal() is { } value && decimal.Truncate(value) == value && value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    /// <summary>The place in the file of a stretch of <see cref="Text"/>, whatever escapes it is written with.</summary>
    /// <param name="part">Of the unescaped text.</param>
    public SourceLocation Within(TextSpan part)
    {
        var (raw, at) = (Source.Text, Span.Start + 1);
        for (var i = 0; i < part.Start; i++) at += Written(at);
        var start = at;
        for (var i = 0; i < part.Length; i++) at += Written(at);
        return new(Source, TextSpan.FromBounds(start, at));

        int Written(int position) => raw[position] != '\\' ? 1 : raw[position + 1] == 'u' ? 6 : 2;
    }

    public SourceLocation At(TextSpan span) => new(Source, span);

    /// <summary>The same value without places; numbers as written. Of a name written twice, the last counts.</summary>
    public JsonNode? ToNode()
    {
        switch (Kind)
        {
            case JsonKind.Object:
                var result = new JsonObject();
                foreach (var property in Properties)
                    result[property.Name] = property.Value.ToNode();
                return result;
            case JsonKind.Array:
                return new JsonArray([.. Items.Select(item => item.ToNode())]);
            case JsonKind.Text:
                return JsonValue.Create(Text);
            default:
                return JsonNode.Parse(Text);
        }
    }
}

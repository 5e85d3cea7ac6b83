using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>The options of a choice: the values of <c>enum</c> (of the items, for several) in their order, with what <c>x-crm.options</c> says about each.</summary>
internal static class OptionBinder
{
    public static ImmutableArray<Option> Bind(string entity, string field, SourceLocation at, SourceJson schema, SourceJson? crm, Labels labels, DiagnosticBag diagnostics)
    {
        var described = new Dictionary<string, SourceJson>(StringComparer.Ordinal);
        var values = new List<(string Value, SourceLocation At)>();
        var written = (schema["enum"] ?? schema.Object("items")?["enum"]) is { Kind: JsonKind.Array } list ? list.Items : [];
        foreach (var item in written)
            if (item.Kind == JsonKind.Text)
                Add(item);
        foreach (var option in crm?.Array("options") ?? [])
        {
            // An option may be just its value.
            var value = option.Kind == JsonKind.Text ? option : option.TextAt("value");
            if (value is null) continue;
            if (!described.TryAdd(value.Text, option)) diagnostics.DuplicateOption(value.Location, field, value.Text);
            else if (written.IsEmpty) Add(value);
            else if (!values.Exists(known => known.Value == value.Text)) diagnostics.OptionNotInEnum(value.Location, field, value.Text);
        }
        if (values.Count == 0) diagnostics.NoOptions(at, field);

        return [.. values.Select((value, order) =>
        {
            var declaration = described.GetValueOrDefault(value.Value) is { Kind: JsonKind.Object } option ? option : null;
            var id = declaration?.TextAt("id")?.Text ?? ProvisionalIds.Option(entity, field, value.Value);
            var label = labels.Of(id, value.Value, declaration);
            return new Option(id, value.Value, label.Label, declaration?.TextAt("color")?.Text, order, value.At) { Reading = label.Reading };
        })];

        void Add(SourceJson value)
        {
            if (values.Exists(known => known.Value == value.Text)) diagnostics.DuplicateOption(value.Location, field, value.Text);
            else
            {
                NameCheck.Report(value.Text, value.Location, diagnostics);
                values.Add((value.Text, value.Location));
            }
        }
    }
}

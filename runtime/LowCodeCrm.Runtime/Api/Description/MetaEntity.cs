using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>An entity and its fields in <c>/meta</c>.</summary>
internal static class MetaEntity
{
    public static void Write(Utf8JsonWriter writer, CrmModel model, Entity entity, EntityRules rules)
    {
        writer.WriteStartObject();
        writer.WriteString("id", entity.Id);
        writer.WriteString("name", entity.Name);
        if (entity.IsSystem) writer.WriteBoolean("system", true);
        writer.WriteLabel("label", entity.Label, model);
        writer.WriteLabel("plural", entity.LabelPlural.IsEmpty ? entity.Label : entity.LabelPlural, model);
        writer.WriteReading(entity.Reading, model);
        writer.WriteLabel("description", entity.Description, model);
        if (entity.Icon is not null) writer.WriteString("icon", entity.Icon);
        if (entity.Color is not null) writer.WriteString("color", entity.Color);
        writer.WriteString("display", entity.Display);
        writer.WriteStartArray("keys");
        foreach (var key in entity.Keys)
        {
            writer.WriteStartArray();
            foreach (var part in key) writer.WriteStringValue(part);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteNames("search", entity.Search);
        writer.WriteBoolean("history", entity.History);
        writer.WriteStartArray("fields");
        foreach (var field in entity.Fields) Write(writer, model, field);
        writer.WriteEndArray();
        if (!rules.Processes.IsEmpty) Processes(writer, model, rules.Processes);
        if (!rules.Approvals.IsEmpty) Approvals(writer, model, rules.Approvals);
        writer.WriteEndObject();
    }

    // That there are any, and what they are called; where a record stands in them is asked of it.
    private static void Approvals(Utf8JsonWriter writer, CrmModel model, ImmutableArray<ApprovalDefinition> approvals)
    {
        writer.WriteStartArray("approvals");
        foreach (var approval in approvals)
        {
            writer.WriteStartObject();
            writer.WriteString("name", approval.Name);
            writer.WriteLabel("label", ApprovalLabels.Of(model, approval), model);
            writer.WriteNames("locked", approval.Locked.Select(field => field.Name));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    // For the path of states and its buttons; what a transition demands stands in the rules.
    private static void Processes(Utf8JsonWriter writer, CrmModel model, ImmutableArray<ProcessDefinition> processes)
    {
        writer.WriteStartArray("processes");
        foreach (var process in processes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", process.Name);
            writer.WriteLabel("label", ProcessLabels.Of(model, process), model);
            writer.WriteString("field", process.Field.Name);
            writer.WriteStartArray("states");
            foreach (var state in process.States)
            {
                writer.WriteStartObject();
                writer.WriteString("value", state.Option.Value);
                writer.WriteBoolean("initial", state.IsInitial);
                writer.WriteBoolean("final", state.IsFinal);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("transitions");
            foreach (var transition in process.Transitions)
            {
                writer.WriteStartObject();
                writer.WriteString("name", transition.Name);
                writer.WriteLabel("label", ProcessLabels.Of(model, process, transition), model);
                writer.WriteNames("from", transition.From.Select(option => option.Value));
                writer.WriteString("to", transition.To.Value);
                writer.WriteAsks(transition);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>The fields that a transition asks for: <c>"ask": [{"field", "property", "required"}]</c>.</summary>
    internal static void WriteAsks(this Utf8JsonWriter writer, ProcessTransition transition)
    {
        writer.WriteStartArray("ask");
        foreach (var (field, required) in transition.Asks)
        {
            writer.WriteStartObject();
            writer.WriteString("field", field.Name);
            writer.WriteString("property", JsonInputReader.PropertyOf(field));
            writer.WriteBoolean("required", required);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, CrmModel model, Field field)
    {
        writer.WriteStartObject();
        writer.WriteString("id", field.Id);
        writer.WriteString("name", field.Name);
        // What the field is called in records and queries.
        writer.WriteString("property", JsonInputReader.PropertyOf(field));
        writer.WriteString("type", FieldTypeNames.Of(field.Type));
        writer.WriteLabel("label", field.Label, model);
        writer.WriteReading(field.Reading, model);
        writer.WriteLabel("description", field.Description, model);
        writer.WriteString("origin", JsonNamingPolicy.CamelCase.ConvertName(field.Origin.ToString()));
        writer.WriteBoolean("required", field.Required);
        writer.WriteBoolean("readonly", field.IsReadOnlyToCallers || field.Type == FieldType.AutoNumber);
        if (field.MaxLength is { } length) writer.WriteNumber("maxLength", length);
        if (field.Minimum is { } minimum) writer.WriteNumber("min", minimum);
        if (field.Maximum is { } maximum) writer.WriteNumber("max", maximum);
        if (field.Type is FieldType.Decimal or FieldType.Money or FieldType.Percent)
        {
            writer.WriteNumber("scale", field.Scale);
            writer.WriteNumber("precision", field.Precision);
        }
        if (field.Pattern is not null) writer.WriteString("pattern", field.Pattern);
        if (field.Default is not null) Default(writer, field.Default);
        if (field.Type is FieldType.Choice or FieldType.MultiChoice)
        {
            writer.WriteStartArray("options");
            foreach (var option in field.Options)
            {
                writer.WriteStartObject();
                writer.WriteString("id", option.Id);
                writer.WriteString("value", option.Value);
                writer.WriteLabel("label", option.Label, model);
                writer.WriteReading(option.Reading, model);
                if (option.Color is not null) writer.WriteString("color", option.Color);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        if (field.Target is not null) writer.WriteString("target", field.Target);
        if (field.Via is not null) writer.WriteString("via", field.Via);
        if (field.Type == FieldType.Lookup) writer.WriteString("onDelete", JsonNamingPolicy.CamelCase.ConvertName(field.OnDelete.ToString()));
        writer.WriteEndObject();
    }

    private static void Default(Utf8JsonWriter writer, object value)
    {
        writer.WritePropertyName("default");
        switch (value)
        {
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case DateOnly date: JsonValues.WriteDate(writer, date); break;
            case TimeOnly time: JsonValues.WriteTime(writer, time); break;
            case DateTime instant: JsonValues.WriteDateTime(writer, instant); break;
            case TimeSpan duration: writer.WriteStringValue(RuleConvert.Text(duration)); break;
            case TextSet set: JsonValues.WriteSet(writer, set); break;
            default: writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }
}

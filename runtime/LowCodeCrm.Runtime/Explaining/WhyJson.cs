using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Explanations;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>An explanation as the API gives it. What the reader may not see of other records is masked, and all that was worked out from it.</summary>
/// <param name="mayRead">Whether the reader may see records of an entity.</param>
internal sealed class WhyJson(WhyScene scene, Func<Entity, bool> mayRead)
{
    /// <summary>Children of a node that are told; of the others how many there are.</summary>
    private const int MostChildren = 20;

    private const string Masked = "•••";

    private readonly OutcomeChange changes = new(scene.Words);

    public byte[] Write(WhyAnswer answer)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, ProblemWriter.WriterOptions))
        {
            var first = answer.Parts.FirstOrDefault(part => part.Tree is not null);
            var masked = first is { Role: "value", Full: { } full } && IsMasked(full);
            writer.WriteStartObject();
            writer.WriteString("kind", answer.Kind);
            writer.WriteString("title", answer.Title);
            WhyValues.Write(writer, "value", masked ? null : answer.Value);
            writer.WriteString("shown", masked ? Masked : answer.Value is string state && answer.Kind == "approval" ? state : scene.Values.Write(answer.Value, answer.Type));
            writer.WriteString("summary", answer.Summary);
            writer.WriteNumber("appVersion", answer.AppVersion);
            if (answer.Parts.Select(part => part.Change).FirstOrDefault(change => change is not null) is { } turn) writer.WriteString("change", turn);
            if (answer.Unknown is not null) writer.WriteString("unknown", answer.Unknown);
            if (answer.Origin is { } origin) Origin(writer, origin);
            writer.WritePropertyName("tree");
            if (first is null) writer.WriteNullValue();
            else Node(writer, first.Tree!, first, first.Location!.Source);
            writer.WriteStartArray("parts");
            foreach (var part in answer.Parts) Part(writer, part);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Origin(Utf8JsonWriter writer, WhyOrigin origin)
    {
        writer.WriteStartObject("origin");
        writer.WriteString("at", origin.At);
        writer.WriteString("by", origin.By);
        if (origin.Rule is not null) writer.WriteString("rule", origin.Rule);
        writer.WriteNumber("version", origin.Version);
        writer.WriteNumber("appVersion", origin.AppVersion);
        writer.WriteEndObject();
    }

    private void Part(Utf8JsonWriter writer, WhyPart part)
    {
        writer.WriteStartObject();
        writer.WriteString("role", part.Role);
        if (part.Rule is not null) writer.WriteString("rule", part.Rule);
        writer.WriteString("text", part.Text);
        if (part.Holds is { } holds) writer.WriteBoolean("holds", holds);
        if (part.Message is not null) writer.WriteString("message", part.Message);
        if (part.Change is not null) writer.WriteString("change", part.Change);
        if (!part.Fields.IsEmpty)
        {
            writer.WriteStartArray("fields");
            foreach (var field in part.Fields) writer.WriteStringValue(field);
            writer.WriteEndArray();
        }
        if (part.Location is { } location)
        {
            writer.WriteString("file", location.File);
            writer.WriteNumber("line", location.Start.Line);
        }
        if (part.Full is { } full) Reads(writer, full);
        if (part.Tree is { } tree)
        {
            writer.WritePropertyName("tree");
            Node(writer, tree, part, part.Location!.Source);
        }
        writer.WriteEndObject();
    }

    private void Node(Utf8JsonWriter writer, ExplainNode node, WhyPart part, SourceText source)
    {
        writer.WriteStartObject();
        if (part.Rule is not null) writer.WriteString("rule", part.Rule);
        writer.WriteNumber("version", scene.AppVersion);
        writer.WriteString("file", source.Path);
        writer.WriteNumber("line", source.Position(node.Span.Start).Line);
        writer.WriteStartArray("span");
        writer.WriteNumberValue(node.Span.Start);
        writer.WriteNumberValue(node.Span.End);
        writer.WriteEndArray();
        if (node.Span.End <= source.Text.Length) writer.WriteString("text", source.ToString(node.Span));
        // A record that an aggregate went over stands for itself.
        var item = node.Expression is BoundRecord && node.Value is EntityRecord ? node.Value : null;
        writer.WriteString("words", item is null ? scene.Words.Write(node.Expression) : scene.Values.Write(item, node.Type));
        var masked = node.State == ExplainState.None && IsMasked(node);
        WhyValues.Write(writer, "value", masked ? null : node.Value);
        writer.WriteString("shown", masked ? Masked : scene.Values.Write(node.Value, node.Type));
        if (masked) writer.WriteBoolean("masked", true);
        if (node.State != ExplainState.None) writer.WriteString("state", node.State switch { ExplainState.True => "true", ExplainState.False => "false", _ => "unknown" });
        if (node.Cause is { } cause && !masked)
        {
            writer.WriteStartArray("causes");
            writer.WriteStringValue(cause.For(scene.Context.Locale, scene.Model.DefaultLocale));
            writer.WriteEndArray();
        }
        if (IsLeaf(node) && changes.Of(node, node.State != ExplainState.True) is { } hint) writer.WriteString("hint", hint);
        Reads(writer, node);
        writer.WriteStartArray("children");
        foreach (var child in node.Children.Take(MostChildren))
            Node(writer, child, part, node.Expression is BoundFunctionCall call && ReferenceEquals(child.Expression, call.Function.Body) ? call.Function.Location.Source : source);
        writer.WriteEndArray();
        if (node.Children.Length > MostChildren) writer.WriteNumber("more", node.Children.Length - MostChildren);
        writer.WriteEndObject();
    }

    private static bool IsLeaf(ExplainNode node) => node.State != ExplainState.None && node.Expression is BoundBinary { Operator: >= BinaryOperator.Equal } or BoundIsSet or BoundIn or BoundField;

    /// <summary>Each value that was looked at, once.</summary>
    private void Reads(Utf8JsonWriter writer, ExplainNode root)
    {
        writer.WriteStartArray("reads");
        foreach (var node in Below(root).Where(one => one.Expression is BoundField).DistinctBy(one => scene.Words.Write(one.Expression)).Take(MostChildren))
        {
            var field = (BoundField)node.Expression;
            var masked = !mayRead(field.Entity);
            writer.WriteStartObject();
            writer.WriteString("field", Saving.Input.JsonInputReader.PropertyOf(field.Field));
            writer.WriteString("entity", field.Entity.Name);
            writer.WriteBoolean("own", field.Record is BoundRecord { Symbol.Name: "this" });
            writer.WriteBoolean("derived", field.Field.Origin is FieldOrigin.Computed or FieldOrigin.ComputedOnRead or FieldOrigin.Rollup);
            writer.WriteString("words", scene.Words.Write(field));
            WhyValues.Write(writer, "value", masked ? null : node.Value);
            writer.WriteString("shown", masked ? Masked : scene.Values.Write(node.Value, node.Type));
            if (masked) writer.WriteBoolean("masked", true);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>Not what stands below the records of an aggregate: those tell their own.</summary>
    private static IEnumerable<ExplainNode> Below(ExplainNode node) =>
        node.Expression is BoundAggregate ? [] : node.Children.SelectMany(Below).Prepend(node);

    private bool IsMasked(ExplainNode node) => node.Expression switch
    {
        BoundField field => !mayRead(field.Entity),
        BoundAggregate aggregate => !mayRead(aggregate.Source),
        _ => node.Children.Any(IsMasked),
    };
}

using System.Collections.Immutable;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>A JSON object to the typed values of an entity. Everything wrong with it is collected.</summary>
public sealed class JsonInputReader(InputContext context)
{
    private const int MaxDepth = 4;

    public static readonly JsonDocumentOptions DocumentOptions = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    public RecordInput Read(Entity entity, JsonElement json) => Read(entity, json, via: null, depth: 0);

    private RecordInput Read(Entity entity, JsonElement json, Field? via, int depth)
    {
        var input = new RecordInput(entity);
        if (json.ValueKind != JsonValueKind.Object)
        {
            input.Malformed.Add(new InputProblem("body", "", LocalizedText.Of("The body must be a JSON object with the fields' values.", "本文は項目の値を持つ JSON オブジェクトにしてください。")));
            return input;
        }
        foreach (var property in json.EnumerateObject())
        {
            var name = property.Name;
            if (name.Contains('@')) continue;
            if (FieldOf(entity, name) is not { } field) ReportUnknown(input, name);
            else if (field.Type == FieldType.ChildList) ReadChildren(input, field, property.Value, depth);
            else if (field.Type == FieldType.ManyToMany) ReadLinks(input, field, property.Value);
            else if (via is not null && field.Index == via.Index) continue;
            else if (JsonValueReader.Read(field, property.Value, context, out var value) is { } problem) input.Problems.Add(new InputProblem(problem.Code, name, problem.Message, field));
            else if (!input.Has(field)) input.Set(field, value);
        }
        return input;
    }

    /// <summary>A lookup <c>account</c> is written as <c>account_id</c>; the bare name is taken too, for what $expand gave.</summary>
    public static Field? FieldOf(Entity entity, string name)
    {
        if (entity.Find(name) is { } exact) return exact;
        return name.EndsWith("_id", StringComparison.Ordinal) && entity.Find(name[..^3]) is { IsToOne: true } lookup ? lookup : null;
    }

    /// <summary>The JSON property of a field.</summary>
    public static string PropertyOf(Field field) => field.IsToOne ? field.Name + "_id" : field.Name;

    private void ReadChildren(RecordInput input, Field field, JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Array || depth >= MaxDepth)
        {
            Problem(input, field, ValueProblem.NotAnArray());
            return;
        }
        if (json.GetArrayLength() > context.Limits.ListItems)
        {
            Problem(input, field, ValueProblem.ListTooLong(context.Limits.ListItems));
            return;
        }
        var child = context.Model.TargetOf(field);
        var rows = ImmutableArray.CreateBuilder<ChildRowInput>();
        var seen = new HashSet<Guid>();
        var at = 0;
        foreach (var element in json.EnumerateArray())
        {
            var row = Read(child, element, child.Find(field.Via ?? ""), depth + 1);
            var idAt = row.Values.FindIndex(v => v.Field.Name == SystemFields.Id);
            var id = idAt < 0 ? null : (Guid?)row.Values[idAt].Value;
            if (idAt >= 0) row.Values.RemoveAt(idAt);
            if (id is { } given && !seen.Add(given)) row.Problems.Add(new InputProblem("duplicate", SystemFields.Id, LocalizedText.Of("The row stands in the list twice.", "同じ行が二度指定されています。")));
            var prefix = $"{field.Name}[{at++}]/";
            input.Malformed.AddRange(row.Malformed.Select(p => p with { Target = prefix + p.Target }));
            rows.Add(new ChildRowInput(id, row));
        }
        input.ChildLists.Add(new ChildListInput(field, rows.ToImmutable()));
    }

    private void ReadLinks(RecordInput input, Field field, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            input.Links.Add(new LinkInput(field, []));
            return;
        }
        if (json.ValueKind != JsonValueKind.Array)
        {
            Problem(input, field, ValueProblem.NotAnArray());
            return;
        }
        if (json.GetArrayLength() > context.Limits.ListItems)
        {
            Problem(input, field, ValueProblem.ListTooLong(context.Limits.ListItems));
            return;
        }
        var ids = new List<Guid>();
        foreach (var element in json.EnumerateArray())
        {
            if (JsonValueReader.Id(element, out var id) is { } bad)
            {
                Problem(input, field, bad);
                return;
            }
            if (id is Guid guid) ids.Add(guid);
        }
        input.Links.Add(new LinkInput(field, [.. ids.Distinct()]));
    }

    private static void Problem(RecordInput input, Field field, ValueProblem problem) =>
        input.Problems.Add(new InputProblem(problem.Code, field.Name, problem.Message, field));

    private static void ReportUnknown(RecordInput input, string name)
    {
        var near = Suggestion.Nearest(name, input.Entity.Fields.Select(PropertyOf));
        var shown = name.Length > 60 ? name[..60] + "…" : name;
        input.Malformed.Add(new InputProblem("unknown_property", name, LocalizedText.Of(
            $"{input.Entity.Name} has no field \"{shown}\".{(near is null ? "" : $" Did you mean \"{near}\"?")}",
            $"{input.Entity.Name} に項目「{shown}」はありません。{(near is null ? "" : $"「{near}」ではありませんか。")}")));
    }
}

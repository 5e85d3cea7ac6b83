using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Api;

/// <summary>
/// The <c>changed</c> of <c>$evaluate</c>: every field that the user has entered or cleared since the form was opened. One that is listed and not among the values has
/// been cleared. Any other value is what the form was opened with: of an existing record it stands for the stored one, so that <c>changed(f)</c> is false of it; of a
/// new one it was filled beforehand, and an empty one is filled by its default.
/// </summary>
internal sealed class ChangedFields
{
    private readonly HashSet<int> fields = [];
    private readonly Entity entity;

    /// <summary>Their indices.</summary>
    public IReadOnlySet<int> Fields => fields;

    private ChangedFields(Entity entity) => this.entity = entity;

    /// <exception cref="ApiProblem">It is no list of names of the entity's fields.</exception>
    public static ChangedFields Read(Entity entity, JsonElement json)
    {
        var changed = new ChangedFields(entity);
        if (json.ValueKind != JsonValueKind.Array) throw NotNames();
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not { } name) throw NotNames();
            // A lookup may be named as it is written, or as the rules call it.
            var field = entity.Find(name) ?? entity.Fields.FirstOrDefault(f => JsonInputReader.PropertyOf(f) == name)
                ?? throw ApiProblem.Malformed($"\"changed\": '{entity.Name}' has no field '{name}'.", $"\"changed\": 「{entity.Name}」に項目「{name}」はありません。", "changed");
            changed.fields.Add(field.Index);
        }
        return changed;
    }

    /// <summary>Leaves in the input what counts, and adds what the user has cleared.</summary>
    public void ApplyTo(RecordInput input, bool isNew)
    {
        input.Values.RemoveAll(value => !fields.Contains(value.Field.Index) && (value.Field.IsReadOnlyToCallers || isNew && value.Value is null));
        foreach (var field in fields.Order().Select(index => entity.Fields[index]))
            if (field.IsStored && !field.IsReadOnlyToCallers && !input.Has(field) && !input.Problems.Exists(problem => problem.Field?.Index == field.Index)) input.Set(field, null);
    }

    private static ApiProblem NotNames() => ApiProblem.Malformed("\"changed\" is a list of names of fields.", "\"changed\" には項目名の一覧を指定してください。", "changed");
}

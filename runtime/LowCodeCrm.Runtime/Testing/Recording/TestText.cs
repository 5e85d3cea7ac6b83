using System.Text;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Testing.Recording;

/// <summary>A scene as the text of a test, and what was observed of it as expectations.</summary>
internal sealed class TestText(RecordedScene scene, CrmModel model, string name, TextMask mask)
{
    /// <summary>What was there and what is done.</summary>
    public string Opening()
    {
        var text = new StringBuilder();
        text.Append($"test {name} for {scene.Main.Entity.Name} {{\n  clock {RuleLiterals.Instant(scene.At)}\n");
        foreach (var given in scene.Givens) text.Append($"  given {given.Entity.Name} {given.Name} = {{ {Assignments(given.Entity, given.Values, NameOf)} }}\n");
        var main = scene.Main;
        if (scene.Transition is { } transition) text.Append($"  when transition {transition} on {main.Name}\n");
        else text.Append($"  when {(scene.IsCreate ? "create" : "update")} {(scene.IsCreate ? main.Entity.Name + " " : "")}{main.Name} {{ {Assignments(main.Entity, scene.Entered, NameOf)} }}\n");
        return text.ToString();
    }

    public string Whole(TestObservation seen) => RulesFormatter.Format($"{Opening()}{Expectations(seen)}}}\n");

    private string Expectations(TestObservation seen)
    {
        if (seen.Outcome is Rejected { Violations: [var first, ..] violations })
        {
            var by = violations.FirstOrDefault(one => one.Rule is not null) ?? first;
            var at = by.Fields.Select(property => JsonInputReader.FieldOf(scene.Main.Entity, property)?.Name).OfType<string>().ToArray();
            var rule = by.Rule ?? by.Code;
            return $"  then rejected by {(rule.All(c => char.IsLetterOrDigit(c) || c == '_') ? rule : TextLiteral.Of(rule))}{(at.Length > 0 ? $" at {string.Join(", ", at)}" : "")}\n  then no effects\n";
        }
        if (seen.Outcome is not { IsSuccess: true }) return "  then rejected\n";
        var text = new StringBuilder();
        var changed = Changed(scene.Main.Entity, seen.Before.GetValueOrDefault(scene.Main.Name), seen.After.GetValueOrDefault(scene.Main.Name), scene.Entered.Select(one => one.Field.Index)).ToArray();
        foreach (var one in changed) text.Append($"  then {scene.Main.Name}.{one.Field.Name} = {one.Text}\n");
        // What goes outside is told by tests that are written for it.
        if (!seen.HasOutside) text.Append(Effects(seen));
        return text.ToString();
    }

    private string Effects(TestObservation seen)
    {
        var lines = seen.Effects.Select(one => Effect(one.Event, one.Record, seen)).OfType<string>().ToArray();
        return lines.Length == 0 ? "  then no effects\n" : $"  then effects {{\n{string.Concat(lines.Select(line => $"    {line}\n"))}  }}\n";
    }

    private string? Effect(ChangeEvent happened, EntityRecord? record, TestObservation seen)
    {
        if (model.Entities.FirstOrDefault(one => one.Id == happened.EntityId) is not { } entity) return null;
        var known = seen.After.Concat(seen.Before).FirstOrDefault(one => one.Value.Id == happened.Id).Key;
        string? Named(Guid id) => seen.After.FirstOrDefault(one => one.Value.Id == id).Key;
        switch (happened.Kind)
        {
            case "create" when record is not null:
                var values = entity.Fields.Where(field => field is { Origin: FieldOrigin.Entered, IsStored: true } && field.Type != FieldType.AutoNumber && RuleLiterals.Has(field) && record.GetValue(field.Index) is not null)
                    .Select(field => (field, record.GetValue(field.Index))).ToList();
                return $"create {entity.Name} {{ {Assignments(entity, values, Named, masked: false)} }}";
            case "update":
                var changes = record is not null && known is not null ? Changed(entity, seen.Before.GetValueOrDefault(known), record, []).Where(one => one.Field.Origin == FieldOrigin.Entered).Select(one => $"{one.Field.Name}: {one.Text}") : [];
                return $"update {known ?? entity.Name} {{ {string.Join(", ", changes)} }}";
            case "delete": return $"delete {known ?? entity.Name}";
            default: return null;
        }
    }

    /// <summary>What rules brought about, as far as it is stored and can be written.</summary>
    private IEnumerable<(Field Field, string Text)> Changed(Entity entity, EntityRecord? before, EntityRecord? after, IEnumerable<int> entered)
    {
        if (after is null) yield break;
        var known = entered.ToHashSet();
        foreach (var field in entity.Fields)
        {
            if (!field.IsStored || field.Origin == FieldOrigin.System || field.Type == FieldType.AutoNumber || known.Contains(field.Index) || !RuleLiterals.Has(field) || field.Type == FieldType.Lookup) continue;
            if (Equals(before?.GetValue(field.Index), after.GetValue(field.Index))) continue;
            if (RuleLiterals.Of(field, after.GetValue(field.Index), _ => null) is { } text) yield return (field, text);
        }
    }

    private string Assignments(Entity entity, List<(Field Field, object? Value)> values, Func<Guid, string?> nameOf, bool masked = true) =>
        string.Join(", ", values.Select(one => (one.Field, Text: RuleLiterals.Of(one.Field, masked ? mask.Of(entity, one.Field, one.Value) : one.Value, nameOf))).Where(one => one.Text is not null).Select(one => $"{one.Field.Name}: {one.Text}"));

    private string? NameOf(Guid id) => scene.Givens.Find(one => one.Id == id)?.Name;
}

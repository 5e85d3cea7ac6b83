using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Schema;

/// <summary>What changes for people between two versions, matched by id: a rename is never guessed from shape.</summary>
public static class ModelDiff
{
    /// <summary>Additions and removals of entities first, then what became of each that stayed.</summary>
    public static IEnumerable<ModelChange> Between(CrmModel oldModel, CrmModel newModel)
    {
        var before = oldModel.Entities.Where(e => !e.IsSystem).ToDictionary(e => e.Id, StringComparer.Ordinal);
        var after = newModel.Entities.Where(e => !e.IsSystem).ToDictionary(e => e.Id, StringComparer.Ordinal);
        foreach (var entity in after.Values.Where(e => !before.ContainsKey(e.Id))) yield return new ModelChange("addEntity", entity.Name);
        foreach (var entity in before.Values.Where(e => !after.ContainsKey(e.Id)))
            yield return Loss("removeEntity", entity.Name,
                $"All records of {entity.Name} can no longer be reached; its table stays until a clean-up.",
                $"{entity.Name} のすべてのレコードに到達できなくなります。テーブルは後の整理まで残ります。");
        foreach (var entity in after.Values.Where(e => before.ContainsKey(e.Id)))
            foreach (var change in OfEntity(before[entity.Id], entity, old => Known(old, oldModel, newModel)))
                yield return change;
    }

    /// <summary>An earlier version's field, where it leads called as the later version calls it: what is renamed leads no field elsewhere.</summary>
    public static Field Known(Field old, CrmModel before, CrmModel after)
    {
        if (old.Target is not { } name || before.Find(name) is not { } target || after.Entities.FirstOrDefault(e => e.Id == target.Id) is not { } now) return old;
        var via = old.Via is { } lookup && target.Find(lookup) is { } known ? now.Fields.FirstOrDefault(f => f.Id == known.Id)?.Name ?? old.Via : old.Via;
        return now.Name == name && via == old.Via ? old : old with { Target = now.Name, Via = via };
    }

    /// <summary>Whether a field names other records than before: by a lookup, by links, or by the lookup of its rows.</summary>
    public static bool LeadsElsewhere(Field old, Field field) =>
        (field.IsToOne || field.Type is FieldType.ManyToMany or FieldType.ChildList) && (old.Target != field.Target || old.Type == field.Type && old.Via != field.Via);

    private static IEnumerable<ModelChange> OfEntity(Entity old, Entity entity, Func<Field, Field> known)
    {
        if (old.Name != entity.Name) yield return new ModelChange("renameEntity", entity.Name);
        if (!old.Keys.Select(Key).Order(StringComparer.Ordinal).SequenceEqual(entity.Keys.Select(Key).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            yield return new ModelChange("changeKeys", entity.Name) { Risk = ChangeRisk.Low };

        var before = old.Fields.ToDictionary(f => f.Id, StringComparer.Ordinal);
        var after = entity.Fields.ToDictionary(f => f.Id, StringComparer.Ordinal);
        foreach (var field in after.Values.Where(f => !before.ContainsKey(f.Id)))
            yield return new ModelChange("addField", $"{entity.Name}.{field.Name}") { Risk = field.Required ? ChangeRisk.Low : ChangeRisk.None };
        foreach (var field in before.Values.Where(f => !after.ContainsKey(f.Id)))
            yield return HoldsEntries(field)
                ? Loss("removeField", $"{entity.Name}.{field.Name}",
                    $"The values of {entity.Name}.{field.Name} can no longer be reached; its column stays until a clean-up.",
                    $"{entity.Name}.{field.Name} の値に到達できなくなります。列は後の整理まで残ります。")
                : new ModelChange("removeField", $"{entity.Name}.{field.Name}");
        foreach (var field in after.Values.Where(f => before.ContainsKey(f.Id)))
            foreach (var change in OfField(entity, known(before[field.Id]), field))
                yield return change;
    }

    private static IEnumerable<ModelChange> OfField(Entity entity, Field old, Field field)
    {
        var target = $"{entity.Name}.{field.Name}";
        if (old.Name != field.Name) yield return new ModelChange("renameField", target);
        if (old.Required != field.Required) yield return new ModelChange(field.Required ? "requireField" : "unrequireField", target) { Risk = field.Required ? ChangeRisk.Low : ChangeRisk.None };
        if (field.MaxLength < (old.MaxLength ?? int.MaxValue)) yield return new ModelChange("shortenField", target) { Risk = ChangeRisk.Low };
        if (old.Type != field.Type || old.Scale != field.Scale || LeadsElsewhere(old, field)) yield return Retyped(target, old, field);
        foreach (var option in old.Options)
        {
            var kept = field.Options.FirstOrDefault(o => o.Id == option.Id);
            if (kept is null && field.Type is (FieldType.Choice or FieldType.MultiChoice))
                yield return Loss("removeOption", $"{target}.{option.Value}",
                    $"Records whose {target} is {option.Value} lose that value.",
                    $"{target} が {option.Value} のレコードは、その値を失います。");
            else if (kept is not null && kept.Value != option.Value)
                yield return new ModelChange("renameOption", $"{target}.{kept.Value}");
        }
        foreach (var option in field.Options.Where(o => old.Options.All(was => was.Id != o.Id))) yield return new ModelChange("addOption", $"{target}.{option.Value}");
    }

    private static ModelChange Retyped(string target, Field old, Field field)
    {
        if (!HoldsEntries(old) || ValueConversion.IsNone(old, field)) return new ModelChange("changeType", target);
        if (ValueConversion.IsLossless(old, field)) return new ModelChange("changeType", target) { Risk = ChangeRisk.Low };
        if (old.Type == FieldType.ManyToMany)
            return Loss("changeType", target,
                $"The links of {target} are no longer shown; they stay in the database until a clean-up.",
                $"{target} のリンクは表示されなくなります。データベースには後の整理まで残ります。");
        return ValueConversion.Exists(old, field)
            ? Loss("changeType", target,
                $"Values of {target} that do not fit the new type are rounded or become empty; the old column stays until a clean-up.",
                $"{target} の値のうち新しい型に合わないものは丸められるか空になります。元の列は後の整理まで残ります。")
            : Loss("changeType", target,
                $"The values of {target} cannot be converted and become empty; the old column stays until a clean-up.",
                $"{target} の値は変換できないため空になります。元の列は後の整理まで残ります。");
    }

    /// <summary>What rules derive can be derived again.</summary>
    private static bool HoldsEntries(Field field) => field.Origin == FieldOrigin.Entered && field.Type != FieldType.ChildList;

    private static string Key(System.Collections.Immutable.ImmutableArray<string> key) => string.Join(' ', key);

    private static ModelChange Loss(string kind, string target, string en, string ja) => new(kind, target) { Risk = ChangeRisk.DataLoss, Loses = LocalizedText.Of(en, ja) };
}

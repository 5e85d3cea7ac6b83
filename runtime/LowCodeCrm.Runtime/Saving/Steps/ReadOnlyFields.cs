using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Fields that callers may send back, but not change.</summary>
internal static class ReadOnlyFields
{
    public static void Check(SaveUnit unit, RecordSave save, List<Violation> violations)
    {
        foreach (var row in save.Rows)
        {
            if (row.IsByRule || row.IsRemoved) continue;
            var rules = row.Access.Rules.FieldStates;
            Dictionary<int, string>? locked = null;
            if (!row.IsCreate)
                for (var i = 0; i < rules.Length; i++)
                {
                    if (rules[i].Kind != FieldStateKind.ReadOnly) continue;
                    unit.Running(rules[i]);
                    if (!row.Access.Program.FieldStates[i](row.Stored!, row.Stored, unit.Context)) continue;
                    foreach (var field in rules[i].Fields) (locked ??= []).TryAdd(field.Index, rules[i].Name);
                }
            // A value that may not change is taken out of the input, so that the rules below see the record as it would stay.
            for (var i = row.Input.Values.Count - 1; i >= 0; i--)
            {
                var (field, value) = row.Input.Values[i];
                string? rule = null;
                var isLocked = locked is not null && locked.TryGetValue(field.Index, out rule);
                var isPlatforms = field.IsReadOnlyToCallers || field.Type == FieldType.AutoNumber && !row.IsCreate;
                if (!isLocked && !isPlatforms) continue;
                row.Input.Values.RemoveAt(i);
                if (field.Origin == FieldOrigin.ComputedOnRead || IsSame(row, field, value)) continue;
                violations.Add(SaveMessages.ReadOnly(unit.Caller.Locale, row, field, rule));
            }
        }
    }

    private static bool IsSame(RecordSave row, Field field, object? value) => InputValues.AreEqual(row.Old(field), value);
}

using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>What differs from what is stored. Nothing changed: nothing is written.</summary>
internal static class Changes
{
    public static bool Find(SaveUnit unit, RecordSave save)
    {
        var any = false;
        foreach (var row in save.Rows)
        {
            row.IsChanged = row.IsRemoved || row.IsCreate;
            if (!row.IsRemoved && !row.IsCreate)
                foreach (var field in row.Access.Stored)
                {
                    if (field.Origin == FieldOrigin.System && field.Name != SystemFields.Owner) continue;
                    if (row.Access.Module.FieldEquals(field.Index, row.Stored!, row.Record)) continue;
                    row.Changed[field.Index] = row.IsChanged = true;
                }
            if (!row.IsRemoved && row.Input.Links.Exists(l => Links.Differ(unit, row, l))) row.IsChanged = true;
            any |= row.IsChanged || row.TransitionEffects.Count > 0;
        }
        // Adding or removing a row is a change of its parent too: its ETag moves.
        foreach (var row in save.Rows)
            if (row.Children.Exists(c => c.IsChanged)) row.IsChanged = true;
        return any;
    }
}

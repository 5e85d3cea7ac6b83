using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>The stored record and the stored rows of its child lists.</summary>
internal static class Loading
{
    /// <returns>False where there is no such record.</returns>
    public static bool Load(SaveUnit unit, RecordSave save)
    {
        if (save.Request.Kind == SaveKind.Create)
        {
            save.Record = save.Access.Module.NewRecord();
            save.Record.Id = save.Request.Id == Guid.Empty ? unit.NewId() : save.Request.Id;
        }
        else
        {
            save.Stored = unit.Records.Load(save.Entity.Index, save.Request.Id);
            if (save.Stored is null) return false;
            save.Record = save.Stored.Clone();
        }
        foreach (var list in save.Input.ChildLists) LoadChildren(unit, save, list);
        return true;
    }

    public static Conflict? ConflictOf(RecordSave save)
    {
        if (save.Request.IfMatch is not { } seen || save.Stored is not { } stored || stored.Version == seen) return null;
        var sent = stored.Clone();
        foreach (var (field, value) in save.Input.Values)
            if (field.IsStored) sent.SetValue(field.Index, value);
        return new Conflict(stored, sent, [.. save.Access.Stored.Where(f => !save.Access.Module.FieldEquals(f.Index, stored, sent))]);
    }

    private static void LoadChildren(SaveUnit unit, RecordSave save, Input.ChildListInput list)
    {
        var child = unit.App.Model.TargetOf(list.Field);
        var via = child.Field(list.Field.Via!);
        var stored = save.IsCreate ? [] : unit.Records.Related(child.Index, via.Index, save.Record.Id).ToDictionary(r => r.Id);
        var access = unit.Access.Of(child);
        var kept = new HashSet<Guid>();
        foreach (var (row, at) in list.Rows.Select((row, at) => (row, at)))
        {
            var path = $"{save.Path}{list.Field.Name}[{at}]/";
            if (row.Id is { } id && !stored.ContainsKey(id))
            {
                save.Input.Problems.Add(new Input.InputProblem("not_found", $"{list.Field.Name}[{at}]/id",
                    Engine.Diagnostics.LocalizedText.Of("The list has no row with this id.", "この ID の行は一覧にありません。"), list.Field));
                continue;
            }
            var request = new SaveRequest(row.Id is null ? SaveKind.Create : SaveKind.Update, child, row.Id ?? Guid.Empty) { Input = row.Input, ByRule = save.Request.ByRule };
            var childSave = new RecordSave(access, request) { Path = path, Via = via };
            if (row.Id is { } known)
            {
                kept.Add(known);
                childSave.Stored = stored[known];
                childSave.Record = childSave.Stored.Clone();
            }
            else
            {
                childSave.Record = access.Module.NewRecord();
                childSave.Record.Id = unit.NewId();
                childSave.Record.SetValue(via.Index, save.Record.Id);
                childSave.Given[via.Index] = true;
            }
            foreach (var nested in row.Input.ChildLists) LoadChildren(unit, childSave, nested);
            save.Children.Add(childSave);
        }
        foreach (var gone in stored.Values.Where(r => !kept.Contains(r.Id)))
            save.Children.Add(new RecordSave(access, SaveRequest.Delete(child, gone.Id)) { Stored = gone, Record = gone, Via = via, IsRemoved = true, Path = $"{save.Path}{list.Field.Name}/" });
    }
}

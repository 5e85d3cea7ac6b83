using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Puts what was sent into the record.</summary>
internal static class InputValues
{
    private static readonly Statement SelectFile = new(
        "SELECT \"name\", \"type\", \"size\", \"created_by\", \"record_id\" FROM \"$file\" WHERE \"id\" = @p0", 1);

    public static void Apply(SaveUnit unit, RecordSave save, List<Violation> violations)
    {
        foreach (var row in save.Rows)
        {
            if (row.IsRemoved) continue;
            foreach (var problem in row.Input.Problems)
                violations.Add(new Violation(problem.Code, SaveMessages.ForField(unit.Caller.Locale, problem.Field, problem.Message), [row.Path + problem.Target]));
            foreach (var (field, value) in row.Input.Values)
            {
                var taken = value;
                if (value is FileValue { Size: < 0 } file) taken = Known(unit, row, field, file, violations);
                else if (value is Guid id && field.IsToOne && !(row.IsByRule && field.Type == FieldType.User) && !Names(unit, row, field, id)) violations.Add(SaveMessages.NoSuchRecord(unit.Caller.Locale, unit.App.Model, row, field));
                if (row.Via?.Index == field.Index) continue;
                row.Record.SetValue(field.Index, taken);
                row.Given[field.Index] = true;
            }
            foreach (var link in row.Input.Links)
                foreach (var id in link.Ids)
                    if (!unit.Records.Exists(unit.App.Model.TargetOf(link.Field).Index, id))
                    {
                        violations.Add(SaveMessages.NoSuchRecord(unit.Caller.Locale, unit.App.Model, row, link.Field));
                        break;
                    }
        }
    }

    /// <summary>Of a form: what its user has not changed stands for what is stored, so that rules that ask for changes see none.</summary>
    public static void TakeAsStored(RecordSave save, IReadOnlySet<int> changed)
    {
        if (save.Stored is not { } stored) return;
        var opened = stored.Clone();
        // A file is known by its id alone; its stored value says more.
        save.Input.Values.RemoveAll(value =>
        {
            if (changed.Contains(value.Field.Index)) return false;
            if (value.Field.IsStored && value.Value is not FileValue) opened.SetValue(value.Field.Index, value.Value);
            return true;
        });
        save.Stored = opened;
        save.Record = opened.Clone();
    }

    public static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (FileValue x, FileValue y) => x.Id == y.Id,
        _ => Equals(a, b),
    };

    // What stays as it was need not exist any more: its record may be in the recycle bin.
    private static bool Names(SaveUnit unit, RecordSave row, Field field, Guid id) =>
        row.Old(field) is Guid old && old == id || unit.Records.Exists(unit.App.Model.TargetOf(field).Index, id);

    private static FileValue? Known(SaveUnit unit, RecordSave row, Field field, FileValue sent, List<Violation> violations)
    {
        if (row.Old(field) is FileValue old && old.Id == sent.Id) return old;
        using var reader = unit.Prepare(SelectFile).Bind([unit.Codec.ToGuid(sent.Id)]).ExecuteReader();
        // Knowing an id gives nobody a file: it is taken from its uploader, once.
        if (reader.Read() && unit.Codec.ReadGuid(reader, 4) is var holder && (holder is null || holder == row.Record.Id) && (row.IsByRule || unit.Codec.ReadGuid(reader, 3) == unit.Caller.UserId))
            return new FileValue(sent.Id, reader.GetString(0), reader.GetString(1), reader.GetInt64(2));
        violations.Add(new Violation("not_found", SaveMessages.ForField(unit.Caller.Locale, field, Input.ValueProblem.NotAFile().Message), [row.Path + field.Name]));
        return null;
    }
}

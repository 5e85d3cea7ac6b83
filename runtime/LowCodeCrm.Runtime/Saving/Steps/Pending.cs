namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Lets rules that look around see the records being saved, before the database holds them.</summary>
internal readonly struct Pending(SaveUnit unit, int count, RecordSave save) : IDisposable
{
    public static Pending Show(SaveUnit unit, RecordSave save)
    {
        var count = unit.Records.Pending.Count;
        foreach (var row in save.Rows)
        {
            unit.Records.Pending.Add(row.Record);
            foreach (var link in row.Input.Links) unit.PendingLinks[(row.Record.Id, link.Field.Id)] = link.Ids;
            if (row.IsRemoved) unit.Removing(row.Record.Id);
        }
        return new Pending(unit, count, save);
    }

    public void Dispose()
    {
        unit.Records.Pending.RemoveRange(count, unit.Records.Pending.Count - count);
        foreach (var row in save.Rows)
        {
            foreach (var link in row.Input.Links) unit.PendingLinks.Remove((row.Record.Id, link.Field.Id));
            if (row.IsRemoved) unit.Removed(row.Record.Id);
        }
    }
}

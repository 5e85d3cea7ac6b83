using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Import;

/// <summary>
/// Loads the data that a package brings along, once, when it is installed. Cut short, it goes on with the first row that is not in yet. Where app.json says on
/// which day the data were true (<c>dataAsOf</c>), all dates are moved along with the calendar, so that what was planned for next week still is.
/// </summary>
public sealed class DataSeeder(Importer importer, UserSeeder users, TimeProvider clock)
{
    /// <summary>Imports what is left of <c>data/ENTITY.csv</c>, what lookups name before what names it. Nothing where all is loaded.</summary>
    /// <returns>A report for each file, by its path; rejected rows are for the operator to see.</returns>
    public async Task<IReadOnlyList<(string File, ImportReport Report)>> SeedAsync(AppLease lease, CancellationToken cancellationToken)
    {
        var reports = new List<(string, ImportReport)>();
        SeedProgress? progress;
        await using (var connection = await lease.Database.OpenReadAsync(cancellationToken)) progress = SeedProgress.Read(connection);
        if (progress is null) return reports;
        var model = lease.App.Model;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(model.TimeZone);
        progress = progress with { Days = progress.Days ?? (model.DataAsOf is { } asOf ? DateShift.DaysBetween(asOf, clock.GetUtcNow(), zone) : 0) };
        var shift = progress.Days is var days and not 0 ? new DateShift(days.Value, zone) : null;
        await users.SeedAsync(lease, cancellationToken);
        foreach (var entity in InOrder(model))
        {
            var path = $"data/{entity.Name}.csv";
            if (progress.Done.Contains(entity.Id) || !lease.App.Package.Files.TryGetValue(path, out var file)) continue;
            var options = new ImportOptions(ImportMode.Upsert, [], DryRun: false)
            {
                Shift = shift,
                SkipRows = progress.Entity == entity.Id ? progress.Rows : 0,
                Progress = (session, rows) => (progress with { Entity = entity.Id, Rows = rows }).Write(session),
            };
            ImportReport report;
            try
            {
                report = await importer.ImportCsvAsync(lease, Caller.System, entity, [.. file.Content], options, cancellationToken);
            }
            catch (ImportFormatException problem)
            {
                report = new ImportReport(0, 0, 0, [new RejectedRow(1, problem.Column, problem.Message)], Guid.Empty);
            }
            reports.Add((path, report));
            progress = progress with { Done = progress.Done.Add(entity.Id), Entity = null, Rows = 0 };
            await WriteAsync(lease, progress.Write, cancellationToken);
        }
        await WriteAsync(lease, SeedProgress.End, cancellationToken);
        return reports;
    }

    private static Task WriteAsync(AppLease lease, Action<WriteSession> write, CancellationToken cancellationToken) => lease.Database.WriteAsync((session, _) =>
    {
        write(session);
        return ValueTask.FromResult(true);
    }, cancellationToken);

    private static List<Entity> InOrder(CrmModel model)
    {
        var order = new List<Entity>();
        var visited = new HashSet<int>();
        foreach (var entity in model.Entities) Visit(entity);
        return order;

        void Visit(Entity entity)
        {
            if (entity.IsSystem || !visited.Add(entity.Index)) return;
            foreach (var lookup in entity.Fields.Where(f => f.Type == FieldType.Lookup && f.Target is not null)) Visit(model.TargetOf(lookup));
            order.Add(entity);
        }
    }
}

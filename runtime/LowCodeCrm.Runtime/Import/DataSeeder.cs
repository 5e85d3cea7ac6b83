using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Import;

/// <summary>Loads the data that a package brings along, once, when it is installed.</summary>
public sealed class DataSeeder(Importer importer)
{
    /// <summary>Imports <c>data/ENTITY.csv</c>, what lookups name before what names it.</summary>
    /// <returns>A report for each file, by its path; rejected rows are for the operator to see.</returns>
    public async Task<IReadOnlyList<(string File, ImportReport Report)>> SeedAsync(AppLease lease, CancellationToken cancellationToken)
    {
        var reports = new List<(string, ImportReport)>();
        foreach (var entity in InOrder(lease.App.Model))
        {
            var path = $"data/{entity.Name}.csv";
            if (!lease.App.Package.Files.TryGetValue(path, out var file)) continue;
            ImportReport report;
            try
            {
                report = await importer.ImportCsvAsync(lease, Caller.System, entity, [.. file.Content], new ImportOptions(ImportMode.Upsert, [], DryRun: false), cancellationToken);
            }
            catch (ImportFormatException problem)
            {
                report = new ImportReport(0, 0, 0, [new RejectedRow(1, problem.Column, problem.Message)], Guid.Empty);
            }
            reports.Add((path, report));
        }
        return reports;
    }

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

using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Export;

/// <param name="ByteOrderMark">Before CSV, so that spreadsheets take it for UTF-8.</param>
/// <param name="Guard">Whether texts that a spreadsheet would run as formulas get an apostrophe.</param>
public sealed record CsvExportOptions(bool ByteOrderMark, bool Guard);

/// <summary>
/// Writes the records of a query page by page: neither the whole answer nor a database connection is held while a client takes its time. Each page is one
/// state of the database; records saved meanwhile may be in it or not, none is there twice unless what it is ordered by changes.
/// </summary>
public sealed class Exporter(AppLease lease, QueryRunner runner)
{
    private const int PageSize = 1_000;

    /// <summary>The columns of a table: in the order of <c>$select</c>, else of the entity; lists have no place in it.</summary>
    public static ImmutableArray<Field> ColumnsOf(Entity entity, QueryOptions options)
    {
        var names = options.All.GetValueOrDefault("$select", "*").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var fields = names.Length == 0 || names.Contains("*") ? entity.Fields : [.. names.Select(name => JsonInputReader.FieldOf(entity, name)).OfType<Field>().DistinctBy(f => f.Index)];
        ImmutableArray<Field> columns = [.. fields.Where(f => f.Type is not (FieldType.ChildList or FieldType.ManyToMany))];
        return columns.IsEmpty ? throw QueryProblems.Unsupported("$select", "nothing but lists in CSV; export ndjson") : columns;
    }

    /// <summary>The query of an export; its mistakes are said before the first byte is written.</summary>
    /// <exception cref="Api.ApiProblem">400: the query cannot be read or answered.</exception>
    public QueryOptions Check(Entity entity, string? queryString, bool isTable)
    {
        var options = QueryOptions.Parse(queryString, QueryLimits.Default);
        foreach (var refused in (string[])["$apply", "$count", "$skiptoken"])
            if (options.All.ContainsKey(refused)) throw QueryProblems.Unsupported(refused, "use with $export");
        if (isTable && options.All.ContainsKey("$expand")) throw QueryProblems.Unsupported("$expand", "use with format=csv; export ndjson");
        runner.Check(entity, options);
        return options;
    }

    /// <summary>One JSON object a line, as lists have them.</summary>
    public async Task NdjsonAsync(Entity entity, QueryOptions options, PipeWriter output, CancellationToken cancellationToken)
    {
        await PagesAsync(entity, options, output, row =>
        {
            var span = output.GetSpan(row.Length + 1);
            row.Span.CopyTo(span);
            span[row.Length] = (byte)'\n';
            output.Advance(row.Length + 1);
        }, cancellationToken);
    }

    /// <param name="entity">What is exported.</param>
    /// <param name="fields">The columns.</param>
    /// <param name="options">The query.</param>
    /// <param name="csv">How texts are written.</param>
    /// <param name="output">Gets UTF-8.</param>
    public async Task CsvAsync(Entity entity, ImmutableArray<Field> fields, QueryOptions options, CsvExportOptions csv, PipeWriter output, CancellationToken cancellationToken)
    {
        var lookups = new Dictionary<int, LookupNames>();
        foreach (var target in fields.Where(f => f.IsToOne).Select(lease.App.Model.TargetOf).DistinctBy(t => t.Index))
            lookups[target.Index] = await LookupNames.LoadAsync(lease, target, cancellationToken);
        var columns = new CsvColumns(lease.App.Model, fields, lookups, csv.Guard);
        var text = new StringBuilder(csv.ByteOrderMark ? "\uFEFF" : "");
        CsvText.Append(text, columns.Headers);
        var cells = new string?[columns.Headers.Length];
        Flush();
        await PagesAsync(entity, options, output, row =>
        {
            using var json = JsonDocument.Parse(row);
            columns.Fill(json.RootElement, cells);
            CsvText.Append(text, cells);
            Flush();
        }, cancellationToken);

        void Flush()
        {
            foreach (var chunk in text.GetChunks()) Encoding.UTF8.GetBytes(chunk.Span, output);
            text.Clear();
        }
    }

    private async Task PagesAsync(Entity entity, QueryOptions options, PipeWriter output, Action<ReadOnlyMemory<byte>> row, CancellationToken cancellationToken)
    {
        PageToken? token = null;
        do
        {
            token = await runner.PageAsync(entity, options, token, PageSize, row, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        while (token is not null);
    }
}

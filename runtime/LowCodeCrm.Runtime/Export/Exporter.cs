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

    /// <summary>Records of one query where they are named by id.</summary>
    private const int IdsAtOnce = 200;

    /// <summary>The columns of a table: in the order of <c>$select</c>, else of the entity; lists have no place in it.</summary>
    public static ImmutableArray<Field> ColumnsOf(Entity entity, QueryOptions options)
    {
        var names = options.All.GetValueOrDefault("$select", "*").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var fields = names.Length == 0 || names.Contains("*") ? entity.Fields : [.. names.Select(name => JsonInputReader.FieldOf(entity, name)).OfType<Field>().DistinctBy(f => f.Index)];
        ImmutableArray<Field> columns = [.. fields.Where(f => f.Type is not (FieldType.ChildList or FieldType.ManyToMany))];
        return columns.IsEmpty ? throw QueryProblems.Unsupported("$select", "nothing but lists in a table; export ndjson") : columns;
    }

    /// <summary>The query of an export; its mistakes are said before the first byte is written.</summary>
    /// <exception cref="Api.ApiProblem">400: the query cannot be read or answered.</exception>
    public QueryOptions Check(Entity entity, string? queryString, bool isTable)
    {
        var options = QueryOptions.Parse(queryString, QueryLimits.Default);
        foreach (var refused in (string[])["$apply", "$count", "$skiptoken"])
            if (options.All.ContainsKey(refused)) throw QueryProblems.Unsupported(refused, "use with $export");
        if (isTable && options.All.ContainsKey("$expand")) throw QueryProblems.Unsupported("$expand", "use with a table; export ndjson");
        runner.Check(entity, options);
        return options;
    }

    /// <summary>The queries of an export: one, or for certain records several, in the order of their ids.</summary>
    /// <param name="options">As checked.</param>
    /// <param name="ids">Null: all that the query finds.</param>
    /// <exception cref="Api.ApiProblem">400: the query says itself which records are meant.</exception>
    public static ImmutableArray<QueryOptions> QueriesOf(QueryOptions options, IReadOnlyList<Guid>? ids)
    {
        if (ids is null) return [options];
        foreach (var refused in (string[])["$filter", "$top", "$skip"])
            if (options.All.ContainsKey(refused)) throw QueryProblems.Unsupported(refused, "use with ids");
        return [.. ids.Chunk(IdsAtOnce).Select(chunk => options.With("$filter", $"id in ({string.Join(',', chunk)})"))];
    }

    /// <summary>One JSON object a line, as lists have them.</summary>
    public Task NdjsonAsync(Entity entity, ImmutableArray<QueryOptions> queries, PipeWriter output, CancellationToken cancellationToken) => PagesAsync(entity, queries, output, row =>
    {
        var span = output.GetSpan(row.Length + 1);
        row.Span.CopyTo(span);
        span[row.Length] = (byte)'\n';
        output.Advance(row.Length + 1);
    }, cancellationToken);

    /// <param name="entity">What is exported.</param>
    /// <param name="fields">The columns.</param>
    /// <param name="queries">The records.</param>
    /// <param name="csv">How texts are written.</param>
    /// <param name="output">Gets UTF-8.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CsvAsync(Entity entity, ImmutableArray<Field> fields, ImmutableArray<QueryOptions> queries, CsvExportOptions csv, PipeWriter output, CancellationToken cancellationToken)
    {
        var columns = await TextsAsync(fields, csv.Guard, cancellationToken);
        var text = new StringBuilder(csv.ByteOrderMark ? "\uFEFF" : "");
        CsvText.Append(text, columns.Headers);
        var cells = new string?[columns.Headers.Length];
        Flush();
        await PagesAsync(entity, queries, output, row =>
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

    /// <summary>An XLSX workbook of the same cells, headed by labels.</summary>
    /// <param name="entity">What is exported.</param>
    /// <param name="fields">The columns.</param>
    /// <param name="queries">The records.</param>
    /// <param name="locale">Of labels.</param>
    /// <param name="output">Gets the workbook.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WorkbookAsync(Entity entity, ImmutableArray<Field> fields, ImmutableArray<QueryOptions> queries, string locale, PipeWriter output, CancellationToken cancellationToken)
    {
        var columns = await TextsAsync(fields, guard: false, cancellationToken);
        var cells = new WorkbookCells(entity, columns, locale, TimeZoneInfo.FindSystemTimeZoneById(lease.App.Model.TimeZone));
        var texts = new string?[columns.Headers.Length];
        var book = new WorkbookWriter(new PipeStream(output), entity.LabelPlural.For(locale) is { Length: > 0 } plural ? plural : entity.Label.For(locale), cells.Heads);
        await PagesAsync(entity, queries, output, row =>
        {
            using var json = JsonDocument.Parse(row);
            columns.Fill(json.RootElement, texts);
            cells.Write(book, texts);
        }, cancellationToken);
        book.Finish();
        await output.FlushAsync(cancellationToken);
    }

    private async Task<CsvColumns> TextsAsync(ImmutableArray<Field> fields, bool guard, CancellationToken cancellationToken)
    {
        var lookups = new Dictionary<int, LookupNames>();
        foreach (var target in fields.Where(f => f.IsToOne).Select(lease.App.Model.TargetOf).DistinctBy(t => t.Index))
            lookups[target.Index] = await LookupNames.LoadAsync(lease, target, cancellationToken);
        return new CsvColumns(lease.App.Model, fields, lookups, guard);
    }

    private async Task PagesAsync(Entity entity, ImmutableArray<QueryOptions> queries, PipeWriter output, Action<ReadOnlyMemory<byte>> row, CancellationToken cancellationToken)
    {
        foreach (var options in queries)
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
}

using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using CsvHelper;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Import;

/// <summary>Imports rows through the save pipeline: the same rules as for one record. Good rows go in, each bad one is reported with its line.</summary>
public sealed class Importer(SavePipeline pipeline, TimeProvider clock)
{
    /// <summary>Rows a transaction at most.</summary>
    private const int ChunkRows = 2_000;

    /// <summary>The same where rows may name records that come before them in the file: a row sees those of earlier transactions.</summary>
    private const int DependentRows = 500;

    /// <summary>Rows that are saved one by one to find those that make a rule fail.</summary>
    private const int CarefulRows = 250;

    /// <summary>How long a transaction takes up further rows: between two of them other writers have their turn.</summary>
    private static readonly TimeSpan ChunkTime = TimeSpan.FromMilliseconds(100);

    private static readonly Statement InsertReport = new(
        "INSERT INTO \"$import\" (\"id\", \"entity_id\", \"at\", \"by\", \"mode\", \"key\", \"dry_run\", \"created\", \"updated\", \"unchanged\", \"rejected\", \"report\") VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)", 12);

    /// <exception cref="ImportFormatException">The file as a whole cannot be read; nothing was imported.</exception>
    public Task<ImportReport> ImportCsvAsync(AppLease lease, Caller caller, Entity entity, byte[] file, ImportOptions options, CancellationToken cancellationToken) =>
        ImportTableAsync(lease, caller, entity, CsvRows.Read(CsvRows.Decode(file)), options, cancellationToken);

    /// <summary>The first sheet of a workbook.</summary>
    /// <exception cref="ImportFormatException">The file as a whole cannot be read; nothing was imported.</exception>
    public Task<ImportReport> ImportWorkbookAsync(AppLease lease, Caller caller, Entity entity, byte[] file, ImportOptions options, CancellationToken cancellationToken) =>
        ImportTableAsync(lease, caller, entity, WorkbookReader.FirstSheet(file), options, cancellationToken);

    private async Task<ImportReport> ImportTableAsync(AppLease lease, Caller caller, Entity entity, IEnumerable<(int Line, string[] Cells)> table, ImportOptions options, CancellationToken cancellationToken)
    {
        using var rows = table.GetEnumerator();
        if (!rows.MoveNext()) throw new ImportFormatException("The file is empty.", "ファイルが空です。");
        var columns = ImportColumns.Match(entity, rows.Current.Cells, options.Mapping);
        var lookups = new Dictionary<int, LookupResolver>();
        foreach (var target in columns.Where(c => c.Field is { IsToOne: true }).Select(c => lease.App.Model.TargetOf(c.Field!)).DistinctBy(t => t.Index))
            lookups[target.Index] = await LookupResolver.LoadAsync(lease, target, cancellationToken);
        var reader = new CsvRowReader(entity, columns, lookups, InputContext.For(lease.App.Model, pipeline.Limits));
        var present = columns.Where(c => c.Field is not null).Select(c => c.Field!.Name).ToHashSet(StringComparer.Ordinal);
        try
        {
            return await RunAsync(lease, caller, entity, Typed(), KeyOf(entity, options, present), options, lookups.GetValueOrDefault(entity.Index), reader.ColumnOf, cancellationToken);
        }
        catch (CsvFormatException problem)
        {
            throw new ImportFormatException(
                $"The file is not valid CSV near line {problem.LineNumber}: a quoted cell may lack its closing quote. Rows before it were imported.",
                $"{problem.LineNumber} 行目付近が正しい CSV ではありません。引用符が閉じられていない可能性があります。それより前の行は取り込まれています。");
        }

        IEnumerable<ImportRow> Typed()
        {
            while (rows.MoveNext())
            {
                var row = reader.Read(rows.Current.Line, rows.Current.Cells);
                options.Shift?.Apply(row.Input);
                yield return row;
            }
        }
    }

    /// <summary>One JSON object a line, as the API writes records.</summary>
    public Task<ImportReport> ImportNdjsonAsync(AppLease lease, Caller caller, Entity entity, byte[] file, ImportOptions options, CancellationToken cancellationToken)
    {
        var reader = new JsonInputReader(InputContext.For(lease.App.Model, pipeline.Limits));
        return RunAsync(lease, caller, entity, Typed(), KeyOf(entity, options, null), options, null, (row, target) => target, cancellationToken);

        IEnumerable<ImportRow> Typed()
        {
            var line = 0;
            foreach (var text in CsvRows.Decode(file).Split('\n'))
            {
                line++;
                if (string.IsNullOrWhiteSpace(text)) continue;
                RecordInput input;
                try
                {
                    using var json = JsonDocument.Parse(text, JsonInputReader.DocumentOptions);
                    input = reader.Read(entity, json.RootElement);
                }
                catch (JsonException)
                {
                    input = new RecordInput(entity);
                    input.Malformed.Add(new InputProblem("malformed", "", LocalizedText.Of("The line is not a JSON object.", "この行は JSON オブジェクトではありません。")));
                }
                var at = input.Values.FindIndex(v => v.Field.Name == SystemFields.Id);
                var id = at < 0 ? null : (Guid?)input.Values[at].Value;
                if (at >= 0) input.Values.RemoveAt(at);
                input.Values.RemoveAll(v => v.Field.IsReadOnlyToCallers);
                yield return new ImportRow(line, input, id);
            }
        }
    }

    private async Task<ImportReport> RunAsync(
        AppLease lease, Caller caller, Entity entity, IEnumerable<ImportRow> rows, ImmutableArray<Field> key, ImportOptions options,
        LookupResolver? own, Func<ImportRow, string, string?> columnOf, CancellationToken cancellationToken)
    {
        var (created, updated, unchanged, done) = (0, 0, 0, 0);
        var rejected = new List<RejectedRow>();
        var access = AppAccess.For(lease.App).Of(entity);
        await using var chunks = own is null
            ? new ReadAhead<ImportRow>(rows.Skip(options.SkipRows), ChunkRows, isAhead: true)
            : new ReadAhead<ImportRow>(rows.Skip(options.SkipRows), DependentRows, isAhead: false);
        while (await chunks.NextAsync(cancellationToken) is { Count: > 0 } chunk)
        {
            // What the rows cause together is derived once at their end. Where a rule fails then, row by row shows on which of them.
            var results = await SaveAsync(chunk) ?? await SaveOneByOneAsync(chunk);
            for (var i = 0; i < results.Count; i++)
                switch (results[i])
                {
                    case Saved { Created: true } saved: created++; own?.Add(saved.Record); break;
                    case Saved saved: updated++; own?.Add(saved.Record); break;
                    case Unchanged: unchanged++; break;
                    default: rejected.AddRange(Reasons(chunk[i], results[i], columnOf, caller.Locale)); break;
                }
            chunks.Took(results.Count);
            done += results.Count;
            if (options.Took is { } took) await took(new ImportCount(done, created, updated, unchanged, done - created - updated - unchanged));
        }
        var report = new ImportReport(created, updated, unchanged, [.. rejected], IdGenerator.For(clock).NewId());
        await KeepAsync(lease, caller, entity, report, options, cancellationToken);
        return report;

        // As many rows as fit; null: none, for one of them failed halfway, or together they made a rule fail.
        Task<List<SaveResult>?> SaveAsync(ArraySegment<ImportRow> chunk) => pipeline.InTransactionAsync(lease, caller, pipeline.Limits.ForJobs(), transaction =>
        {
            var (began, results) = (Stopwatch.GetTimestamp(), new List<SaveResult>(chunk.Count));
            foreach (var row in chunk)
            {
                if (results.Count > 0 && Stopwatch.GetElapsedTime(began) > ChunkTime) break;
                if (transaction.SaveUnlessWritten(RequestOf(transaction, access, row, key, options)) is { } result) results.Add(result);
                else return Failed();
            }
            return transaction.Settle() is null ? Ended(transaction, results) : Failed();

            List<SaveResult>? Failed()
            {
                transaction.Reject();
                return null;
            }
        }, cancellationToken);

        Task<List<SaveResult>> SaveOneByOneAsync(ArraySegment<ImportRow> chunk) => pipeline.InTransactionAsync(lease, caller, pipeline.Limits.ForJobs(), transaction =>
            Ended(transaction, [.. chunk.Take(CarefulRows).Select(row => transaction.TrySave(RequestOf(transaction, access, row, key, options), settled: true))]), cancellationToken);

        List<SaveResult> Ended(SaveTransaction transaction, List<SaveResult> results)
        {
            if (options.DryRun) transaction.Reject();
            else options.Progress?.Invoke(transaction.Unit.Session, options.SkipRows + done + results.Count);
            return results;
        }
    }

    private static SaveRequest RequestOf(SaveTransaction transaction, EntityAccess access, ImportRow row, ImmutableArray<Field> key, ImportOptions options)
    {
        var input = row.Input.Copy();
        var create = SaveRequest.Create(access.Entity, input) with { Id = row.Id ?? Guid.Empty };
        if (options.Mode == ImportMode.Create) return create;
        if (row.Id is { } id) return transaction.Load(access.Entity, id) is null ? create : SaveRequest.Update(access.Entity, id, input);
        if (key.IsEmpty) return create;
        var parts = key.Select(f => row.Input.Values.FirstOrDefault(v => v.Field.Index == f.Index)).ToImmutableArray();
        return parts.All(p => p.Value is not null) && transaction.Find(access.Entity, parts) is { } found ? SaveRequest.Update(access.Entity, found, input) : create;
    }

    private static IEnumerable<RejectedRow> Reasons(ImportRow row, SaveResult result, Func<ImportRow, string, string?> columnOf, string locale) => result switch
    {
        Rejected { Violations: var violations } => violations.Select(v => new RejectedRow(row.Line, v.Fields.IsEmpty ? null : columnOf(row, v.Fields[0]), v.Message)),
        Malformed { Violations: var violations } => violations.Select(v => new RejectedRow(row.Line, v.Fields.IsEmpty ? null : v.Fields[0], v.Message)),
        KeyTaken taken => [new RejectedRow(row.Line, taken.Fields.IsEmpty ? null : columnOf(row, taken.Fields[0]), taken.Message)],
        Forbidden forbidden => [new RejectedRow(row.Line, null, forbidden.Message)],
        _ => [new RejectedRow(row.Line, null, SaveMessages.Say(locale, "The row could not be saved.", "この行を保存できませんでした。"))],
    };

    private static ImmutableArray<Field> KeyOf(Entity entity, ImportOptions options, HashSet<string>? present)
    {
        if (options.Key.IsEmpty)
            return entity.Keys.FirstOrDefault(k => present is null || k.All(present.Contains)) is { IsDefaultOrEmpty: false } first ? [.. first.Select(entity.Field)] : [];
        if (options.Key is [SystemFields.Id]) return [];
        return [.. options.Key.Select(name => JsonInputReader.FieldOf(entity, name) is { IsStored: true } field && (present is null || present.Contains(field.Name)) ? field
            : throw new ImportFormatException($"The key \"{name}\" is not a column of the file.", $"キー「{name}」の列がファイルにありません。", name))];
    }

    private Task KeepAsync(AppLease lease, Caller caller, Entity entity, ImportReport report, ImportOptions options, CancellationToken cancellationToken)
    {
        var codec = lease.Database.Codec;
        var rejected = JsonSerializer.Serialize(report.Rejected.Select(r => new { line = r.Line, column = r.Column, message = r.Message }));
        return lease.Database.WriteAsync((session, _) =>
        {
            PreparedStatements.Prepare(session.Connection, session.Transaction, InsertReport).Bind(
            [
                codec.ToGuid(report.Import), entity.Id, codec.ToDateTime(clock.GetUtcNow().UtcDateTime), codec.ToGuid(caller.UserId), options.Mode.ToString().ToLowerInvariant(), string.Join(',', options.Key), codec.ToBool(options.DryRun),
                (long)report.Created, (long)report.Updated, (long)report.Unchanged, (long)report.Rejected.Length, rejected,
            ]).ExecuteNonQuery();
            return ValueTask.FromResult(true);
        }, cancellationToken);
    }
}

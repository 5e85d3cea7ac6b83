using System.Collections.Immutable;
using LowCodeCrm.Designer.Apps;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>An app from spreadsheets: a proposal to confirm, then the app with the records in it.</summary>
internal static class SpreadsheetEndpoints
{
    public static void MapSpreadsheets(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesigner("POST", "spreadsheets/analyze", AnalyzeAsync);
        endpoints.MapDesigner("GET", "spreadsheets/{upload}/progress", (context, caller) => context.WriteAsync(Progress(Work(context, caller))));
        endpoints.MapDesigner("POST", "spreadsheets/{upload}/stop", (context, caller) =>
        {
            var work = Work(context, caller);
            work.Stop();
            return context.WriteAsync(Progress(work));
        });
    }

    private static object Progress(UploadWork work) => new { done = work.Done, total = work.Total, stopped = work.IsStopped };

    private static UploadWork Work(HttpContext context, Caller caller) =>
        context.RequestServices.GetRequiredService<UploadStore>().Find((string)context.Request.RouteValues["upload"]!, caller.UserId)?.Work
        ?? throw ApiProblem.NotFound("There is no such upload, or its rows have come in.", "アップロードがないか、取り込みがすでに終わっています。");

    private static async Task AnalyzeAsync(HttpContext context, Caller caller)
    {
        var options = context.RequestServices.GetRequiredService<DesignerOptions>();
        var files = await FilesAsync(context, options);
        var (tables, skipped) = Read(files, options, caller);
        if (tables.IsEmpty) throw NoTable(skipped);
        var upload = context.RequestServices.GetRequiredService<UploadStore>().Keep(caller.UserId, files);
        await context.WriteAsync(new ProposalJson(upload.Id, upload.ExpiresAt.UtcDateTime, SpreadsheetAnalyzer.Propose(tables), skipped));
    }

    /// <summary>Makes the app of confirmed tables and brings the rows in.</summary>
    /// <exception cref="ApiProblem">404: the upload is no longer kept; 422: the tables cannot be so.</exception>
    public static async Task<NewAppAnswer> CreateAsync(HttpContext context, Caller caller, NewAppBody body, Engine.Packages.AppPackage app)
    {
        var services = context.RequestServices;
        var uploads = services.GetRequiredService<UploadStore>();
        var upload = uploads.Find(body.Upload ?? "", caller.UserId)
            ?? throw ApiProblem.NotFound("The uploaded files are no longer kept. Upload them again.", "アップロードしたファイルの保存期間が過ぎました。もう一度アップロードしてください。");
        var (sheets, _) = Read(upload.Files, services.GetRequiredService<DesignerOptions>(), caller);
        var confirmed = body.Tables ?? [.. SpreadsheetAnalyzer.Propose(sheets)];
        var tables = confirmed.Where(table => !table.Skip).Select(table => (table, sheets.FirstOrDefault(sheet => sheet.Id == table.Id) ?? throw Unknown(table))).ToList();
        if (tables.Count == 0) throw ApiProblem.Malformed("Name at least one table.", "表を一つ以上指定してください。", "tables");
        foreach (var (table, sheet) in tables)
            if (SpreadsheetPackage.Fields(table).Any(field => field.Column < 0 || field.Column >= sheet.Headers.Length || field.Reading is { } reading && (reading < 0 || reading >= sheet.Headers.Length))) throw Unknown(table);
        var answer = await services.GetRequiredService<AppCreator>().CreateAsync(body.Name!, SpreadsheetPackage.Of(app, tables), caller, context.RequestAborted);
        using var lease = services.GetRequiredService<AppCatalog>().Find(answer.Name)!.Lease();
        // The app is there: who made it may leave, the records come nevertheless, until somebody stops them.
        var reports = await services.GetRequiredService<SpreadsheetImport>().RunAsync(lease, caller, tables, upload.Work);
        uploads.Forget(upload.Id);
        return answer with { Tables = reports, Stopped = upload.Work.IsStopped && upload.Work.Done < upload.Work.Total };
    }

    private static (ImmutableArray<SheetTable>, ImmutableArray<SkippedSheet>) Read(ImmutableArray<UploadedFile> files, DesignerOptions options, Caller caller)
    {
        return SpreadsheetAnalyzer.Tables(files, options.Spreadsheets, caller.Locale);
    }

    /// <summary>Each file with what is wrong with it.</summary>
    private static ApiProblem NoTable(ImmutableArray<SkippedSheet> skipped)
    {
        static string Of(SkippedSheet one, string colon) => one.Reason.StartsWith(one.File, StringComparison.Ordinal) ? one.Reason
            : $"{one.File}{(one.Sheet.Length > 0 && !one.File.StartsWith(one.Sheet, StringComparison.Ordinal) ? $" {one.Sheet}" : "")}{colon}{one.Reason}";
        static LocalizedText Said(SkippedSheet one) => LocalizedText.Of(Of(one, ": "), Of(one, "："));
        return new ApiProblem(
            400, "malformed",
            skipped is [var only] ? Said(only) : LocalizedText.Of("None of the files holds a table: a row of headers with data below it.", "どのファイルにも表（見出しの行とその下のデータ）がありません。"),
            [.. skipped.Select(one => new ProblemDetail("malformed", "file", Said(one)))]);
    }

    private static async Task<ImmutableArray<UploadedFile>> FilesAsync(HttpContext context, DesignerOptions options)
    {
        if (!context.Request.HasFormContentType)
            throw new ApiProblem(415, "unsupported_media_type", LocalizedText.Of("Send the files as multipart/form-data.", "ファイルは multipart/form-data で送信してください。"));
        if (context.Request.ContentLength > options.MaxSpreadsheetBytes) throw ApiProblem.TooLarge(options.MaxSpreadsheetBytes);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = options.MaxSpreadsheetBytes + 1;
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = options.MaxSpreadsheetBytes }, context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            throw ApiProblem.TooLarge(options.MaxSpreadsheetBytes);
        }
        var files = ImmutableArray.CreateBuilder<UploadedFile>();
        foreach (var file in form.Files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, context.RequestAborted);
            files.Add(new UploadedFile(Path.GetFileName(file.FileName), content.ToArray()));
        }
        return files.Count > 0 ? files.ToImmutable() : throw ApiProblem.Malformed("Send one or more CSV or XLSX files.", "CSV か XLSX のファイルを送信してください。", "file");
    }

    private static ApiProblem Unknown(ProposedTable table) =>
        ApiProblem.Malformed($"The table '{table.Id}' or one of its columns is not in the upload.", $"表「{table.Id}」またはその列がアップロードにありません。", "tables");
}

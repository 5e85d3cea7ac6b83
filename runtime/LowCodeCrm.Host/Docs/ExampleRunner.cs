using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Testing;

namespace LowCodeCrm.Host.Docs;

/// <summary>Runs the examples of the reference, as they stand or as a reader has changed them: expressions outside any app, rules in the sample app without its own.</summary>
internal static class ExampleRunner
{
    /// <summary>Longest text that is run, in UTF-16 units.</summary>
    public const int MaxLength = 6_000;
    private static readonly SemaphoreSlim oneAtATime = new(1);
    /// <summary>Most examples change no record: what their records compile to is the same.</summary>
    private static readonly MemoryCompilationCache cache = new(most: 200);
    private static readonly Lazy<AppPackage> app = new(ReadApp);

    /// <summary>The entities, channels and roles that examples are about.</summary>
    public static AppPackage App => app.Value;

    /// <summary>Whether an expression needs no record.</summary>
    public static bool Stands(string expression) => Evaluate(expression, "en")["value"] is not null;

    public static async Task<DocsOutcome> RunAsync(DocsExample example, string text, string locale, CancellationToken cancellationToken)
    {
        if (text.Length > MaxLength)
            return new(false, [LocalizedText.Of($"An example may have {MaxLength:N0} characters.", $"例は {MaxLength:N0} 文字以内にしてください。").For(locale)]);
        if (example.IsExpression) return Expression(text, locale);
        // Compiling takes a second of a processor; readers wait for one another.
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await RulesAsync(text, locale, cancellationToken);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private static DocsOutcome Expression(string text, string locale)
    {
        var answer = Evaluate(text, locale);
        if (answer["diagnostics"] is JsonArray mistakes) return new(false, [.. mistakes.Select(mistake => $"{mistake!["id"]}: {mistake["message"]}")]);
        if (answer["error"] is { } error) return new(false, [$"{error["id"]}: {error["message"]}"]);
        if (answer["value"] is { } value) return new(true, [$"{(value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(readable))} ({answer["type"]})"]);
        return new(true, [$"empty ({answer["type"]})", .. answer["cause"] is { } cause ? [cause.ToString()] : Array.Empty<string>()]);
    }

    private static async Task<DocsOutcome> RulesAsync(string text, string locale, CancellationToken cancellationToken)
    {
        var compiled = AppCompiler.Compile(App.With(PackageFile.FromText("rules/example.rules", text)), new CompileOptions(cache));
        var mistakes = compiled.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).ToArray();
        if (mistakes.Length > 0 || compiled.App is null) return new(false, [.. mistakes.Select(one => $"{one.Location.Start.Line}: {one.Id}: {one.Message.For(locale)}")]);
        using var running = compiled.App;
        var report = await RuleTestRunner.RunAsync(running, cancellationToken);
        if (report.Tests.IsEmpty) return new(true, [LocalizedText.Of("It compiles; there is no test in it.", "コンパイルできました。テストはありません。").For(locale)]);
        return new(report.Passed, [.. report.Tests.Select(test => test.Message is { } why
            ? $"{LocalizedText.Of("failed", "不合格").For(locale)}: {test.Name}: {why.For(locale)}" : $"{LocalizedText.Of("passed", "合格").For(locale)}: {test.Name}")]);
    }

    private static readonly JsonSerializerOptions readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject Evaluate(string expression, string locale) => JsonNode.Parse(EvalLines.Run([new JsonObject { ["expr"] = expression }.ToJsonString()], new InterpretedBackEnd(), new EvalContext
    {
        Now = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), TimeZone = "Asia/Tokyo", UserTimeZone = "Asia/Tokyo", Calendar = "jp", Locale = locale,
    }).Single())!.AsObject();

    private static AppPackage ReadApp()
    {
        var sample = PackageFiles.ReadFolder(Path.Combine(AppContext.BaseDirectory, "samples", CrmHost.SampleApp));
        string[] kept = ["app.json", "entities/", "channels/", "roles/"];
        return new AppPackage([.. sample.Files.Values.Where(file => kept.Any(start => file.Path.StartsWith(start, StringComparison.Ordinal))), PackageFile.FromText("templates/thanks.ja.md", "ありがとうございます。")]);
    }
}

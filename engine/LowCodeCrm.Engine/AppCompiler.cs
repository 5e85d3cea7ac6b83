using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Client;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine;

/// <param name="Cache">Compiled images of earlier versions; null: everything is compiled.</param>
/// <param name="PreviousSchema">The live version's, whose physical names are kept; null: there is none.</param>
/// <param name="IsCollectible">False for a version that the process keeps: its code runs at full speed sooner, and is never unloaded.</param>
public sealed record CompileOptions(ICompilationCache? Cache = null, DatabaseSchema? PreviousSchema = null, bool IsCollectible = true);

/// <summary>What a package means, as far as it could be understood; with errors it serves tools only.</summary>
public sealed record AppCheck(CrmModel Model, BoundRuleSet Rules, DatabaseSchema? Schema, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}

/// <summary>The walk from a package's files to a version that can run, and its table of contents. Pure and thread-safe.</summary>
public static class AppCompiler
{
    /// <summary>Finds every mistake. A broken file does not stop the checking of others.</summary>
    public static AppCheck Check(AppPackage package, DatabaseSchema? previous = null) => Check(package, previous, null).Check;

    /// <param name="recorder">Wants to know what names mean; null: nobody does.</param>
    internal static (AppCheck Check, PackageDocuments Documents) Check(AppPackage package, DatabaseSchema? previous, NameRecorder? recorder)
    {
        var diagnostics = new DiagnosticBag { Recorder = recorder };
        var documents = PackageReader.Read(package, diagnostics);
        var entered = ModelBinder.Bind(documents, diagnostics);
        var bound = RuleBinder.Bind(entered, ParseRules(documents, diagnostics), diagnostics);
        var model = ModelBinder.Complete(documents, bound.Model, ProcessLabels.IdsOf(bound).Concat(ApprovalLabels.IdsOf(bound)), diagnostics);
        var rules = bound with { Model = model };
        CheckViewFilters(documents, rules, diagnostics);
        // Tables of a broken model would be nobody's.
        var schema = diagnostics.HasErrors ? null : SchemaBuilder.Build(model, previous);
        if (schema is not null) ExactSql.Check(rules, schema, diagnostics);
        return (new AppCheck(model, rules, schema, diagnostics.ToSorted()), documents);
    }

    /// <summary>A version ready to run, or the reasons why there is none.</summary>
    public static CompileResult Compile(AppPackage package, CompileOptions? options = null)
    {
        options ??= new CompileOptions();
        var check = Check(package, options.PreviousSchema);
        if (check.HasErrors || check.Schema is null) return new CompileResult(null, check.Diagnostics);
        var client = ClientRules.Build(check.Rules);
        var code = AppEmitter.Emit(check.Rules, check.Schema, options.Cache, options.IsCollectible);
        return new CompileResult(new CompiledApp(package, check.Model, check.Rules, check.Schema, client, code.Modules, code) { Jobs = code.Jobs }, check.Diagnostics);
    }

    private static ImmutableArray<(SourceText, RulesFileSyntax)> ParseRules(PackageDocuments documents, DiagnosticBag diagnostics) =>
        [.. documents.Rules.Select(source => (source, RulesParser.Parse(source, diagnostics)))];

    /// <summary>A view's filter is an expression inside a JSON text, so its mistakes are told at that text as a whole.</summary>
    private static void CheckViewFilters(PackageDocuments documents, BoundRuleSet rules, DiagnosticBag diagnostics)
    {
        foreach (var document in documents.Views)
        {
            if (document.Root?.TextAt("filter") is not { } filter || document.EntityName is not { } name || rules.Model.Find(name) is not { } entity) continue;
            var found = new DiagnosticBag { Recorder = diagnostics.Recorder };
            if (diagnostics.Recorder is { } recorder) recorder.Map = at => filter.Within(at.Span);
            ConditionBinder.Bind(new SourceText(document.Path, filter.Text), rules.Model, new RecordSymbol("this", entity.Name), rules.Functions, found);
            if (diagnostics.Recorder is { } finished) finished.Map = at => at;
            diagnostics.AddRange(found.Select(diagnostic => diagnostic with { Location = filter.Location, Fixes = [] }));
        }
    }
}

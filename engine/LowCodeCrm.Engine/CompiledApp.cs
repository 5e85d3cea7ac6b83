using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine;

/// <summary>One version of an app, ready to run. Immutable; disposing unloads its generated code once nothing refers to it.</summary>
public sealed class CompiledApp(
    AppPackage package, CrmModel model, BoundRuleSet rules, DatabaseSchema schema, JsonObject clientRules,
    ImmutableArray<EntityModule> modules, IDisposable code) : IDisposable
{
    /// <summary>The files it was compiled from, ids filled in.</summary>
    public AppPackage Package { get; } = package;
    public CrmModel Model { get; } = model;
    public BoundRuleSet Rules { get; } = rules;
    public DatabaseSchema Schema { get; } = schema;
    /// <summary>The rules for the browser's evaluator.</summary>
    public JsonObject ClientRules { get; } = clientRules;
    /// <summary>Generated code, by <see cref="Entity.Index"/>.</summary>
    public ImmutableArray<EntityModule> Modules { get; } = modules;

    /// <summary>Generated code of schedules and message handlers, by <see cref="BoundJob.Index"/>.</summary>
    public ImmutableArray<RuleCommands> Jobs { get; init; } = [];

    /// <summary>What is interpreted in every app.</summary>
    public SeldomRules Seldom { get; init; } = SeldomRules.Plain;

    public EntityModule ModuleOf(Entity entity) => Modules[entity.Index];

    public void Dispose() => code.Dispose();
}

/// <param name="App">Null when there are errors.</param>
public sealed record CompileResult(CompiledApp? App, ImmutableArray<Diagnostic> Diagnostics);

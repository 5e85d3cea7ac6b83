using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Binds the rules of a package: declared fields first, then every rule, then the analysis of the whole.</summary>
public sealed partial class RuleBinder
{
    private readonly CrmModel model;
    private readonly RuleFiles files;
    private readonly FrozenDictionary<string, FunctionSymbol> functions;
    private readonly DiagnosticBag diagnostics;
    private readonly RuleCollector[] collectors;
    private readonly List<BoundSelection> selections = [];

    private RuleBinder(CrmModel model, RuleFiles files, DiagnosticBag diagnostics)
    {
        this.model = model;
        this.files = files;
        this.diagnostics = diagnostics;
        functions = PackageFunctions.Bind(model, files, diagnostics);
        collectors = [.. model.Entities.Select(entity => new RuleCollector(entity))];
    }

    /// <param name="model">The package as meant, without the fields that rules declare.</param>
    /// <param name="files">The parsed rules files, in any order.</param>
    /// <param name="diagnostics">Receives mistakes; with errors the result is for tools only.</param>
    public static BoundRuleSet Bind(CrmModel model, IReadOnlyList<(SourceText Source, RulesFileSyntax Tree)> files, DiagnosticBag diagnostics)
    {
        var ordered = new RuleFiles(files);
        var (declared, derived) = DerivedFields.Declare(model, ordered, diagnostics);
        var binder = new RuleBinder(DerivedFields.Settle(declared, derived, ordered), ordered, diagnostics);
        binder.DeclareSegments();
        binder.BindBlocks();
        binder.BindProcesses();
        binder.BindApprovals();
        var rules = new BoundRuleSet(binder.model, [.. binder.collectors.Select(c => c.ToRules())], [.. binder.functions.Values.OrderBy(f => f.Name, StringComparer.Ordinal)]) 
        {
            Segments = binder.BindSegments(),
            Policies = binder.BindPolicies(),
            Schedules = binder.BindSchedules(),
            Handlers = binder.BindHandlers(),
            Tests = binder.BindTests(),
            Selections = [.. binder.selections],
            Jobs = [.. binder.jobs],
        };
        return RuleAnalysis.Run(rules, diagnostics);
    }

    private void BindBlocks()
    {
        foreach (var (source, block) in files.Blocks)
        {
            if (FindEntity(block.Entity, source) is not { } entity) continue;
            var context = new RuleContext(this, entity, source);
            foreach (var rule in block.Rules) context.Bind(rule);
        }
    }

    private Entity? FindEntity(SyntaxToken token, SourceText source)
    {
        if (Word.IsMissing(token)) return null;
        var name = Word.Name(token);
        if (model.Find(name) is { } entity)
        {
            diagnostics.Recorder?.Add(source, token, PackageSymbol.OfEntity(name));
            return entity;
        }
        diagnostics.UnknownEntity(new(source, token.Span), name, Suggestions.Nearest(name, model.Entities.Where(e => !e.IsSystem).Select(e => e.Name)));
        return null;
    }

    /// <summary>Rules of one entity while they are gathered, with the names in use.</summary>
    private sealed class RuleCollector(Entity entity)
    {
        public readonly List<DefaultRule> Defaults = [];
        public readonly List<BeforeSaveRule> BeforeSave = [];
        public readonly List<ComputedRule> Computed = [];
        public readonly List<ValidateRule> Validations = [];
        public readonly List<WarnRule> Warnings = [];
        public readonly List<FieldStateRule> FieldStates = [];
        public readonly List<RollupRule> Rollups = [];
        public readonly List<AfterSaveRule> AfterSave = [];
        public readonly List<ProcessDefinition> Processes = [];
        public readonly List<ApprovalDefinition> Approvals = [];
        private readonly HashSet<string> names = new(StringComparer.Ordinal);

        /// <summary>False where a rule of that name is there already.</summary>
        public bool Claim(string name) => names.Add(name);

        /// <summary>The name of an unnamed rule: kind and field, numbered from the second.</summary>
        public string Name(string stem)
        {
            if (names.Add(stem)) return stem;
            for (var i = 2; ; i++)
                if (names.Add($"{stem} {i}")) return $"{stem} {i}";
        }

        public EntityRules ToRules() => new(entity, [.. Defaults], [.. BeforeSave], [.. Computed], [.. Validations], [.. Warnings], [.. FieldStates], [.. Rollups], [.. AfterSave], [.. Processes]) { Approvals = [.. Approvals] };
    }
}

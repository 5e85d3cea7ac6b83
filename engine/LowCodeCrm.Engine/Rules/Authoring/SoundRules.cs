using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Of the rules of a package with mistakes, those that are sound: what a preview can run while somebody is still writing.</summary>
public static class SoundRules
{
    /// <summary>Leaves out each rule, function and transition in which an error stands, and what calls such a function.</summary>
    public static BoundRuleSet Of(AppCheck check)
    {
        if (!check.HasErrors) return check.Rules;
        var broken = Broken(check.Diagnostics);
        var functions = check.Rules.Functions.Where(f => f.Body is not null && !Stands(f.Location)).ToImmutableArray();
        var callable = functions.ToFrozenSet();
        functions = [.. functions.Where(f => IsSound(f.Body))];
        return check.Rules with { Functions = functions, ByEntity = [.. check.Rules.ByEntity.Select(Sound)] };

        bool Stands(SourceLocation at) => broken.TryGetValue(at.File, out var spans) && spans.Any(span => span.Contains(at.Span.Start));

        bool IsSound(BoundExpression? expression) => expression is null || BoundTree.DescendantsAndSelf(expression)
            .All(node => node is not BoundError && (node is not BoundFunctionCall call || callable.Contains(call.Function)));

        bool AreSound(BoundMessage? message) => message is null || message.Texts.Values.All(IsSound);

        bool ArePersons(ApprovalPeople? people) => people is null || people.Persons.All(person => IsSound(person.User));

        ImmutableArray<T> Kept<T>(ImmutableArray<T> rules, Func<T, bool> isSound) where T : BoundRule => [.. rules.Where(rule => !Stands(rule.Location) && isSound(rule))];

        EntityRules Sound(EntityRules rules) => rules with
        {
            Defaults = Kept(rules.Defaults, r => IsSound(r.When) && IsSound(r.Value)),
            BeforeSave = Kept(rules.BeforeSave, r => IsSound(r.When) && r.Commands.SelectMany(BoundTree.ExpressionsOf).All(IsSound)),
            Computed = Kept(rules.Computed, r => IsSound(r.Value)),
            Validations = Kept(rules.Validations, r => IsSound(r.When) && IsSound(r.Require) && AreSound(r.Message)),
            Warnings = Kept(rules.Warnings, r => IsSound(r.When) && AreSound(r.Message)),
            FieldStates = Kept(rules.FieldStates, r => IsSound(r.When)),
            Rollups = Kept(rules.Rollups, r => IsSound(r.Aggregate)),
            AfterSave = Kept(rules.AfterSave, r => IsSound(r.When) && r.Commands.SelectMany(BoundTree.ExpressionsOf).All(IsSound)),
            Processes = [.. rules.Processes.Where(p => !Stands(p.Location)).Select(p => p with
            {
                Transitions = [.. p.Transitions.Where(t => !Stands(t.Location) && IsSound(t.By) && t.Guards.All(g => IsSound(g.Condition) && AreSound(g.Message))
                    && t.Do.SelectMany(BoundTree.ExpressionsOf).All(IsSound))],
            })],
            Approvals = [.. rules.Approvals.Where(a => !Stands(a.Location) && IsSound(a.SubmitWhen) && a.Steps.All(s => IsSound(s.When) && ArePersons(s.People) && ArePersons(s.Escalation))
                && a.Outcomes.SelectMany(o => o.Commands).SelectMany(BoundTree.ExpressionsOf).All(IsSound))],
        };
    }

    /// <summary>The innermost rules, functions, transitions and heads of processes that hold an error, by file.</summary>
    private static Dictionary<string, List<TextSpan>> Broken(ImmutableArray<Diagnostic> diagnostics)
    {
        var broken = new Dictionary<string, List<TextSpan>>(StringComparer.Ordinal);
        foreach (var file in diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.File.EndsWith(".rules", StringComparison.Ordinal)).GroupBy(d => d.Location.Source))
        {
            var tree = RulesParser.Parse(file.Key, new DiagnosticBag());
            var parts = tree.Declarations.SelectMany(Parts).ToArray();
            var spans = file.Select(error => parts.FirstOrDefault(part => part.Start <= error.Location.Span.Start && error.Location.Span.Start <= part.End)).Where(part => part.Length > 0).Distinct();
            if (!broken.TryGetValue(file.Key.Path, out var known)) broken.Add(file.Key.Path, known = []);
            known.AddRange(spans);
        }
        return broken;
    }

    private static IEnumerable<TextSpan> Parts(DeclarationSyntax declaration) => declaration switch
    {
        RulesBlockSyntax block => block.Rules.Select(rule => rule.Span),
        ProcessDeclarationSyntax process =>
            process.Members.Where(m => m is not StateSyntax).Select(member => member.Span).Append(TextSpan.FromBounds(process.Span.Start, process.Open.Span.End)),
        _ => [declaration.Span],
    };
}

using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding.Analysis;

/// <summary>What is wrong with approvals in view of the other rules.</summary>
internal static class ApprovalAnalysis
{
    public static void Check(BoundRuleSet rules, DiagnosticBag diagnostics)
    {
        foreach (var entity in rules.ByEntity)
            foreach (var approval in entity.Approvals)
            {
                foreach (var step in approval.Steps)
                {
                    if (step.When is not null && !Satisfiability.CanHold(approval.SubmitWhen, step.When)) diagnostics.StepNeverApplies(step.Location, step.Name);
                    Readers(rules.Model, approval, step, diagnostics);
                }
                Writers(rules, approval, diagnostics);
                Outcomes(entity, approval, diagnostics);
            }
    }

    /// <summary>A step whose every way leads to roles that cannot even see the record.</summary>
    private static void Readers(CrmModel model, ApprovalDefinition approval, ApprovalStep step, DiagnosticBag diagnostics)
    {
        var persons = step.People.Persons;
        if (persons.IsEmpty || persons.Any(person => person.Role is null || MayRead(model, person.Role, approval.Entity.Name))) return;
        diagnostics.RoleCannotDecide(step.Location, persons[0].Role!, approval.Entity.Name);
    }

    private static bool MayRead(CrmModel model, string role, string entity)
    {
        if (model.Roles.FirstOrDefault(one => one.Name == role)?.Definition["entities"] is not JsonObject granted) return true;
        return (granted[entity] ?? granted["*"]) is not JsonArray actions || actions.Any(action => action is JsonValue value && value.TryGetValue<string>(out var word) && word == "read");
    }

    private static void Writers(BoundRuleSet rules, ApprovalDefinition approval, DiagnosticBag diagnostics)
    {
        foreach (var field in approval.Locked)
        {
            foreach (var entity in rules.ByEntity)
            {
                var own = entity.Entity.Name == approval.Entity.Name;
                foreach (var (location, when, commands) in Commanding(entity))
                    if (Writes(commands, own, approval.Entity, field) && Satisfiability.CanHold(own ? [when, approval.SubmitWhen] : [when])) diagnostics.LockedFieldWritten(location, field.Name, approval.Name);
            }
        }
    }

    private static IEnumerable<(SourceLocation Location, BoundExpression? When, IEnumerable<BoundCommand> Commands)> Commanding(EntityRules rules) =>
        rules.BeforeSave.Select(rule => (rule.Location, rule.When, rule.Commands.AsEnumerable()))
            .Concat(rules.AfterSave.Select(rule => (rule.Location, rule.When, rule.Commands.AsEnumerable())))
            .Concat(rules.Processes.SelectMany(process => process.Transitions).Select(transition => (transition.Location, (BoundExpression?)null, transition.Do.AsEnumerable())));

    private static bool Writes(IEnumerable<BoundCommand> commands, bool own, Entity entity, Field field) => commands.Any(command => command switch
    {
        SetCommand set => own && set.Field.Name == field.Name,
        UpdateCommand update => update.Target.Name == entity.Name && update.Assignments.Any(assignment => assignment.Field.Name == field.Name),
        IfCommand branch => Writes(branch.Then.Concat(branch.Else), own, entity, field),
        _ => false,
    });

    private static void Outcomes(EntityRules rules, ApprovalDefinition approval, DiagnosticBag diagnostics)
    {
        foreach (var outcome in approval.Outcomes)
        {
            if (Deletes(outcome.Commands)) diagnostics.OutcomeDeletesRecord(outcome.Location, approval.Name);
            var written = Binding.Writes.Of(outcome.Commands).Where(write => write.Target.Length == 0).Select(write => write.Field).ToHashSet(StringComparer.Ordinal);
            foreach (var rule in rules.AfterSave)
                if (Reads.Of([rule.When]).Any(read => read.Via == ReadVia.Own && written.Contains(read.Field.Name))
                    && Binding.Writes.Of(rule.Commands).Any(write => write.Target.Length == 0 && written.Contains(write.Field)))
                    diagnostics.ApprovalRestarts(outcome.Location, approval.Name, rule.Name);
        }
    }

    private static bool Deletes(IEnumerable<BoundCommand> commands) => commands.Any(command => command switch
    {
        DeleteCommand { Record: BoundRecord { Symbol.Name: "this" } } => true,
        IfCommand branch => Deletes(branch.Then.Concat(branch.Else)),
        _ => false,
    });
}

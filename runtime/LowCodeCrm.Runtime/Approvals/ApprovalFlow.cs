using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Steps;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>How a record goes through an approval: submitted, decided step by step, taken back, handed on. Everything within the caller's transaction.</summary>
internal sealed class ApprovalFlow(SavePipeline pipeline, SaveUnit unit)
{
    private string Locale => unit.Caller.Locale;

    /// <returns><see cref="Saved"/> with the record, or why not.</returns>
    public SaveResult Run(Entity entity, Guid id, ApprovalRequest request)
    {
        unit.Enter();
        try
        {
            if (!request.PastPolicies && !RecordPolicy.MayRead(unit.Caller, entity)) return new NotFound();
            if (unit.Records.Load(entity.Index, id) is not { } record) return new NotFound();
            if (request.IfMatch is { } seen && seen != record.Version) return new Conflict(record, record, []);
            var refused = request.Verb switch
            {
                ApprovalVerb.Submit => Submit(entity, record, request),
                ApprovalVerb.Withdraw => Withdraw(entity, record, request),
                _ => Decide(entity, record, request),
            };
            return refused ?? new Saved(unit.Records.Load(entity.Index, id) ?? record, false, []);
        }
        catch (Exception exception) when (Failures.Describe(unit, exception) is { } rejected)
        {
            return rejected;
        }
        finally
        {
            unit.Leave();
        }
    }

    /// <summary>Asks who decides after the due time, where the step names somebody; whoever was asked may still decide.</summary>
    public void Escalate(ApprovalCase one)
    {
        var late = one with { EscalatedAt = unit.Now };
        ApprovalStore.Update(unit, late);
        if (unit.App.Model.Entities.FirstOrDefault(e => e.Id == one.EntityId) is not { } entity || unit.Records.Load(entity.Index, one.RecordId) is not { } record) return;
        if (Definition(entity, one.Name)?.Step(one.Step) is not { Escalation: { } people } || ApprovalPeopleFinder.Find(unit, people, record) is not { } found) return;
        Ask(entity, record, late, found.Persons, AskedAs.Escalated);
        Note(entity, record, late, "escalate", null, string.Join(", ", found.Persons.Select(person => person.Name)));
    }

    private SaveResult? Submit(Entity entity, EntityRecord record, ApprovalRequest request)
    {
        if (!request.PastPolicies && !RecordPolicy.MayWrite(unit.Caller, entity)) return new Forbidden(SaveMessages.Say(Locale, "You may not submit this record.", "このレコードを申請する権限がありません。"));
        var all = unit.Access.Of(entity).Rules.Approvals;
        if (all.IsEmpty) return ApprovalMessages.NoApproval(Locale, entity);
        var pending = ApprovalStore.Pending(unit, entity.Id, record.Id);
        ApprovalDefinition? approval;
        if (request.Approval is { } name)
        {
            approval = all.FirstOrDefault(one => one.Name == name);
            if (approval is null) return ApprovalMessages.UnknownApproval(Locale, entity, name);
        }
        else
        {
            // Of several, the one that the record needs.
            var open = all.Where(one => !pending.Any(other => other.Name == one.Name) && Holds(one.SubmitWhen, one, record)).ToArray();
            if (open.Length > 1) return ApprovalMessages.Several(Locale, open.Select(one => one.Name));
            approval = open is [var only] ? only : all[0];
        }
        var label = ApprovalMessages.Label(unit, approval);
        if (pending.Any(one => one.Name == approval.Name)) return ApprovalMessages.AlreadyPending(Locale, approval.Name, label);
        if (!Holds(approval.SubmitWhen, approval, record)) return ApprovalMessages.NotSubmittable(Locale, approval.Name, label);
        ImmutableArray<string> steps = [.. approval.Steps.Where(step => Holds(step.When, approval, record)).Select(step => step.Name)];
        if (steps.IsEmpty) return ApprovalMessages.NoStep(Locale, approval.Name, label);
        var one = new ApprovalCase(unit.NewId(), entity.Id, record.Id, approval.Name, ApprovalState.Pending, steps, 0, 1, unit.Context.UserId, unit.Caller.UserName, unit.Now, unit.Now, null, null, null);
        ApprovalStore.Add(unit, one);
        Note(entity, record, one, request.Kind, request.Comment, null);
        return Begin(approval, record, one);
    }

    private SaveResult? Withdraw(Entity entity, EntityRecord record, ApprovalRequest request)
    {
        var pending = ApprovalStore.Pending(unit, entity.Id, record.Id).Where(one => request.Approval is null || one.Name == request.Approval).ToArray();
        if (pending.Length == 0) return ApprovalMessages.NothingPending(Locale);
        if (pending.FirstOrDefault(one => MayWithdraw(one)) is not { } mine) return ApprovalMessages.NotYoursToWithdraw(Locale);
        Note(entity, record, mine, request.Kind, request.Comment, null);
        return End(entity, record, mine, ApprovalResult.Withdrawn);
    }

    public bool MayWithdraw(ApprovalCase one) => unit.Caller.IsAdministrator || unit.Context.UserId is { } user && user == one.SubmittedBy;

    private SaveResult? Decide(Entity entity, EntityRecord record, ApprovalRequest request)
    {
        var pending = ApprovalStore.Pending(unit, entity.Id, record.Id).Where(one => request.Approval is null || one.Name == request.Approval).ToArray();
        if (pending.Length == 0) return ApprovalMessages.NothingPending(Locale);
        if (pending.Select(one => (Case: one, Asked: AskedHere(one))).FirstOrDefault(one => one.Asked.Length > 0) is not { Case: { } mine, Asked: var asked })
            return ApprovalMessages.NotYours(Locale, StepLabel(entity, pending[0]));
        if (request.Step is { } step && step != mine.Step) return ApprovalMessages.StepOver(Locale, mine.Name, StepLabel(entity, mine));
        switch (request.Verb)
        {
            case ApprovalVerb.Delegate: return Delegate(entity, record, mine, asked, request);
            case ApprovalVerb.Approve: return Approve(entity, record, mine, asked, request);
            default:
                Note(entity, record, mine, request.Kind, request.Comment, null);
                return End(entity, record, mine, request.Verb == ApprovalVerb.Return ? ApprovalResult.Returned : ApprovalResult.Rejected);
        }
    }

    /// <summary>By what the caller is asked at the step where it stands, unless they have agreed already.</summary>
    public ImmutableArray<ApprovalAsked> AskedHere(ApprovalCase one)
    {
        if (unit.Context.UserId is not { } user) return [];
        if (Agreed(one).Any(decision => decision.By == user)) return [];
        return [.. ApprovalStore.AskedFor(unit, one.Id).Where(asked => asked.IsOpen && asked.At == one.At && (asked.UserId == user || asked.Role is { } role && unit.Caller.Roles.Contains(role)))];
    }

    public ApprovalDecision[] Agreed(ApprovalCase one) => [.. ApprovalStore.DecisionsAbout(unit, one.Id).Where(decision => decision.At == one.At && decision.Kind == "approve")];

    private SaveResult? Approve(Entity entity, EntityRecord record, ApprovalCase one, ImmutableArray<ApprovalAsked> asked, ApprovalRequest request)
    {
        Note(entity, record, one, request.Kind, request.Comment, null);
        // Who was asked because the others were late decides for them all.
        var isEnough = asked.Any(by => by.As == AskedAs.Escalated) || Agreed(one).DistinctBy(decision => decision.By).Count() >= one.Needed;
        if (!isEnough) return null;
        if (one.At + 1 >= one.Steps.Length) return End(entity, record, one, ApprovalResult.Approved);
        ApprovalStore.CloseAllOf(unit, one.Id);
        return Definition(entity, one.Name) is { } approval ? Begin(approval, record, one with { At = one.At + 1 }) : ApprovalMessages.UnknownApproval(Locale, entity, one.Name);
    }

    private SaveResult? Delegate(Entity entity, EntityRecord record, ApprovalCase one, ImmutableArray<ApprovalAsked> asked, ApprovalRequest request)
    {
        if (request.To is not { } to || ApprovalPeopleFinder.NameOf(unit, to) is not { } name) return ApprovalMessages.NoSuchUser(Locale);
        var open = ApprovalStore.AskedFor(unit, one.Id).Where(other => other.IsOpen && other.At == one.At);
        if (to == unit.Context.UserId || open.Any(other => other.UserId == to)) return ApprovalMessages.ToOneself(Locale);
        // A role stays asked; a person hands their own part on.
        foreach (var own in asked.Where(own => own.UserId is not null)) ApprovalStore.Close(unit, own);
        Ask(entity, record, one, [new(to, null, name)], asked.Any(own => own.As == AskedAs.Escalated) ? AskedAs.Escalated : AskedAs.Delegate, unit.Context.UserId);
        Note(entity, record, one, request.Kind, request.Comment, name);
        return null;
    }

    /// <summary>A step begins: its people are asked, its time runs.</summary>
    private Rejected? Begin(ApprovalDefinition approval, EntityRecord record, ApprovalCase one)
    {
        if (approval.Step(one.Step) is not { } step) return ApprovalMessages.NoStep(Locale, approval.Name, ApprovalMessages.Label(unit, approval));
        unit.Running($"approval {approval.Name}", step.Location);
        if (ApprovalPeopleFinder.Find(unit, step.People, record) is not { } people) return ApprovalMessages.Nobody(Locale, approval.Name, ApprovalMessages.Label(unit, approval, step.Name));
        var begun = one with { Needed = people.Needed, Since = unit.Now, DueAt = step.Due?.EndFrom(unit.Context), EscalatedAt = null };
        ApprovalStore.Update(unit, begun);
        Ask(approval.Entity, record, begun, people.Persons, AskedAs.Approver);
        return null;
    }

    /// <summary>They find it among what waits for them, and are told of it.</summary>
    private void Ask(Entity entity, EntityRecord record, ApprovalCase one, ImmutableArray<FoundPerson> persons, string asked, Guid? from = null)
    {
        foreach (var person in persons) ApprovalStore.Ask(unit, one.Id, one.At, person.User, person.Role, person.Name, asked, from);
        var notice = new NotifyEffect([.. persons.Select(person => person.User).OfType<Guid>()], [.. persons.Select(person => person.Role).OfType<string>()], []);
        Automation.Outbox.Place(unit, notice, $"approval {one.Name}", (entity, record));
    }

    /// <summary>It is over: nobody is asked any more, no field is fixed, and what the author wants of the outcome happens.</summary>
    private SaveResult? End(Entity entity, EntityRecord record, ApprovalCase one, ApprovalResult result)
    {
        ApprovalStore.CloseAllOf(unit, one.Id);
        ApprovalStore.Update(unit, one with { State = result.ToString().ToLowerInvariant(), EndedAt = unit.Now });
        if (Definition(entity, one.Name)?.On(result) is not { Commands.IsEmpty: false } outcome) return null;
        var name = $"approval {one.Name}";
        unit.Running(name, outcome.Location);
        return Effects.Apply(pipeline, unit, unit.Access.Of(entity), record, record, unit.App.Jobs[outcome.Job.Index], name);
    }

    private void Note(Entity entity, EntityRecord record, ApprovalCase one, string kind, string? comment, string? to)
    {
        ApprovalStore.Decide(unit, one, kind, comment, to);
        History.Approval(unit, unit.Access.Of(entity), record, kind, one.Name, one.Step, comment, to);
    }

    private ApprovalDefinition? Definition(Entity entity, string name) => unit.Access.Of(entity).Rules.Approvals.FirstOrDefault(one => one.Name == name);

    private string StepLabel(Entity entity, ApprovalCase one) => Definition(entity, one.Name) is { } approval ? ApprovalMessages.Label(unit, approval, one.Step) : one.Step;

    public bool Holds(BoundExpression? condition, ApprovalDefinition approval, EntityRecord record)
    {
        if (condition is null) return true;
        unit.Running($"approval {approval.Name}", approval.Location);
        return unit.App.Seldom.Evaluate(condition, new EvaluationFrame(unit.Context, record, record)) is true;
    }
}

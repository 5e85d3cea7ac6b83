using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>A decision by people about a record, step by step.</summary>
/// <param name="Name">Unique among the rules of the entity.</param>
/// <param name="SubmitWhen">What must hold to submit a record; null: always.</param>
/// <param name="Locked">Fields that stay as they are while it is being decided.</param>
/// <param name="Steps">In order; those whose condition holds when the record is submitted are gone through.</param>
/// <param name="Outcomes">What happens when it is over, at most one for each result.</param>
public sealed record ApprovalDefinition(
    string Name, Entity Entity, RecordSymbol This, BoundExpression? SubmitWhen, ImmutableArray<Field> Locked, ImmutableArray<ApprovalStep> Steps, ImmutableArray<ApprovalOutcome> Outcomes, SourceLocation Location)
{
    public ApprovalStep? Step(string name) => Steps.FirstOrDefault(step => step.Name == name);

    public ApprovalOutcome? On(ApprovalResult result) => Outcomes.FirstOrDefault(outcome => outcome.Result == result);
}

/// <param name="When">Whether a submitted record goes through it; null: always.</param>
/// <param name="People">Who decides.</param>
/// <param name="Due">Until when; null: without a limit.</param>
/// <param name="Escalation">Who may decide as well once that time has passed.</param>
public sealed record ApprovalStep(string Name, BoundExpression? When, ApprovalPeople People, TimeLimit? Due, ApprovalPeople? Escalation, SourceLocation Location);

/// <summary>Some people, and how many of them must agree.</summary>
/// <param name="Quorum">1: any one of them; null: every one.</param>
public sealed record ApprovalPeople(int? Quorum, ImmutableArray<ApprovalPerson> Persons, TextSpan Span);

/// <summary>Exactly one is set.</summary>
/// <param name="Role">Whoever has it.</param>
/// <param name="User">A path to a user of the record.</param>
public sealed record ApprovalPerson(string? Role, BoundExpression? User);

public enum ApprovalResult { Approved, Rejected, Returned, Withdrawn }

/// <param name="Job">Its commands, on the record.</param>
public sealed record ApprovalOutcome(ApprovalResult Result, BoundJob Job, SourceLocation Location)
{
    public ImmutableArray<BoundCommand> Commands => Job.Commands;
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>An example of what rules do, with the outcome that is expected of them.</summary>
/// <param name="This">What bare names of an expectation mean: the record of <paramref name="Entity"/> that was last created or changed.</param>
/// <param name="Clock">Null: the time of the run.</param>
/// <param name="User">Null: an administrator.</param>
/// <param name="Parameters">Named by <c>for each</c>.</param>
/// <param name="Rows">Values of the parameters; the test runs once for each. None: once.</param>
public sealed record BoundTest(
    string Name, Entity Entity, RecordSymbol This, BoundExpression? Clock, TestUser? User,
    ImmutableArray<VariableSymbol> Parameters, ImmutableArray<ImmutableArray<BoundExpression>> Rows, ImmutableArray<TestStep> Steps, SourceLocation Location)
{
    /// <summary>Everybody who takes part, managers before those who report to them; <see cref="User"/> is the last.</summary>
    public ImmutableArray<TestUser> Users { get; init; } = [];
}

/// <param name="Symbol">By which the test means the user.</param>
public sealed record TestUser(VariableSymbol Symbol, ImmutableArray<string> Roles)
{
    /// <summary>Another user of the test.</summary>
    public VariableSymbol? Manager { get; init; }
}

/// <summary>A step of a test, in order.</summary>
public abstract record TestStep(SourceLocation Location);

/// <summary>A record that is there beforehand: as written, neither checked nor answered by rules; what is not written takes its default.</summary>
public sealed record GivenStep(VariableSymbol Record, Entity Entity, ImmutableArray<FieldAssignment> Assignments, SourceLocation Location) : TestStep(Location);

/// <summary>Something that a user does: its outcome is what the steps behind it look at.</summary>
/// <param name="Record">The record concerned; one to be created gets its name from here, if it gets one.</param>
/// <param name="Assignments">What is entered.</param>
public abstract record ActionStep(VariableSymbol? Record, Entity Entity, ImmutableArray<FieldAssignment> Assignments, SourceLocation Location) : TestStep(Location);

public sealed record CreateStep(VariableSymbol? Record, Entity Entity, ImmutableArray<FieldAssignment> Assignments, SourceLocation Location) : ActionStep(Record, Entity, Assignments, Location);

public sealed record UpdateStep(VariableSymbol Record, Entity Entity, ImmutableArray<FieldAssignment> Assignments, SourceLocation Location) : ActionStep(Record, Entity, Assignments, Location);

public sealed record DeleteStep(VariableSymbol Record, Entity Entity, SourceLocation Location) : ActionStep(Record, Entity, [], Location);

public sealed record TransitionStep(VariableSymbol Record, Entity Entity, string Transition, SourceLocation Location) : ActionStep(Record, Entity, [], Location);

public enum ApprovalAction { Submit, Approve, Reject, Return, Withdraw }

/// <param name="Approval">Null: the one that there is, or that waits.</param>
/// <param name="By">Another user than the test's.</param>
public sealed record ApprovalActionStep(VariableSymbol Record, Entity Entity, ApprovalAction Action, string? Approval, VariableSymbol? By, SourceLocation Location) : ActionStep(Record, Entity, [], Location);

/// <param name="Rule">By which it must be refused; null: whatever refuses it.</param>
/// <param name="At">Fields of which each must be marked.</param>
public sealed record RejectedStep(string? Rule, ImmutableArray<Field> At, SourceLocation Location) : TestStep(Location);

public sealed record ExpectStep(BoundExpression Condition, SourceLocation Location) : TestStep(Location);

/// <summary>What somebody reads who asks why, of the record that was acted on last: as it would be, where that was refused.</summary>
/// <param name="Rule">By its name, or a transition of the entity.</param>
/// <param name="Text">Found anywhere in the explanation.</param>
public sealed record ExplainsStep(string Rule, BoundExpression Text, SourceLocation Location) : TestStep(Location);

/// <summary>What happens to other records: exactly this, in any order.</summary>
public sealed record EffectsStep(ImmutableArray<ExpectedEffect> Effects, SourceLocation Location) : TestStep(Location);

/// <summary>Words on channels that a record has given beforehand.</summary>
public sealed record ConsentStep(VariableSymbol Record, Entity Entity, ImmutableArray<ConsentWord> Words, SourceLocation Location) : TestStep(Location);

/// <summary>A message comes in.</summary>
/// <param name="Channel">Of the type channel.</param>
public sealed record MessageStep(BoundExpression Channel, BoundExpression Sender, BoundExpression? Text, BoundExpression? Subject, SourceLocation Location) : TestStep(Location);

/// <summary>Time passes, and every schedule runs as often as it falls due.</summary>
public sealed record TickStep(BoundExpression To, SourceLocation Location) : TestStep(Location);

public sealed record ConsentWord(Channel Channel, bool IsGranted);

/// <param name="Kind">Of the command.</param>
/// <param name="Record">Of a change or deletion: which record, where it is named; null: any of the entity.</param>
public sealed record ExpectedEffect(EffectKind Kind, Entity? Entity, BoundExpression? Record, ImmutableArray<FieldAssignment> Assignments, TextSpan Span)
{
    /// <summary>Of what goes to the outbox: the command that asks for it.</summary>
    public BoundCommand? Outside { get; init; }
}

public enum EffectKind { Create, Update, Delete, Outside }

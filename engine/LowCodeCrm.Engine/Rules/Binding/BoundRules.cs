using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>A rule of an entity. Rules are pure: effects are data that the save pipeline carries out.</summary>
/// <param name="Name">Known by it in API, history and diagnostics: the rule's own, or kind and field ("default status").</param>
/// <param name="This">The record that bare names mean.</param>
public abstract record BoundRule(string Name, Entity Entity, RecordSymbol This, SourceLocation Location);

/// <param name="Texts">By locale ("" for all): text or interpolation.</param>
public sealed record BoundMessage(ImmutableSortedDictionary<string, BoundExpression> Texts);

/// <param name="Message">Null: the runtime words one from the rule's name.</param>
public sealed record ValidateRule(string Name, Entity Entity, RecordSymbol This, BoundExpression? When, BoundExpression Require, BoundMessage? Message, ImmutableArray<Field> At, SourceLocation Location) : BoundRule(Name, Entity, This, Location);

public sealed record WarnRule(string Name, Entity Entity, RecordSymbol This, BoundExpression When, BoundMessage? Message, ImmutableArray<Field> At, SourceLocation Location) : BoundRule(Name, Entity, This, Location);

/// <summary>Gives a value on create where the caller gave none.</summary>
public sealed record DefaultRule(string Name, Entity Entity, RecordSymbol This, Field Field, BoundExpression? When, BoundExpression Value, SourceLocation Location) : BoundRule(Name, Entity, This, Location);

/// <param name="IsVolatile">Depends on the day, the time or the user: evaluated on reading.</param>
public sealed record ComputedRule(string Name, Entity Entity, RecordSymbol This, Field Field, BoundExpression Value, bool IsVolatile, SourceLocation Location) : BoundRule(Name, Entity, This, Location);

public sealed record RollupRule(string Name, Entity Entity, RecordSymbol This, Field Field, BoundAggregate Aggregate, SourceLocation Location) : BoundRule(Name, Entity, This, Location);

public enum FieldStateKind { Show, Required, ReadOnly }

public sealed record FieldStateRule(string Name, Entity Entity, RecordSymbol This, FieldStateKind Kind, ImmutableArray<Field> Fields, BoundExpression? When, SourceLocation Location) : BoundRule(Name, Entity, This, Location);

public sealed record BeforeSaveRule(string Name, Entity Entity, RecordSymbol This, BoundExpression? When, ImmutableArray<BoundCommand> Commands, SourceLocation Location) : BoundRule(Name, Entity, This, Location);

public sealed record AfterSaveRule(string Name, Entity Entity, RecordSymbol This, BoundExpression? When, ImmutableArray<BoundCommand> Commands, SourceLocation Location) : BoundRule(Name, Entity, This, Location);

/// <summary>What a rule asks the pipeline to do; in order.</summary>
public abstract record BoundCommand(TextSpan Span);

public sealed record SetCommand(Field Field, BoundExpression Value, TextSpan Span) : BoundCommand(Span);

public sealed record FieldAssignment(Field Field, BoundExpression Value);

public sealed record CreateCommand(Entity Target, ImmutableArray<FieldAssignment> Assignments, TextSpan Span) : BoundCommand(Span);

/// <param name="Record">A path to a record; an empty one is passed over.</param>
public sealed record UpdateCommand(BoundExpression Record, Entity Target, ImmutableArray<FieldAssignment> Assignments, TextSpan Span) : BoundCommand(Span);

/// <param name="Record">A path to a record, with what belongs to it; an empty one is passed over.</param>
public sealed record DeleteCommand(BoundExpression Record, Entity Target, TextSpan Span) : BoundCommand(Span);

public sealed record IfCommand(BoundExpression Condition, ImmutableArray<BoundCommand> Then, ImmutableArray<BoundCommand> Else, TextSpan Span) : BoundCommand(Span);

public sealed record LetCommand(VariableSymbol Symbol, BoundExpression Value, TextSpan Span) : BoundCommand(Span);

/// <summary>A function of the package. Record parameters are <see cref="BoundRecord"/>s in the body, others <see cref="BoundVariable"/>s.</summary>
public sealed class FunctionSymbol(string name, ImmutableArray<FunctionParameter> parameters, RuleType returnType, SourceLocation location)
{
    public string Name { get; } = name;
    public ImmutableArray<FunctionParameter> Parameters { get; } = parameters;
    public RuleType ReturnType { get; } = returnType;
    public SourceLocation Location { get; } = location;
    /// <summary>Bound after all signatures are known.</summary>
    public BoundExpression? Body { get; internal set; }
}

/// <summary>Exactly one of <paramref name="Record"/> and <paramref name="Variable"/> is set.</summary>
public sealed record FunctionParameter(string Name, RuleType Type, RecordSymbol? Record, VariableSymbol? Variable);

/// <summary>A process over a choice field: its states are the field's options.</summary>
public sealed record ProcessDefinition(string Name, Entity Entity, Field Field, RecordSymbol This, ImmutableArray<ProcessState> States, ImmutableArray<ProcessTransition> Transitions, SourceLocation Location);

public sealed record ProcessState(Option Option, bool IsInitial, bool IsFinal);

/// <param name="By">Who may; null: whoever may update. Demands true.</param>
/// <param name="Do">Commands on the same record (set) and others, run with the save that performs the transition.</param>
public sealed record ProcessTransition(string Name, ImmutableArray<Option> From, Option To, ImmutableArray<ProcessGuard> Guards, BoundExpression? By, ImmutableArray<AskedField> Asks, ImmutableArray<BoundCommand> Do, SourceLocation Location)
{
    public TransitionDeadline? Deadline { get; init; }
}

/// <summary>How long a record may wait for a transition, and what happens once when it has waited longer.</summary>
/// <param name="Waiting">The records that wait for it.</param>
/// <param name="Job">Commands on the record that is late.</param>
public sealed record TransitionDeadline(TimeLimit Limit, BoundSelection Waiting, BoundJob Job, SourceLocation Location);

public sealed record ProcessGuard(string Name, BoundExpression Condition, BoundMessage? Message, ImmutableArray<Field> Reads);

public sealed record AskedField(Field Field, bool Required);

/// <summary>All rules of one entity, each list in the order in which the pipeline runs it.</summary>
public sealed record EntityRules(
    Entity Entity,
    ImmutableArray<DefaultRule> Defaults,
    ImmutableArray<BeforeSaveRule> BeforeSave,
    // Topological: a computed field stands after those it reads.
    ImmutableArray<ComputedRule> Computed,
    ImmutableArray<ValidateRule> Validations,
    ImmutableArray<WarnRule> Warnings,
    ImmutableArray<FieldStateRule> FieldStates,
    ImmutableArray<RollupRule> Rollups,
    ImmutableArray<AfterSaveRule> AfterSave,
    ImmutableArray<ProcessDefinition> Processes)
{
    public ImmutableArray<ApprovalDefinition> Approvals { get; init; } = [];
}

/// <summary>The rules of an app, bound against <paramref name="Model"/> (which holds the fields that rules declare).</summary>
public sealed record BoundRuleSet(CrmModel Model, ImmutableArray<EntityRules> ByEntity, ImmutableArray<FunctionSymbol> Functions)
{
    /// <summary>What the package says its rules do, to be run and never published.</summary>
    public ImmutableArray<BoundTest> Tests { get; init; } = [];

    /// <summary>What commands and segments select, by index.</summary>
    public ImmutableArray<BoundSelection> Selections { get; init; } = [];

    public ImmutableArray<MessageHandler> Handlers { get; init; } = [];
    public ImmutableArray<SegmentDefinition> Segments { get; init; } = [];
    public ImmutableArray<PolicyDefinition> Policies { get; init; } = [];
    public ImmutableArray<ScheduleDefinition> Schedules { get; init; } = [];

    /// <summary>Commands that no save of a record runs, by index.</summary>
    public ImmutableArray<BoundJob> Jobs { get; init; } = [];

    public EntityRules For(Entity entity) => ByEntity[entity.Index];
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>True only where the condition is true (empty and false are both false). For a validation: true where it is <em>violated</em>.</summary>
public delegate bool RuleTest(EntityRecord record, EntityRecord? old, RuleContext context);

/// <summary>Sets one field of <paramref name="record"/> (rounded half up to its scale), if the rule's condition holds; true if the value changed.</summary>
public delegate bool RuleAssign(EntityRecord record, EntityRecord? old, RuleContext context);

/// <summary>Runs commands: <c>set</c> assigns to <paramref name="record"/> at once, everything else is added to <paramref name="effects"/> for the pipeline to carry out in order.</summary>
public delegate void RuleCommands(EntityRecord record, EntityRecord? old, RuleContext context, List<Effect> effects);

/// <summary>What a rule asks for, as data.</summary>
public abstract record Effect;

/// <param name="Fields">Indices of the assigned fields of the target, parallel to <paramref name="Values"/> (boxed as <see cref="EntityRecord"/> says).</param>
public sealed record CreateEffect(int EntityIndex, ImmutableArray<int> Fields, ImmutableArray<object?> Values) : Effect;

public sealed record UpdateEffect(int EntityIndex, Guid Id, ImmutableArray<int> Fields, ImmutableArray<object?> Values) : Effect;

public sealed record DeleteEffect(int EntityIndex, Guid Id) : Effect;

/// <summary>Something outside the database: it goes to the outbox.</summary>
public abstract record OutsideEffect : Effect;

/// <param name="Channel">By name.</param>
/// <param name="Key">By which it happens once.</param>
public sealed record SendEffect(string Channel, string Template, int EntityIndex, Guid Id, string Key) : OutsideEffect;

/// <summary>Answers the message at hand.</summary>
public sealed record ReplyEffect(string Template) : OutsideEffect;

/// <param name="Texts">By locale ("" for all); none: the runtime words one.</param>
public sealed record NotifyEffect(ImmutableArray<Guid> Users, ImmutableArray<string> Roles, ImmutableArray<(string Locale, string Text)> Texts) : OutsideEffect;

/// <param name="Values">By name, boxed; a record by its id.</param>
public sealed record WebhookEffect(string Name, ImmutableArray<(string Name, object? Value)> Values, string? Key) : OutsideEffect;

/// <summary>The executable rules of one entity: each list parallel to the one of the same name in <see cref="Binding.EntityRules"/>. Compiled and interpreted programs are interchangeable.</summary>
public sealed record EntityProgram(
    ImmutableArray<RuleAssign> Defaults,
    ImmutableArray<RuleCommands> BeforeSave,
    ImmutableArray<RuleAssign> Computed,
    ImmutableArray<RuleTest> Validations,
    ImmutableArray<RuleTest> Warnings,
    ImmutableArray<RuleTest> FieldStates,
    ImmutableArray<RuleAssign> Rollups,
    ImmutableArray<RuleCommands> AfterSave,
    ImmutableArray<ProcessProgram> Processes);

public sealed record ProcessProgram(ImmutableArray<TransitionProgram> Transitions);

/// <param name="Guards">True where the guard <em>holds</em>.</param>
/// <param name="By">True where the caller may; null: whoever may update.</param>
public sealed record TransitionProgram(ImmutableArray<RuleTest> Guards, RuleTest? By, RuleCommands Do);

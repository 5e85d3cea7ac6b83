using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Puts a message into the outbox, where the record has agreed to the channel.</summary>
/// <param name="Channel">Of the type channel.</param>
/// <param name="Template">By name: <c>templates/NAME.LOCALE.*</c>.</param>
/// <param name="Record">Who receives; an empty one is passed over.</param>
/// <param name="Key">Makes it happen once. Null: only in the expectations of tests.</param>
public sealed record SendCommand(BoundExpression Channel, string Template, BoundExpression Record, Entity Target, BoundExpression? Key, TextSpan Span) : BoundCommand(Span);

/// <summary>Answers the message at hand on its channel.</summary>
public sealed record ReplyCommand(string Template, TextSpan Span) : BoundCommand(Span);

/// <summary>People named by <c>role(r)</c> and paths to users.</summary>
public sealed record NotifiedPeople(ImmutableArray<string> Roles, ImmutableArray<BoundExpression> Users);

/// <param name="Message">Null: the runtime words one from the rule's name.</param>
public sealed record NotifyCommand(NotifiedPeople People, BoundMessage? Message, TextSpan Span) : BoundCommand(Span);

/// <summary>A call to an address that the operator keeps under a name.</summary>
public sealed record WebhookCommand(string Name, ImmutableArray<NamedValue> Values, BoundExpression? Key, TextSpan Span) : BoundCommand(Span);

public sealed record NamedValue(string Name, BoundExpression Value);

/// <summary>Adds a tag to a field of the rule's record, or takes it away.</summary>
public sealed record TagCommand(Field Field, BoundExpression Tag, bool IsAdded, TextSpan Span) : BoundCommand(Span);

/// <summary>Commands for each record of a selection, which is made once, before the first of them.</summary>
public sealed record ForEachCommand(BoundSelection Selection, ImmutableArray<BoundCommand> Body, TextSpan Span) : BoundCommand(Span);

/// <summary>Records that the database finds: <paramref name="Where"/> must be exact SQL.</summary>
/// <param name="Index">Position in <see cref="BoundRuleSet.Selections"/>.</param>
/// <param name="Item">The record at hand.</param>
/// <param name="Where">Demands true; null: all. What it reads of the rule's own record stands in it as variables of <paramref name="Outer"/>.</param>
/// <param name="Outer">Worked out before the selection is made.</param>
/// <param name="Limit">The greatest number of records; the first ones by id.</param>
public sealed record BoundSelection(int Index, Entity Source, RecordSymbol Item, BoundExpression? Where, ImmutableArray<OuterValue> Outer, int Limit, SourceLocation Location);

public sealed record OuterValue(VariableSymbol Symbol, BoundExpression Value);

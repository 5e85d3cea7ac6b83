using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>A typed expression: the one input of every back end. Children are already converted to the types their parent needs.</summary>
/// <param name="Type">Optional exactly where the value may be empty.</param>
/// <param name="Span">Where it stands in its file.</param>
public abstract record BoundExpression(RuleType Type, TextSpan Span);

/// <summary>A constant. Value: bool, long, decimal, string (text; a choice's option value; a channel's name), DateOnly, TimeOnly, DateTime (UTC), TimeSpan, Period, TextSet; null is empty.</summary>
public sealed record BoundLiteral(object? Value, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>A record in scope: <c>this</c>, the inner record of an aggregate, a function's record parameter.</summary>
/// <remarks>The name is "this", "inner" or the parameter's.</remarks>
public sealed class RecordSymbol(string name, string entity)
{
    public string Name { get; } = name;
    public string Entity { get; } = entity;
    public override string ToString() => Name;
}

public sealed record BoundRecord(RecordSymbol Symbol, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>The current user's record ("$user"); empty for the system.</summary>
public sealed record BoundUser(RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>A field of a record. An empty record gives an empty value. A to-one field gives the related record's reference (see <see cref="RuleType.Record"/>).</summary>
public sealed record BoundField(BoundExpression Record, Entity Entity, Field Field, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>The value a field of the saved record had before this save (<c>old(f)</c>); empty on create.</summary>
public sealed record BoundOldField(Entity Entity, Field Field, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary><c>changed(f)</c>: old and new differ, null-safe.</summary>
public sealed record BoundChanged(Entity Entity, Field Field, TextSpan Span) : BoundExpression(RuleType.Bool, Span);

/// <summary>A member of a structured value: personName.family, address.city, geo.lat, file.name …; <paramref name="Member"/> as in JSON.</summary>
public sealed record BoundMember(BoundExpression Target, string Member, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>A <c>let</c> or a function's parameter.</summary>
public sealed class VariableSymbol(string name, RuleType type)
{
    public string Name { get; } = name;
    public RuleType Type { get; } = type;
    public override string ToString() => Name;
}

public sealed record BoundVariable(VariableSymbol Symbol, TextSpan Span) : BoundExpression(Symbol.Type, Span);

public enum UnaryOperator { Not, Negate }

public sealed record BoundUnary(UnaryOperator Operator, BoundExpression Operand, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

public enum BinaryOperator
{
    Coalesce, Or, And,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
    Concat, Add, Subtract, Multiply, Divide, Mod,
}

/// <summary>
/// Operands have been converted: comparisons and decimal arithmetic see equal kinds (int with int, else decimal-like with decimal-like);
/// temporal arithmetic keeps its own (date ± duration, date ± period, date − date, datetime …, duration × number …). Equal and NotEqual are null-safe and never optional.
/// </summary>
public sealed record BoundBinary(BinaryOperator Operator, BoundExpression Left, BoundExpression Right, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary><c>is set</c> / <c>is empty</c> (negated).</summary>
public sealed record BoundIsSet(BoundExpression Operand, bool Negated, TextSpan Span) : BoundExpression(RuleType.Bool, Span);

/// <summary>Membership in a set expression (null-safe, never empty), in a tags or multiChoice value (the same), or in a <see cref="BoundRange"/> (empty operand or bound → empty). <c>between</c> is a closed range.</summary>
public sealed record BoundIn(BoundExpression Operand, BoundExpression Container, bool Negated, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary><c>{a, b}</c>, items of one type. Of the type list it is what a table gives that collects its results: the items that are not empty, in order.</summary>
public sealed record BoundSet(ImmutableArray<BoundExpression> Items, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>A missing bound (null) is unbounded.</summary>
public sealed record BoundRange(BoundExpression? Low, bool LowIncluded, BoundExpression? High, bool HighIncluded, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>An unknown condition takes <paramref name="Else"/>.</summary>
public sealed record BoundIf(BoundExpression Condition, BoundExpression Then, BoundExpression Else, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

public sealed record BoundLet(VariableSymbol Symbol, BoundExpression Value, BoundExpression Body, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>A call of a built-in. Arguments are in the order of the signature, optional ones filled in with their defaults.</summary>
/// <remarks>
/// Some calls are bound as what they mean, so that every back end finds reads and failures where they are. <c>consent(c)</c> has the record before the channel;
/// <c>recent_sends</c> and <c>reply_rate</c> have the instant <c>now() - d</c> in place of d; <c>contactable_channels(p)</c> has p and a text: the name of each
/// channel whose address is set, with a space behind.
/// </remarks>
public sealed record BoundCall(FunctionInfo Function, ImmutableArray<BoundExpression> Arguments, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>A call of a <c>function</c> of the package. Functions never recurse, so a back end may inline.</summary>
public sealed record BoundFunctionCall(FunctionSymbol Function, ImmutableArray<BoundExpression> Arguments, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>int → decimal → money/percent and back between the decimal-likes, T → T?, and a choice all of whose options are channels' names to channel. No other conversion exists.</summary>
public sealed record BoundConversion(BoundExpression Operand, RuleType Type, TextSpan Span) : BoundExpression(Type, Span)
{
    /// <summary>A set or list of int becomes one of decimals: each item is converted.</summary>
    public bool WidensItems => Operand.Type.Element?.Kind == TypeKind.Int && Type.Element is { IsDecimalLike: true };
}

/// <summary><c>"text {expr}"</c>: each part a text literal or an expression formatted as <c>text(x)</c> (in messages: for the reader's locale). Empty parts are "".</summary>
public sealed record BoundInterpolation(ImmutableArray<BoundExpression> Parts, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

public enum AggregateKind { Any, All, Count, Sum, Average, Min, Max }

/// <summary>
/// An aggregate over a to-many relation: the records of <paramref name="Source"/> whose <paramref name="Via"/> is <paramref name="Parent"/>; or, where
/// <paramref name="Via"/> is a many-to-many field of the parent, those that it holds.
/// </summary>
/// <param name="Parent">The record at the "one" end (usually this).</param>
/// <param name="Inner">What a bare name in where and value means.</param>
/// <param name="Where">Demands true; null: all.</param>
/// <param name="Value">Of sum, average, min, max; and the condition of <c>all</c> as second argument. Empty values are left out.</param>
public sealed record BoundAggregate(AggregateKind Aggregate, Entity Source, Field Via, BoundExpression Parent, RecordSymbol Inner, BoundExpression? Where, BoundExpression? Value, RuleType Type, TextSpan Span) : BoundExpression(Type, Span)
{
    /// <summary>Of a many-to-many field: the entity that has it; null for a lookup.</summary>
    public Entity? LinkOwner { get; init; }
}

/// <summary>
/// The best of a list: of the items for which <paramref name="Where"/> is true, the one with the greatest sum of scores; of several, the first. Empty scores
/// count as nothing.
/// </summary>
/// <param name="Item">The item at hand.</param>
/// <param name="From">A list or set.</param>
/// <param name="Otherwise">Where no item is left; null: empty.</param>
public sealed record BoundChoose(VariableSymbol Item, BoundExpression From, BoundExpression? Where, ImmutableArray<BoundScore> Scores, BoundExpression? Otherwise, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <param name="Value">A decimal.</param>
/// <param name="When">Demands true; null: always.</param>
public sealed record BoundScore(BoundExpression Value, BoundExpression? When);

/// <summary><c>match contact by m.sender</c>: the record whose address on the message's channel it is.</summary>
public sealed record BoundMatch(Entity Entity, BoundExpression Sender, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>A part of the message that a handler answers: <c>m.text</c>.</summary>
/// <param name="Member">One of <see cref="Evaluation.IncomingMessage"/>'s, as rules write it.</param>
public sealed record BoundMessagePart(string Member, RuleType Type, TextSpan Span) : BoundExpression(Type, Span);

/// <summary>After a reported error; no back end sees it.</summary>
public sealed record BoundError(TextSpan Span) : BoundExpression(RuleType.Error, Span);

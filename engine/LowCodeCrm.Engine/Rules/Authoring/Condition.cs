using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>A part of a condition that can be edited without knowing the language: a group, or one comparison.</summary>
public abstract record ConditionItem;

/// <param name="All">Whether every item must hold, or any one.</param>
public sealed record ConditionGroup(bool All, ImmutableArray<ConditionItem> Items) : ConditionItem
{
    public static readonly ConditionGroup Empty = new(true, []);
}

/// <param name="Path">A field, through lookups and into structured values by dots: <c>account.rank</c>, <c>name.family</c>.</param>
/// <param name="Operator">One of <see cref="ConditionOperators"/>.</param>
/// <param name="Values">None, one, two (between) or any number (in), as the operator takes.</param>
public sealed record Condition(string Path, string Operator, ImmutableArray<ConditionValue> Values) : ConditionItem;

public abstract record ConditionValue;

/// <param name="Value">bool, long, decimal, or a string: a text, an option's value, a date, time or instant as the language writes it.</param>
public sealed record LiteralValue(object Value) : ConditionValue;

/// <summary>What depends on the day or the user: <c>today() - days(14)</c>, <c>user</c>.</summary>
public sealed record ExpressionValue(string Text) : ConditionValue;

using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>How one database writes what all of them can: the translator decides what is said, this says it.</summary>
public abstract class SqlSyntax
{
    /// <summary>The product's name, for messages.</summary>
    public abstract string Database { get; }

    /// <summary>Whether a decimal is one value of a type of its own, that no operation rounds unasked; else decimals are scaled integers and ordered text.</summary>
    public abstract bool HasDecimals { get; }

    public abstract string Truth(bool value);

    /// <summary>Null-safe equality: never unknown.</summary>
    public abstract string Same(string left, string right, bool negated);

    /// <summary>A column of truth values, as a condition.</summary>
    public abstract string Holds(string column);

    /// <summary>An operand of <c>&lt;</c>: text goes by code point.</summary>
    public abstract string Ordered(string operand, RuleType type);

    /// <summary>An expression whose branches may all be NULL, with the type that the functions around it take.</summary>
    public abstract string Typed(string expression, RuleType type);

    public abstract string Length(string text);
    public abstract string Contains(string text, string part);
    public abstract string StartsWith(string text, string part);

    /// <summary>Membership in a stored set; an empty item is in none.</summary>
    public abstract string IsIn(string item, string set);

    /// <summary>The least or greatest, NULL where one is; null: there is a function for two.</summary>
    public abstract string? Extreme(bool isLeast, IEnumerable<string> operands);

    /// <summary>The database's own pattern of the same meaning; null: there is a function.</summary>
    public abstract string? Matches(string text, string pattern, Func<object, string> constant);

    /// <summary>The second, after the first was evaluated.</summary>
    public abstract string Second(string first, string second);

    /// <summary>The name by which a statement calls a function; null: the database has not got it.</summary>
    public abstract string? NameOf(SqlFunction function);
}

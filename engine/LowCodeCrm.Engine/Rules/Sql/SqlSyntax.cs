using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>How one database writes what all of them can: the translator decides what is said, this says it.</summary>
public abstract class SqlSyntax
{
    /// <summary>The product's name, for messages.</summary>
    public abstract string Database { get; }

    /// <summary>Whether a decimal is one value of a type of its own, that no operation rounds unasked; else decimals are scaled integers and ordered text.</summary>
    public abstract bool HasDecimals { get; }

    /// <summary>Most digits of a decimal that arithmetic reaches exactly, where the type of a decimal says how many it has; 0: any number of them.</summary>
    public virtual int DecimalDigits => 0;

    /// <summary>Whether a condition is a value like any other. Where it is not, truth stands in statements as a condition: <see cref="Flag"/> makes a value of one, <see cref="Fact"/> a condition of a value.</summary>
    public virtual bool HasTruthValues => true;

    /// <summary>Whether its own comparison of texts disregards spaces at the end.</summary>
    public virtual bool PadsText => false;

    public abstract string Truth(bool value);

    /// <summary>A condition as a value.</summary>
    public virtual string Flag(string condition) => condition;

    /// <summary>A value that is a truth, as a condition.</summary>
    public virtual string Fact(string value) => value;

    /// <summary>A condition that is false or unknown.</summary>
    public virtual string NotTrue(string condition) => $"{condition} IS NOT TRUE";

    /// <summary>A condition where something is known, unknown elsewhere.</summary>
    public virtual string Where(string known, string condition) => $"(CASE WHEN {known} THEN {condition} END)";

    /// <summary>The number of rows, as an int.</summary>
    public virtual string Count => "count(*)";

    /// <summary>The first row of a query; <paramref name="rest"/> begins with FROM and says the order.</summary>
    public virtual string First(string columns, string rest) => $"SELECT {columns} {rest} LIMIT 1";

    /// <summary>Null-safe equality: never unknown.</summary>
    public abstract string Same(string left, string right, RuleType type, bool negated);

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
    public abstract string? Extreme(bool isLeast, IEnumerable<string> operands, RuleType type);

    /// <summary>The database's own pattern of the same meaning; null: there is a function.</summary>
    public abstract string? Matches(string text, string pattern, Func<object, string> constant);

    /// <summary>The second, after the first was evaluated.</summary>
    public abstract string Second(string first, string second);

    /// <summary>The name by which a statement calls a function; null: the database has not got it.</summary>
    public abstract string? NameOf(SqlFunction function);
}

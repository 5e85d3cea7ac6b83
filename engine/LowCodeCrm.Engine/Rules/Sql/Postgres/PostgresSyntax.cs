using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql.Postgres;

/// <summary>PostgreSQL: decimals are <c>numeric</c>, and what it has no exact operator for are functions of <see cref="PostgresFunctions"/>.</summary>
/// <param name="schema">Where those functions are.</param>
public sealed class PostgresSyntax(string schema) : SqlSyntax
{
    private readonly string prefix = SqlContext.Quote(schema) + ".";

    public override string Database => "PostgreSQL";
    public override bool HasDecimals => true;
    public override string Truth(bool value) => value ? "TRUE" : "FALSE";
    public override string Same(string left, string right, RuleType type, bool negated) => $"({left} IS {(negated ? "" : "NOT ")}DISTINCT FROM {right})";
    public override string Holds(string column) => column;

    // The collation of a database may be any; the language goes by code point.
    public override string Ordered(string operand, RuleType type) => type.Kind == TypeKind.Text ? $"({operand} COLLATE \"C\")" : operand;

    public override string Typed(string expression, RuleType type) => TypeOf(type) is { } name ? $"{expression}::{name}" : expression;
    public override string Length(string text) => $"char_length({text})::bigint";
    public override string Contains(string text, string part) => $"(strpos({text}, {part}) > 0)";
    public override string StartsWith(string text, string part) => $"starts_with({text}, {part})";
    public override string IsIn(string item, string set) => $"coalesce({item} = ANY({set}), FALSE)";
    public override string? Extreme(bool isLeast, IEnumerable<string> operands, RuleType type) => null;
    public override string Matches(string text, string pattern, Func<object, string> constant) => $"(({text} COLLATE \"C\") ~ {constant(PostgresPattern.Of(pattern))})";
    public override string Second(string first, string second) => $"(CASE WHEN {prefix}seen(({first})::text) THEN {second} END)";
    public override string? NameOf(SqlFunction function) => PostgresFunctions.Has(function.Name) ? prefix + function.Name : null;

    private static string? TypeOf(RuleType type) => type.Kind switch
    {
        TypeKind.Bool => "boolean",
        TypeKind.Int or TypeKind.Time or TypeKind.DateTime or TypeKind.Duration or TypeKind.Period => "bigint",
        TypeKind.Decimal or TypeKind.Money or TypeKind.Percent => "numeric",
        TypeKind.Text or TypeKind.Choice or TypeKind.Channel => "text",
        TypeKind.Date => "date",
        _ => null,
    };
}

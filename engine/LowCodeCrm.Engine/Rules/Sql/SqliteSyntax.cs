using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>SQLite: truth is 0 and 1, text is compared byte by byte, and every function of <see cref="SqlFunctions"/> is registered.</summary>
public sealed class SqliteSyntax : SqlSyntax
{
    public static SqliteSyntax Instance { get; } = new();

    public override string Database => "SQLite";
    public override bool HasDecimals => false;
    public override string Truth(bool value) => value ? "1" : "0";
    public override string Same(string left, string right, RuleType type, bool negated) => $"({left} IS {(negated ? "NOT " : "")}{right})";
    public override string Holds(string column) => $"({column} = 1)";
    public override string Ordered(string operand, RuleType type) => operand;
    public override string Typed(string expression, RuleType type) => expression;
    public override string Length(string text) => $"length({text})";
    public override string Contains(string text, string part) => $"(instr({text}, {part}) > 0)";
    public override string StartsWith(string text, string part) => $"(substr({text}, 1, length({part})) = {part})";
    public override string IsIn(string item, string set) => $"(EXISTS (SELECT 1 FROM json_each({set}) WHERE value = {item}))";

    // Its min and max of several give NULL where one is.
    public override string Extreme(bool isLeast, IEnumerable<string> operands, RuleType type) => $"{(isLeast ? "min" : "max")}({string.Join(", ", operands)})";

    public override string? Matches(string text, string pattern, Func<object, string> constant) => null;
    public override string Second(string first, string second) => $"{SqlFunctions.Second}({first}, {second})";
    public override string NameOf(SqlFunction function) => function.Name;
}

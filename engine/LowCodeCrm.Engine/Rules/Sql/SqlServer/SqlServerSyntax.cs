using System.Globalization;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Sql.SqlServer;

/// <summary>SQL Server 2019 and later, in a database whose collation is <see cref="Collation"/>; parameters of texts are sent as varchar.</summary>
/// <remarks>
/// Its conditions are no values, its decimals have the digits that their types say, and its comparisons of texts disregard spaces at the end: where that
/// matters, bytes are compared, which in UTF-8 go by code point. What it is not known to do exactly it does not do.
/// </remarks>
/// <param name="schema">Where the functions of <see cref="SqlServerFunctions"/> are.</param>
public sealed class SqlServerSyntax(string schema) : SqlSyntax
{
    /// <summary>Of every column of texts.</summary>
    public const string Collation = "Latin1_General_100_BIN2_UTF8";

    /// <summary>Counts a supplementary character as one, as documented; never used to compare.</summary>
    private const string CodePoints = "Latin1_General_100_CS_AS_SC_UTF8";

    private readonly string prefix = SqlContext.Quote(schema) + ".";

    public override string Database => "SQL Server";
    public override bool HasDecimals => true;
    // Up to here a result is exact in System.Decimal too.
    public override int DecimalDigits => 28;
    public override bool HasTruthValues => false;
    public override bool PadsText => true;
    public override string Count => "COUNT_BIG(*)";
    public override string Truth(bool value) => value ? "(1 = 1)" : "(1 = 0)";
    public override string Flag(string condition) => condition == Truth(true) ? "CAST(1 AS bit)" : condition == Truth(false) ? "CAST(0 AS bit)" : $"(CASE WHEN {condition} THEN CAST(1 AS bit) WHEN NOT {condition} THEN CAST(0 AS bit) END)";
    public override string Fact(string value) => $"({value} = 1)";
    public override string NotTrue(string condition) => $"((CASE WHEN {condition} THEN 1 ELSE 0 END) = 0)";
    public override string Where(string known, string condition) => $"((CASE WHEN {known} THEN {Flag(condition)} END) = 1)";
    public override string First(string columns, string rest) => $"SELECT TOP (1) {columns} {rest}";

    // Its optimizer seeks for INTERSECT as it does for =.
    public override string Same(string left, string right, RuleType type, bool negated)
    {
        if (left == "NULL") (left, right) = (right, left);
        if (right == "NULL") return left == "NULL" ? Truth(!negated) : $"({left} IS {(negated ? "NOT " : "")}NULL)";
        var (one, other) = type.Kind is TypeKind.Text or TypeKind.Channel ? ($"{left}, DATALENGTH({left})", $"{right}, DATALENGTH({right})") : (left, right);
        return $"({(negated ? "NOT " : "")}EXISTS (SELECT {one} INTERSECT SELECT {other}))";
    }

    // The column was made a condition where it was named.
    public override string Holds(string column) => column;
    public override string Ordered(string operand, RuleType type) => type.Kind == TypeKind.Text ? Bytes(operand) : operand;
    public override string Typed(string expression, RuleType type) => expression;
    public override string Length(string text) => $"(CAST(LEN(({text} + '.') COLLATE {CodePoints}) AS bigint) - 1)";
    public override string Contains(string text, string part) => $"(CHARINDEX({part}, {text}) > 0 OR DATALENGTH({part}) = 0 AND DATALENGTH({text}) >= 0)";
    public override string StartsWith(string text, string part) => $"(SUBSTRING({Bytes(text)}, 1, DATALENGTH({part})) = {Bytes(part)})";

    // A set is kept as a JSON array of texts, whose values come out as nvarchar.
    public override string IsIn(string item, string set) => $"(EXISTS (SELECT 1 FROM OPENJSON({set}) AS j WHERE {Bytes($"j.\"value\" COLLATE {Collation}", "nvarchar(max)")} = {Bytes(item, "nvarchar(max)")}))";

    // Each operand stands there once, however many there are.
    public override string? Extreme(bool isLeast, IEnumerable<string> operands, RuleType type)
    {
        if (type.Kind == TypeKind.Text) return null;
        var all = operands.ToArray();
        return string.Create(CultureInfo.InvariantCulture, $"(SELECT CASE WHEN COUNT_BIG(v.x) = {all.Length} THEN {(isLeast ? "MIN" : "MAX")}(v.x) END FROM (VALUES ({string.Join("), (", all)})) AS v(x))");
    }

    public override string? Matches(string text, string pattern, Func<object, string> constant) => null;
    public override string Second(string first, string second) => $"(CASE WHEN {first} IS NULL THEN {second} ELSE {second} END)";
    public override string? NameOf(SqlFunction function) => SqlServerFunctions.Has(function.Name) ? $"{prefix}{SqlContext.Quote(function.Name)}" : null;

    private static string Bytes(string text) => $"CAST({text} AS varbinary(max))";
    private static string Bytes(string text, string type) => $"CAST(CAST({text} AS {type}) AS varbinary(max))";
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>What the parts of one statement share: the app's tables, its parameters, its aliases. One statement, one thread.</summary>
/// <param name="model">The app.</param>
/// <param name="schema">Its tables.</param>
/// <param name="codec">How the database holds values.</param>
/// <param name="rules">Where fields that are computed on reading find their rules; null: such fields are not to be had.</param>
public sealed class SqlContext(CrmModel model, DatabaseSchema schema, ColumnCodec codec, BoundRuleSet? rules = null)
{
    /// <summary>Longest statement that is sent, in UTF-16 units: a <c>let</c> that is used twice stands twice.</summary>
    public const int MaximumLength = 1_000_000;

    private readonly List<SqlParameter> parameters = [];
    private int aliases;
    private int joins;

    public CrmModel Model { get; } = model;
    public DatabaseSchema Schema { get; } = schema;
    public ColumnCodec Codec { get; } = codec;
    public BoundRuleSet? Rules { get; } = rules;
    public IReadOnlyList<SqlParameter> Parameters => parameters;

    /// <summary>The database's way of writing.</summary>
    public SqlSyntax Syntax { get; init; } = SqliteSyntax.Instance;

    /// <summary>Most joins in one statement; SQLite takes 64 tables.</summary>
    public int MaximumJoins { get; init; } = 50;

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A bound constant; its name in the text.</summary>
    /// <param name="stored">As the column form of the database has it; <see cref="DBNull"/> for empty.</param>
    public string Constant(object stored) => Add(SqlParameterKind.Constant, stored);

    /// <summary>A value that is known when the statement runs.</summary>
    public string Runtime(SqlParameterKind kind, object? value = null)
    {
        foreach (var parameter in parameters)
            if (parameter.Kind == kind && Equals(parameter.Value, value))
                return parameter.Name;
        return Add(kind, value);
    }

    internal string NextAlias() => $"t{aliases++}";

    internal void CountJoin(TextSpan span)
    {
        if (++joins > MaximumJoins)
            throw SqlLimitation.Of(span, $"more than {MaximumJoins} related tables in one query", $"1つの問い合わせで {MaximumJoins} を超える関連テーブル");
    }

    private string Add(SqlParameterKind kind, object? value)
    {
        var name = $"@p{parameters.Count}";
        parameters.Add(new SqlParameter(name, kind, value));
        return name;
    }
}

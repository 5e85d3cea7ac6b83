using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Evaluates in an SQLite database in memory.</summary>
public sealed class SqliteEvalBackEnd : SqlEvalBackEnd
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public SqliteEvalBackEnd() : base(SqliteCodec.Instance, SqliteSyntax.Instance)
    {
        connection.Open();
        SqliteFunctions.Register(connection);
    }

    public override string Name => "sqlite";
    public override void Dispose() => connection.Dispose();

    protected override DbCommand NewCommand(RuleContext context) => connection.CreateCommand();
    protected override DbParameter NewParameter(string name, object value, RuleType? type) => new SqliteParameter(name, value);
    protected override object StoredDecimal(decimal value) => OrderedDecimal.Encode(value);
    protected override object StoredList(IEnumerable<string> items) => JsonSerializer.Serialize(items);
    protected override TextList ReadList(DbDataReader reader) => new([.. JsonSerializer.Deserialize<string[]>(reader.GetString(0))!]);

    protected override decimal ReadDecimal(SqlValue value, DbDataReader reader) => value.Form switch
    {
        SqlForm.Scaled => reader.GetInt64(0) * new decimal(1, 0, 0, false, (byte)value.Scale),
        _ => OrderedDecimal.Decode(reader.GetString(0)),
    };

    protected override Exception ErrorOf(DbException failure) =>
        failure.Message.Contains("LCR6002", StringComparison.Ordinal) ? RuleErrors.TimeOutOfRange()
        : failure.Message.Contains("LCR6003", StringComparison.Ordinal) ? RuleErrors.PartOfDay()
        : failure.Message.Contains("LCR6005", StringComparison.Ordinal) ? RuleErrors.UnknownZone("")
        : failure.Message.Contains("LCR6", StringComparison.Ordinal) || failure.Message.Contains("integer overflow", StringComparison.Ordinal) ? RuleErrors.Overflow()
        // Nesting past what SQLite parses.
        : Unsupported(LocalizedText.Of("an expression of this depth", "この深さの式"));
}

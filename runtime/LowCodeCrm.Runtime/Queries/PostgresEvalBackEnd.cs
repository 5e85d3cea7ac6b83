using System.Data.Common;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Sql.Postgres;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Data.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Evaluates in a PostgreSQL server. What it needs there is temporary: nothing stays when the connection ends.</summary>
public sealed class PostgresEvalBackEnd : SqlEvalBackEnd
{
    private const string Schema = "pg_temp";
    private readonly NpgsqlConnection connection;
    private readonly HashSet<string> zones = new(StringComparer.Ordinal);

    // The first and the last day are days of the language; Npgsql would send them as infinities.
    static PostgresEvalBackEnd() => AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", true);

    /// <param name="connectionString">As Npgsql has it. The role needs the right to make temporary tables.</param>
    /// <exception cref="ArgumentException">It is malformed, or the database does not hold UTF-8.</exception>
    /// <exception cref="NpgsqlException">The server cannot be reached, or refuses.</exception>
    public PostgresEvalBackEnd(string connectionString) : base(PostgresCodec.Instance, new PostgresSyntax(Schema))
    {
        connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SHOW server_encoding";
        if (command.ExecuteScalar() is not "UTF8") throw new ArgumentException("The database must be one of UTF-8: createdb --encoding UTF8 --template template0.");
        // A plan that knows its parameters leaves out what a NULL beside it makes needless, and with it the failure that the language demands.
        command.CommandText = "SET plan_cache_mode = force_generic_plan;\n" + PostgresFunctions.Script(Schema);
        command.ExecuteNonQuery();
    }

    public override string Name => "postgres";
    public override void Dispose() => connection.Dispose();

    protected override DbCommand NewCommand(RuleContext context)
    {
        if (zones.Add(context.TimeZone)) Fill(context.TimeZone);
        return connection.CreateCommand();
    }

    protected override DbParameter NewParameter(string name, object value, RuleType? type) =>
        type is null ? new NpgsqlParameter(name, value) : new NpgsqlParameter(name, TypeOf(type)) { Value = value };

    protected override object StoredDecimal(decimal value) => value;
    protected override object StoredList(IEnumerable<string> items) => items.ToArray();
    protected override decimal ReadDecimal(SqlValue value, DbDataReader reader) => reader.GetDecimal(0);
    protected override TextList ReadList(DbDataReader reader) => new([.. reader.GetFieldValue<string[]>(0)]);

    protected override Exception ErrorOf(DbException failure) => failure.SqlState switch
    {
        "22003" => RuleErrors.Overflow(),
        "LC002" => RuleErrors.TimeOutOfRange(),
        "LC003" => RuleErrors.PartOfDay(),
        "LC007" => new RuleBudgetException("text"),
        // Nesting past the server's stack, or past what it takes in one statement.
        "54001" or "54000" or "54023" => Unsupported(LocalizedText.Of("an expression of this depth", "この深さの式")),
        _ => failure,
    };

    private void Fill(string zone)
    {
        using var import = connection.BeginBinaryImport($"COPY {Schema}.{PostgresFunctions.ZoneTable} (zone, since, shift) FROM STDIN (FORMAT binary)");
        foreach (var (since, offset) in TimeZones.Get(zone).Offsets())
        {
            import.StartRow();
            import.Write(zone, NpgsqlDbType.Text);
            import.Write(since, NpgsqlDbType.Bigint);
            import.Write(offset, NpgsqlDbType.Integer);
        }
        import.Complete();
    }

    private static NpgsqlDbType TypeOf(RuleType type) => type.Kind switch
    {
        TypeKind.Bool => NpgsqlDbType.Boolean,
        TypeKind.Int or TypeKind.Time or TypeKind.DateTime or TypeKind.Duration or TypeKind.Period => NpgsqlDbType.Bigint,
        TypeKind.Date => NpgsqlDbType.Date,
        TypeKind.Set or TypeKind.List => NpgsqlDbType.Array | NpgsqlDbType.Text,
        _ => type.IsDecimalLike ? NpgsqlDbType.Numeric : NpgsqlDbType.Text,
    };
}

using System.Collections.Frozen;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Evaluates an expression by one SELECT in SQLite, its variables as parameters: what filters and policies do, without an app.</summary>
public sealed class SqliteEvalBackEnd : IEvalBackEnd, IDisposable
{
    private static readonly CrmModel NoModel = new("", "eval", LocalizedText.Empty, []);
    private static readonly DatabaseSchema NoSchema = new([], FrozenDictionary<string, EntityMapping>.Empty);
    private static readonly SqliteCodec Codec = SqliteCodec.Instance;
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public SqliteEvalBackEnd()
    {
        connection.Open();
        SqliteFunctions.Register(connection);
    }

    public string Name => "sqlite";

    public object? Evaluate(BoundExpression expression, IReadOnlyDictionary<VariableSymbol, object?> variables, RuleContext context)
    {
        var statement = new SqlContext(NoModel, NoSchema, Codec);
        var translator = new SqlTranslator(statement);
        foreach (var symbol in variables.Keys) translator.Define(symbol);
        SqlValue value;
        try { value = translator.Selected(expression); }
        catch (SqlLimitation limitation) { throw Unsupported(limitation.Construct); }

        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {value.Text}";
        foreach (var parameter in statement.Parameters) command.Parameters.AddWithValue(parameter.Name, ValueOf(parameter, variables, context));
        try
        {
            using var reader = command.ExecuteReader();
            reader.Read();
            return reader.IsDBNull(0) ? null : Read(value, reader);
        }
        catch (SqliteException failure) { throw ErrorOf(failure); }
    }

    public void Dispose() => connection.Dispose();

    private static EvalUnsupportedException Unsupported(LocalizedText construct) => new("LCR7101", LocalizedText.Of(
        $"SQLite cannot compute {construct.For("en").Trim()} exactly.", $"{construct.For("ja").Trim()}は SQLite では正確に計算できません。"));

    private static Exception ErrorOf(SqliteException failure) =>
        failure.Message.Contains("LCR6002", StringComparison.Ordinal) ? RuleErrors.TimeOutOfRange()
        : failure.Message.Contains("LCR6003", StringComparison.Ordinal) ? RuleErrors.PartOfDay()
        : failure.Message.Contains("LCR6005", StringComparison.Ordinal) ? RuleErrors.UnknownZone("")
        : failure.Message.Contains("LCR6", StringComparison.Ordinal) || failure.Message.Contains("integer overflow", StringComparison.Ordinal) ? RuleErrors.Overflow()
        // Nesting past what SQLite parses.
        : Unsupported(LocalizedText.Of("an expression of this depth", "この深さの式"));

    private static object ValueOf(SqlParameter parameter, IReadOnlyDictionary<VariableSymbol, object?> variables, RuleContext context) => parameter.Kind switch
    {
        SqlParameterKind.Constant => parameter.Value!,
        SqlParameterKind.Now => Codec.ToDateTime(context.Now),
        SqlParameterKind.Today => Codec.ToDate(RuleTime.Today(context)),
        SqlParameterKind.UserToday => Codec.ToDate(RuleTime.UserToday(context)),
        SqlParameterKind.User => Codec.ToGuid(context.UserId),
        SqlParameterKind.Role => Codec.ToBool(context.HasRole((string)parameter.Value!)),
        SqlParameterKind.TimeZone => context.TimeZone,
        SqlParameterKind.Variable => Stored(variables[(VariableSymbol)parameter.Value!]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        bool flag => Codec.ToBool(flag),
        long whole => whole,
        decimal number => OrderedDecimal.Encode(number),
        string text => text,
        DateOnly date => Codec.ToDate(date),
        TimeOnly time => Codec.ToTime(time),
        DateTime instant => Codec.ToDateTime(instant),
        TimeSpan duration => Codec.ToDuration(duration),
        Period period => Codec.ToPeriod(period),
        TextSet set => Codec.ToSet(set),
        TextList list => System.Text.Json.JsonSerializer.Serialize(list.Items),
        ValueList list when list.Items.All(item => item is string) => Codec.ToSet(new TextSet(list.Items.Cast<string>())),
        _ => throw Unsupported(LocalizedText.Of("a variable of this type", "この型の変数")),
    };

    private static object Read(SqlValue value, SqliteDataReader reader) => value switch
    {
        { Form: SqlForm.Scaled } => reader.GetInt64(0) * new decimal(1, 0, 0, false, (byte)value.Scale),
        { Form: SqlForm.Ordered } => OrderedDecimal.Decode(reader.GetString(0)),
        { Type.Kind: TypeKind.Bool } => reader.GetInt64(0) != 0,
        { Type.Kind: TypeKind.Int } => reader.GetInt64(0),
        { Type.Kind: TypeKind.Date } => Codec.ReadDate(reader, 0)!.Value,
        { Type.Kind: TypeKind.Time } => Codec.ReadTime(reader, 0)!.Value,
        { Type.Kind: TypeKind.DateTime } => Codec.ReadDateTime(reader, 0)!.Value,
        { Type.Kind: TypeKind.Duration } => Codec.ReadDuration(reader, 0)!.Value,
        { Type.Kind: TypeKind.Period } => Codec.ReadPeriod(reader, 0)!.Value,
        { Type.Kind: TypeKind.List } => new TextList([.. System.Text.Json.JsonSerializer.Deserialize<string[]>(reader.GetString(0))!]),
        { Type.Kind: TypeKind.Set } => Codec.ReadSet(reader, 0)!,
        _ => Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!,
    };
}

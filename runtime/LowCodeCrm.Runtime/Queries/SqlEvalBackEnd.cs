using System.Collections.Frozen;
using System.Data.Common;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Evaluates an expression by one SELECT, its variables as parameters: what filters and policies do, without an app.</summary>
public abstract class SqlEvalBackEnd(ColumnCodec codec, SqlSyntax syntax) : IEvalBackEnd, IDisposable
{
    private static readonly CrmModel NoModel = new("", "eval", LocalizedText.Empty, []);
    private static readonly DatabaseSchema NoSchema = new([], FrozenDictionary<string, EntityMapping>.Empty);

    public abstract string Name { get; }

    protected abstract DbCommand NewCommand(RuleContext context);

    /// <param name="type">Of a variable, whose value may be empty; else null.</param>
    protected abstract DbParameter NewParameter(string name, object value, RuleType? type);

    protected abstract object StoredDecimal(decimal value);
    protected abstract object StoredList(IEnumerable<string> items);
    protected abstract decimal ReadDecimal(SqlValue value, DbDataReader reader);
    protected abstract TextList ReadList(DbDataReader reader);

    /// <summary>What the database's failure is in the language.</summary>
    protected abstract Exception ErrorOf(DbException failure);

    public object? Evaluate(BoundExpression expression, IReadOnlyDictionary<VariableSymbol, object?> variables, RuleContext context)
    {
        var statement = new SqlContext(NoModel, NoSchema, codec) { Syntax = syntax };
        var translator = new SqlTranslator(statement);
        foreach (var symbol in variables.Keys) translator.Define(symbol);
        SqlValue value;
        try { value = translator.Selected(expression); }
        catch (SqlLimitation limitation) { throw Unsupported(limitation.Construct); }

        using var command = NewCommand(context);
        command.CommandText = $"SELECT {value.Text}";
        foreach (var parameter in statement.Parameters)
            command.Parameters.Add(NewParameter(parameter.Name, ValueOf(parameter, variables, context), (parameter.Value as VariableSymbol)?.Type));
        try
        {
            using var reader = command.ExecuteReader();
            reader.Read();
            return reader.IsDBNull(0) ? null : Read(value, reader);
        }
        catch (DbException failure) { throw ErrorOf(failure); }
    }

    public abstract void Dispose();

    protected EvalUnsupportedException Unsupported(LocalizedText construct) => new("LCR7101", LocalizedText.Of(
        $"{syntax.Database} cannot compute {construct.For("en").Trim()} exactly.", $"{construct.For("ja").Trim()}は {syntax.Database} では正確に計算できません。"));

    private object ValueOf(SqlParameter parameter, IReadOnlyDictionary<VariableSymbol, object?> variables, RuleContext context) =>
        parameter.Value is VariableSymbol symbol ? Stored(variables[symbol]) : parameter.ValueFor(context, codec)!;

    private object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        bool flag => codec.ToBool(flag),
        long whole => whole,
        decimal number => StoredDecimal(number),
        string text => text,
        DateOnly date => codec.ToDate(date),
        TimeOnly time => codec.ToTime(time),
        DateTime instant => codec.ToDateTime(instant),
        TimeSpan duration => codec.ToDuration(duration),
        Period period => codec.ToPeriod(period),
        TextSet set => codec.ToSet(set),
        TextList list => StoredList(list.Items),
        ValueList list when list.Items.All(item => item is string) => codec.ToSet(new TextSet(list.Items.Cast<string>())),
        _ => throw Unsupported(LocalizedText.Of("a variable of this type", "この型の変数")),
    };

    private object Read(SqlValue value, DbDataReader reader) => value switch
    {
        { Type.IsDecimalLike: true } => ReadDecimal(value, reader),
        { Type.Kind: TypeKind.Bool } => codec.ReadBool(reader, 0)!.Value,
        { Type.Kind: TypeKind.Int } => codec.ReadInt(reader, 0)!.Value,
        { Type.Kind: TypeKind.Date } => codec.ReadDate(reader, 0)!.Value,
        { Type.Kind: TypeKind.Time } => codec.ReadTime(reader, 0)!.Value,
        { Type.Kind: TypeKind.DateTime } => codec.ReadDateTime(reader, 0)!.Value,
        { Type.Kind: TypeKind.Duration } => codec.ReadDuration(reader, 0)!.Value,
        { Type.Kind: TypeKind.Period } => codec.ReadPeriod(reader, 0)!.Value,
        { Type.Kind: TypeKind.List } => ReadList(reader),
        { Type.Kind: TypeKind.Set } => codec.ReadSet(reader, 0)!,
        _ => codec.ReadText(reader, 0)!,
    };
}

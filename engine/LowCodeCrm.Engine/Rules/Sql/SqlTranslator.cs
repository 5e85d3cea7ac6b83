using System.Diagnostics;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>
/// Bound expressions as SQL, with the meaning of rules-language.md to the last digit. What the database computes exactly is plain SQL, so that
/// indexes serve; everything else calls a function (<see cref="SqlFunctions"/>): SQLite runs the very code of compiled rules, PostgreSQL its own of the same meaning.
/// </summary>
/// <remarks>
/// Where no exact form exists a <see cref="SqlLimitation"/> is thrown, never an approximation made. A scope must be entered (<see cref="Enter"/>)
/// before records are named.
/// </remarks>
public sealed partial class SqlTranslator(SqlContext context)
{
    private readonly Dictionary<RecordSymbol, SqlRow> records = [];
    private readonly Dictionary<VariableSymbol, SqlValue> variables = [];
    private readonly HashSet<VariableSymbol> outside = [];
    private readonly Stack<SqlScope> scopes = new();

    public SqlContext Context { get; } = context;

    private SqlSyntax Syntax => Context.Syntax;

    /// <summary>Makes a scope the current one, its row being what the symbol names.</summary>
    public SqlScope Enter(SqlScope scope, RecordSymbol? symbol)
    {
        scopes.Push(scope);
        if (symbol is not null) records[symbol] = scope.Row;
        return scope;
    }

    public void Leave() => scopes.Pop();

    /// <summary>Lets a variable from outside be used; it becomes a parameter where it is.</summary>
    public void Define(VariableSymbol symbol) => outside.Add(symbol);

    private SqlValue Variable(VariableSymbol symbol)
    {
        if (variables.TryGetValue(symbol, out var known)) return known;
        if (!outside.Contains(symbol)) throw new UnreachableException($"The variable {symbol} has no value here.");
        return new SqlValue(AsType(Context.Runtime(SqlParameterKind.Variable, symbol), symbol.Type), symbol.Type, symbol.Type.IsDecimalLike && !Syntax.HasDecimals ? SqlForm.Ordered : SqlForm.Plain);
    }

    /// <summary>The value of an expression.</summary>
    /// <exception cref="SqlLimitation">It cannot be computed exactly.</exception>
    public SqlValue Value(BoundExpression expression)
    {
        var value = expression switch
        {
            BoundLiteral literal => Literal(literal),
            BoundRecord record => new SqlValue(Row(record).Id, record.Type),
            BoundUser user => new SqlValue(Context.Runtime(SqlParameterKind.User), user.Type),
            BoundField field => Field(field),
            BoundMember member => Member(member),
            BoundVariable variable => Variable(variable.Symbol),
            BoundUnary unary => Unary(unary),
            BoundBinary binary => Binary(binary),
            BoundIsSet isSet => IsSet(isSet),
            BoundIn membership => In(membership),
            BoundIf choice => If(choice),
            BoundLet let => Let(let),
            BoundCall call => Call(call),
            BoundFunctionCall call => FunctionCall(call),
            BoundConversion conversion => Conversion(conversion),
            BoundInterpolation interpolation => interpolation.Parts.Select(TextOf).Aggregate((a, b) => CallFunction("Concat", RuleType.Text, interpolation.Span, a, b)),
            BoundAggregate aggregate => Aggregate(aggregate),
            BoundOldField or BoundChanged => throw SqlLimitation.Of(expression.Span, "the value before the save", "保存前の値"),
            BoundSet { Type.Kind: TypeKind.List } => throw SqlLimitation.Of(expression.Span, "a list of results", "結果の一覧"),
            BoundSet set when set.Items.All(item => item is BoundLiteral { Value: string }) => new SqlValue(Context.Constant(Context.Codec.ToSet(new TextSet(set.Items.Cast<BoundLiteral>().Select(StoredItem)))), set.Type),
            BoundSet or BoundRange => throw SqlLimitation.Of(expression.Span, "a set or range by itself", "単独の集合や範囲"),
            BoundChoose => throw SqlLimitation.Of(expression.Span, "a ranked choice", "順位による選択"),
            BoundMatch or BoundMessagePart => throw SqlLimitation.Of(expression.Span, "a part of a message", "メッセージの一部"),
            BoundError => throw new UnreachableException("An expression with errors reached a back end."),
            _ => throw new UnreachableException(expression.GetType().Name),
        };
        if (value.Text.Length > SqlContext.MaximumLength) throw SqlLimitation.Of(expression.Span, "an expression of this size", "この大きさの式");
        return value;
    }

    /// <summary>The row of a record, joined where the expression reaches through a relation.</summary>
    private SqlRow Row(BoundExpression expression)
    {
        switch (expression)
        {
            case BoundRecord record:
                return records[record.Symbol];
            case BoundField { Field.IsToOne: true, Field.IsStored: true } field:
                var from = Row(field.Record);
                return from.Scope.Join(from, field.Field, field.Span);
            case BoundConversion conversion:
                return Row(conversion.Operand);
            default:
                return scopes.Peek().Join(Value(expression).Text, Context.Model.Entity(expression.Type.Entity!), expression.Span);
        }
    }

    private SqlValue Field(BoundField field)
    {
        var row = Row(field.Record);
        if (field.Field.Origin == FieldOrigin.ComputedOnRead) return OnReading(field, row);
        if (!field.Field.IsStored) throw SqlLimitation.Of(field.Span, $"the list '{field.Field.Name}' by itself", $"一覧「{field.Field.Name}」そのもの");
        return Column(row, field.Field, field.Type);
    }

    /// <summary>A stored field of a row.</summary>
    public SqlValue Column(SqlRow row, Field field, RuleType type)
    {
        var mapping = Context.Schema.Of(row.Entity).Of(field);
        var text = row.Column(mapping.Column);
        if (field.Type == FieldType.Id) return new SqlValue(text, type, SqlForm.Id);
        if (mapping.Columns.Length > 1) return new SqlValue(text, type, Columns: [.. mapping.Columns.Select(row.Column)]);
        return DecimalColumn(text, mapping.Column, type);
    }

    private SqlValue DecimalColumn(string text, Column column, RuleType type) =>
        column.Type != StorageType.Decimal ? new SqlValue(AsType(text, type), type)
        : Syntax.DecimalDigits > 0 ? new SqlValue(text, type, SqlForm.Exact, column.Scale, PowerOfTen(column.Precision) - 1)
        : Syntax.HasDecimals ? new SqlValue(text, type)
        : column.Precision > 18 ? new SqlValue(text, type, SqlForm.Ordered)
        : new SqlValue(text, type, SqlForm.Scaled, column.Scale, PowerOfTen(column.Precision) - 1);

    // A field that depends on the day or the user has no column: its rule stands in its place.
    private SqlValue OnReading(BoundField field, SqlRow row)
    {
        var rule = Context.Rules?.For(field.Entity).Computed.FirstOrDefault(r => r.Field.Id == field.Field.Id)
            ?? throw SqlLimitation.Of(field.Span, $"the field '{field.Field.Name}', which is computed on reading,", $"読み取り時に計算される項目「{field.Field.Name}」");
        var outer = records.TryGetValue(rule.This, out var before) ? before : null;
        records[rule.This] = row;
        SqlValue value;
        try { value = ToFieldScale(Value(rule.Value), field); }
        // The outermost field is the one that was asked for.
        catch (SqlLimitation limitation) { throw new SqlLimitation(field.Span, limitation.Construct) { OnReading = field, ReadFields = [.. Reads.Of(rule.Value).Where(read => read.Via == ReadVia.Own).Select(read => read.Field)] }; }
        if (outer is null) records.Remove(rule.This);
        else records[rule.This] = outer;
        return value with { Type = field.Type };
    }

    private SqlValue ToFieldScale(SqlValue value, BoundField field) => value.Type.IsNumeric && field.Type.IsDecimalLike && !(value.Form is SqlForm.Scaled or SqlForm.Exact && value.Scale <= field.Field.Scale)
        ? CallFunction("RoundHalfUp", field.Type.Optional, field.Span, value with { Type = value.Type.Kind == TypeKind.Int ? value.Type : RuleType.Decimal.Optional }, new SqlValue(Context.Constant((long)field.Field.Scale), RuleType.Int))
        : value;

    private SqlValue Member(BoundMember member)
    {
        if (member.Target is not BoundField { Field.IsStored: true } field) throw SqlLimitation.Of(member.Span, $"the part '{member.Member}' of a computed value", $"計算値の要素「{member.Member}」");
        var position = field.Field.Type switch
        {
            FieldType.PersonName => Array.IndexOf(["family", "given", "familyReading", "givenReading"], member.Member),
            FieldType.Address => Array.IndexOf(["country", "postalCode", "region", "city", "street", "building"], member.Member),
            FieldType.Geo => Array.IndexOf(["lat", "lon"], member.Member),
            FieldType.File or FieldType.Image => Array.IndexOf(["id", "name", "type", "size"], member.Member),
            _ => throw new UnreachableException(),
        };
        var row = Row(field.Record);
        var column = Context.Schema.Of(row.Entity).Of(field.Field).Columns[position];
        return column.Type == StorageType.Guid ? new SqlValue(row.Column(column), member.Type, SqlForm.Id) : DecimalColumn(row.Column(column), column, member.Type);
    }

    private SqlValue Literal(BoundLiteral literal)
    {
        var codec = Context.Codec;
        return (literal.Value, literal.Type.Kind) switch
        {
            (null, _) => new SqlValue("NULL", literal.Type),
            (bool flag, _) => new SqlValue(Syntax.Truth(flag), literal.Type),
            (long whole, TypeKind.Int) => new SqlValue(Context.Constant(codec.ToInt(whole)), literal.Type, Constant: whole),
            (long or decimal, _) when Syntax.DecimalDigits > 0 => ExactLiteral(Convert.ToDecimal(literal.Value, CultureInfo.InvariantCulture), literal.Type),
            (long or decimal, _) when Syntax.HasDecimals => new SqlValue(Context.Constant(Convert.ToDecimal(literal.Value, CultureInfo.InvariantCulture)), literal.Type),
            (long whole, _) => new SqlValue("", literal.Type, SqlForm.Literal, Constant: (decimal)whole),
            (decimal number, _) => new SqlValue("", literal.Type, SqlForm.Literal, Constant: number),
            (string option, TypeKind.Choice) => new SqlValue(Context.Constant(codec.ToText(OptionOf(literal, option).Id)), literal.Type),
            (string text, _) => new SqlValue(Context.Constant(codec.ToText(text)), literal.Type, Constant: text),
            (DateOnly date, _) => new SqlValue(Context.Constant(codec.ToDate(date)), literal.Type),
            (TimeOnly time, _) => new SqlValue(Context.Constant(codec.ToTime(time)), literal.Type),
            (DateTime instant, _) => new SqlValue(Context.Constant(codec.ToDateTime(instant)), literal.Type),
            (TimeSpan duration, _) => new SqlValue(Context.Constant(codec.ToDuration(duration)), literal.Type),
            (Period period, _) => new SqlValue(Context.Constant(codec.ToPeriod(period)), literal.Type),
            (Guid id, TypeKind.Text) => new SqlValue(Context.Constant(codec.ToGuid(id)), literal.Type, SqlForm.Id),
            (Guid id, _) => new SqlValue(Context.Constant(codec.ToGuid(id)), literal.Type),
            _ => throw SqlLimitation.Of(literal.Span, "a literal of this type", "この型のリテラル"),
        };
    }

    // Sets hold options by id, as columns of choices do.
    private string StoredItem(BoundLiteral item) => item.Type.Kind == TypeKind.Choice ? OptionOf(item, (string)item.Value!).Id : (string)item.Value!;

    private Option OptionOf(BoundLiteral literal, string option) =>
        FieldOfChoice(literal.Type)?.Options.FirstOrDefault(o => o.Value == option) ?? throw SqlLimitation.Of(literal.Span, $"the option '{option}'", $"選択肢「{option}」");

    private Field? FieldOfChoice(RuleType type)
    {
        var dot = type.Choice!.IndexOf('.', StringComparison.Ordinal);
        return Context.Model.Find(type.Choice[..dot])?.Find(type.Choice[(dot + 1)..]);
    }

    private SqlValue Let(BoundLet let)
    {
        var value = Value(let.Value);
        variables[let.Symbol] = value;
        var body = Value(let.Body);
        variables.Remove(let.Symbol);
        // The value stands where it is used; where it is not, its failure would go unseen.
        if (!BoundTree.CanFail(let.Value) || body.Columns is not null || value.Text.Length == 0) return body;
        body = Realise(body);
        return body with { Text = AsType(Syntax.Second(Stored(value), Stored(body)), body.Type), Constant = null };
    }

    // Functions never call themselves, so the body stands in place of the call.
    private SqlValue FunctionCall(BoundFunctionCall call)
    {
        var rows = call.Function.Parameters.Zip(call.Arguments).Select(pair => pair.First.Record is null ? null : Row(pair.Second)).ToArray();
        var values = call.Function.Parameters.Zip(call.Arguments).Select(pair => pair.First.Variable is null ? null : Value(pair.Second)).ToArray();
        var outerRecords = records.ToArray();
        var outerVariables = variables.ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            if (call.Function.Parameters[i].Record is { } record) records[record] = rows[i]!;
            if (call.Function.Parameters[i].Variable is { } variable) variables[variable] = values[i]!;
        }
        var value = Value(call.Function.Body ?? throw new UnreachableException("The function has no body."));
        records.Clear();
        variables.Clear();
        foreach (var (symbol, row) in outerRecords) records[symbol] = row;
        foreach (var (symbol, known) in outerVariables) variables[symbol] = known;
        return value with { Type = call.Type };
    }
}

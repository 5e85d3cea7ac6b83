using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Data.Sqlite;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>A selection of the rules as one statement: whole rows of live records in the order of their ids, behind an id.</summary>
internal sealed class SelectionQuery
{
    private static readonly ConditionalWeakTable<CompiledApp, SelectionQuery?[]> ByApp = [];
    private readonly BoundSelection selection;
    private readonly Statement statement;
    private readonly ImmutableArray<SqlParameter> parameters;
    private readonly CrmModel model;

    private SelectionQuery(CompiledApp app, BoundSelection selection)
    {
        this.selection = selection;
        model = app.Model;
        var context = new SqlContext(app.Model, app.Schema, SqliteCodec.Instance, app.Rules);
        var (scope, where) = Where(context, selection);
        var access = AppAccess.For(app).Of(selection.Source);
        parameters = [.. context.Parameters];
        var (after, limit) = (Name(parameters.Length), Name(parameters.Length + 1));
        statement = new Statement(
            $"SELECT {access.ColumnsOf(scope.Row)} FROM {scope.From} WHERE {where} AND {scope.Row.Id} > {after} ORDER BY {scope.Row.Id} LIMIT {limit}", parameters.Length + 2);
    }

    public static SelectionQuery Of(CompiledApp app, int index)
    {
        var queries = ByApp.GetValue(app, static known => new SelectionQuery?[known.Rules.Selections.Length]);
        return queries[index] ??= new SelectionQuery(app, app.Rules.Selections[index]);
    }

    /// <summary>The condition of a selection as SQL, over the row of a scope of its own.</summary>
    public static (SqlScope Scope, string Where) Where(SqlContext context, BoundSelection selection)
    {
        var translator = new SqlTranslator(context);
        foreach (var outer in selection.Outer) translator.Define(outer.Symbol);
        var scope = translator.Enter(new SqlScope(context, selection.Source), selection.Item);
        var where = scope.IsLive + (selection.Where is { } condition ? $" AND {translator.Condition(condition)}" : "");
        return (scope, where);
    }

    /// <param name="outer">Values of <see cref="BoundSelection.Outer"/>, boxed.</param>
    /// <param name="after">Only records behind this id; empty: from the first one on.</param>
    public List<EntityRecord> Read(SaveUnit unit, object?[] outer, Guid after, int most)
    {
        unit.FlushRollups();
        unit.CountRead(0);
        var values = parameters.Select(p => p.Kind == SqlParameterKind.Variable ? Stored((VariableSymbol)p.Value!, outer) : p.ValueFor(unit.Context, unit.Codec)).Append(unit.Codec.ToGuid(after)).Append((long)most).ToArray();
        var access = unit.Access.Of(selection.Source);
        var rows = new List<EntityRecord>();
        using var reader = unit.Prepare(statement).Bind(values).ExecuteReader();
        while (reader.Read())
        {
            unit.CountRow();
            rows.Add(unit.Records.Known(access.Read(reader, unit.Codec)));
        }
        return rows;
    }

    private object? Stored(VariableSymbol symbol, object?[] outer)
    {
        var value = outer[selection.Outer.Select((o, i) => (o.Symbol, i)).First(o => o.Symbol == symbol).i];
        var codec = SqliteCodec.Instance;
        return value switch
        {
            null => DBNull.Value,
            bool flag => codec.ToBool(flag),
            long whole when symbol.Type.IsDecimalLike => OrderedDecimal.Encode(whole),
            decimal number => OrderedDecimal.Encode(number),
            // Columns of choices hold the option's id.
            string option when symbol.Type.Kind == TypeKind.Choice => TypeParser.OptionsOf(symbol.Type.NotOptional, model).FirstOrDefault(o => o.Value == option)?.Id ?? option,
            string id when symbol.Type.Kind == TypeKind.Text => id,
            DateOnly date => codec.ToDate(date),
            TimeOnly time => codec.ToTime(time),
            DateTime instant => codec.ToDateTime(instant),
            TimeSpan duration => codec.ToDuration(duration),
            Period period => codec.ToPeriod(period),
            TextSet set => codec.ToSet(set),
            Guid id => codec.ToGuid(id),
            EntityRecord record => codec.ToGuid(record.Id),
            _ => value,
        };
    }

    private static string Name(int index) => "@p" + index.ToString(CultureInfo.InvariantCulture);
}

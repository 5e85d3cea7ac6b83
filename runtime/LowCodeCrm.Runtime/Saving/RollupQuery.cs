using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Runtime.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>All rollups of an entity in one statement, so that a parent with many children costs no loading of them.</summary>
internal sealed class RollupQuery
{
    private readonly Statement statement;
    private readonly object?[] constants;
    private readonly ImmutableArray<(Field Field, SqlValue Value)> outputs;

    private RollupQuery(Statement statement, object?[] constants, ImmutableArray<(Field, SqlValue)> outputs)
    {
        this.statement = statement;
        this.constants = constants;
        this.outputs = outputs;
    }

    /// <returns>Null where a rollup has no exact SQL, or depends on the clock or the user.</returns>
    public static RollupQuery? For(CompiledApp app, EntityRules rules)
    {
        if (rules.Rollups.IsEmpty) return null;
        var context = new SqlContext(app.Model, app.Schema, SqliteCodec.Instance, app.Rules);
        var translator = new SqlTranslator(context);
        var scope = new SqlScope(context, rules.Entity);
        var outputs = ImmutableArray.CreateBuilder<(Field, SqlValue)>();
        try
        {
            foreach (var rule in rules.Rollups)
            {
                translator.Enter(scope, rule.This);
                outputs.Add((rule.Field, translator.Selected(rule.Aggregate)));
                translator.Leave();
            }
        }
        catch (SqlLimitation)
        {
            return null;
        }
        if (context.Parameters.Any(p => p.Kind != SqlParameterKind.Constant) || outputs.Any(o => o.Item2.Columns is not null || Reader(o.Item1, o.Item2) is null)) return null;
        var sql = $"SELECT {string.Join(", ", outputs.Select(o => o.Item2.Text))} FROM {scope.From} WHERE {scope.Row.Id} = @p{context.Parameters.Count.ToString(CultureInfo.InvariantCulture)}";
        return new RollupQuery(new Statement(sql, context.Parameters.Count + 1), [.. context.Parameters.Select(p => p.Value is DBNull ? null : p.Value)], outputs.ToImmutable());
    }

    /// <summary>Puts the rollups of a stored record into it.</summary>
    /// <returns>False where the statement fails (overflow): the rule itself says what is wrong.</returns>
    public bool TryRead(SaveUnit unit, EntityRecord record)
    {
        try
        {
            using var reader = unit.Prepare(statement).Bind([.. constants, unit.Codec.ToGuid(record.Id)]).ExecuteReader();
            if (!reader.Read()) return false;
            for (var i = 0; i < outputs.Length; i++)
            {
                var (field, value) = outputs[i];
                var now = reader.IsDBNull(i) ? null : Reader(field, value)!(reader, i);
                if (!Equals(now, record.GetValue(field.Index))) record.SetValue(field.Index, now);
            }
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static Func<DbDataReader, int, object?>? Reader(Field field, SqlValue value)
    {
        var codec = SqliteCodec.Instance;
        return value switch
        {
            { Form: SqlForm.Scaled, Scale: var scale } => (reader, at) => RuleMath.ToScale(ScaledDecimal.Read(reader.GetInt64(at), scale), field.Scale),
            { Form: SqlForm.Ordered } => (reader, at) => RuleMath.ToScale(OrderedDecimal.Decode(reader.GetString(at)), field.Scale),
            { Form: SqlForm.Id } or { Type.Kind: TypeKind.Record } => (reader, at) => codec.ReadGuid(reader, at),
            { Type.Kind: TypeKind.Bool } => (reader, at) => codec.ReadBool(reader, at),
            { Type.Kind: TypeKind.Int } when field.Type is FieldType.Decimal or FieldType.Money or FieldType.Percent => (reader, at) => RuleMath.ToScale(reader.GetInt64(at), field.Scale),
            { Type.Kind: TypeKind.Int } => (reader, at) => codec.ReadInt(reader, at),
            { Type.Kind: TypeKind.Date } => (reader, at) => codec.ReadDate(reader, at),
            { Type.Kind: TypeKind.DateTime } => (reader, at) => codec.ReadDateTime(reader, at),
            { Type.Kind: TypeKind.Time } => (reader, at) => codec.ReadTime(reader, at),
            { Type.Kind: TypeKind.Duration } => (reader, at) => codec.ReadDuration(reader, at),
            { Type.Kind: TypeKind.Period } => (reader, at) => codec.ReadPeriod(reader, at),
            { Type.Kind: TypeKind.Text } => (reader, at) => codec.ReadText(reader, at) is { Length: > 0 } text ? text : null,
            _ => null,
        };
    }
}

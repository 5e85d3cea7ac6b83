using System.Collections.Concurrent;
using System.Linq.Expressions;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Values;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Data.Sqlite;

public static partial class SqliteFunctions
{
    private static readonly (SqlFunction Function, Func<object?[], object?> Run)[] Compiled = [.. SqlFunctions.All.Select(f => (f, Deferred(f)))];
    private static readonly ConcurrentDictionary<string, RuleContext> ByZone = new(StringComparer.Ordinal);

    static partial void RegisterRuleFunctions(SqliteConnection connection)
    {
        foreach (var (function, run) in Compiled) connection.CreateFunction<object?>(function.Name, run, isDeterministic: true);
        connection.CreateFunction<object?>(SqlFunctions.FromScaled, a => a[0] is long whole && a[1] is long scale ? OrderedDecimal.Encode(Scaled(whole, scale)) : null, isDeterministic: true);
        connection.CreateFunction<object?>(SqlFunctions.FromHalves, a => a[0] is long high && a[1] is long low && a[2] is long scale ? OrderedDecimal.Encode(Total(high, low, scale)) : null, isDeterministic: true);
        connection.CreateFunction<object?>(SqlFunctions.Second, a => a[1], isDeterministic: true);
        connection.CreateAggregate<decimal, object?>(SqlFunctions.SumOrdered, 0m,
            (sum, a) => a[0] is string text ? Checked(() => sum + OrderedDecimal.Decode(text)) : sum, sum => OrderedDecimal.Encode(sum), isDeterministic: true);
    }

    private static decimal Scaled(long whole, long scale) => new decimal(whole) * new decimal(1, 0, 0, false, (byte)scale);

    private static decimal Total(long high, long low, long scale)
    {
        var whole = (Int128)high * 1_000_000_000 + low;
        var magnitude = (UInt128)Int128.Abs(whole);
        if (magnitude >> 96 != 0) throw new OverflowException();
        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), whole < 0, (byte)scale);
    }

    private static decimal Checked(Func<decimal> compute)
    {
        try { return compute(); }
        catch (OverflowException) { throw new SqliteException("LCR6001", SQLitePCL.raw.SQLITE_ERROR); }
    }

    // Compiled on first call: a process uses few of them.
    private static Func<object?[], object?> Deferred(SqlFunction function)
    {
        var compiled = new Lazy<Func<object?[], object?>>(() => Compile(function));
        return arguments =>
        {
            try { return compiled.Value(arguments); }
            catch (RuleEvaluationException failure) { throw new SqliteException(failure.Id, SQLitePCL.raw.SQLITE_ERROR); }
        };
    }

    private static Func<object?[], object?> Compile(SqlFunction function)
    {
        var stored = Expression.Parameter(typeof(object[]));
        var parameters = function.Method.GetParameters();
        var arguments = parameters.Select((parameter, i) => parameter.ParameterType == typeof(RuleContext)
            ? Expression.Call(typeof(SqliteFunctions), nameof(ZoneContext), null, Expression.ArrayIndex(stored, Expression.Constant(i)))
            : (Expression)Expression.Convert(
                Expression.Call(typeof(SqliteFunctions), nameof(FromStored), null, Expression.ArrayIndex(stored, Expression.Constant(i)), Expression.Constant(function.Arguments[function.TakesZone ? i - 1 : i])),
                parameter.ParameterType));
        var result = Expression.Convert(Expression.Call(function.Method, arguments), typeof(object));
        return Expression.Lambda<Func<object?[], object?>>(Expression.Call(typeof(SqliteFunctions), nameof(ToStored), null, result), stored).Compile();
    }

    private static RuleContext ZoneContext(object? zone) => ByZone.GetOrAdd((string)zone!, static z => new ZoneOnlyContext { Now = default, TimeZone = z, UserTimeZone = z, Locale = "en" });

    private static object? FromStored(object? value, char kind) => value is null or DBNull ? null : kind switch
    {
        'b' => (long)value != 0,
        'i' => (long)value,
        'd' => OrderedDecimal.Decode((string)value),
        's' => (string)value,
        'D' => DateOnly.FromDayNumber((int)(long)value),
        'T' => new TimeOnly((long)value),
        'Z' => new DateTime((long)value, DateTimeKind.Utc),
        'u' => new TimeSpan((long)value),
        'p' => new Period((int)(long)value),
        'g' => new Guid((byte[])value, bigEndian: true),
        'x' => new TextSet(System.Text.Json.JsonSerializer.Deserialize<string[]>((string)value)!),
        'l' => new TextList([.. System.Text.Json.JsonSerializer.Deserialize<string[]>((string)value)!]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static object? ToStored(object? value) => value switch
    {
        null => null,
        bool flag => flag ? 1L : 0L,
        decimal number => OrderedDecimal.Encode(number),
        DateOnly date => (long)date.DayNumber,
        TimeOnly time => time.Ticks,
        DateTime instant => instant.Ticks,
        TimeSpan duration => duration.Ticks,
        Period period => (long)period.Months,
        Guid id => id.ToByteArray(bigEndian: true),
        TextSet set => SqliteCodec.Instance.ToSet(set),
        TextList list => System.Text.Json.JsonSerializer.Serialize(list.Items),
        _ => value,
    };

    /// <summary>Functions of local time need the zone and nothing else: the rest of the context is bound into the statement.</summary>
    private sealed class ZoneOnlyContext : RuleContext
    {
        public override bool HasRole(string role) => false;
        public override EntityRecord? Load(int entityIndex, Guid id) => null;
        public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];
    }
}

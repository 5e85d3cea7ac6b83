using System.Collections.Concurrent;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Sql;

namespace LowCodeCrm.Runtime.Queries;

/// <param name="Sql">What is compared and ordered by.</param>
/// <param name="Minimum">SQL of a value that no set value is less than: lets an index find where the set ones begin.</param>
public sealed record SortKey(string Sql, bool Descending, string Minimum);

/// <summary>A query, ready to run any number of times: statements differ only by where a page begins.</summary>
public sealed class QueryPlan
{
    private readonly ConcurrentDictionary<(int Segment, int Nulls), string?> statements = new();

    public required string Columns { get; init; }
    public required string From { get; init; }
    public required string Where { get; init; }
    /// <summary>The last is the id. None: the answer has an order of its own (ranked search) and pages by position.</summary>
    public required ImmutableArray<SortKey> Keys { get; init; }
    public string? FixedOrder { get; init; }
    public required ImmutableArray<SqlParameter> Parameters { get; init; }
    public required QueryShape Shape { get; init; }
    /// <summary>Ordinal of the first key among the columns.</summary>
    public required int KeyOrdinal { get; init; }
    public int? Top { get; init; }
    public int Skip { get; init; }
    public bool Count { get; init; }
    public bool IsGrouped { get; init; }

    public int KeyParameter => Parameters.Length;
    public int LimitParameter => Parameters.Length + Keys.Length;
    public int OffsetParameter => LimitParameter + 1;

    public string OrderBy => FixedOrder ?? string.Join(", ", Keys.Select(k => k.Sql + (k.Descending ? " DESC" : "")));

    public string CountSql => $"SELECT count(*) FROM {From} WHERE {Where}";

    /// <summary>The first page, from an offset.</summary>
    public string FirstSql => Statement(Columns, "", offset: true);

    public string Statement(string columns, string after, bool offset) =>
        $"SELECT {columns} FROM {From} WHERE {Where}{after}{(OrderBy.Length > 0 ? " ORDER BY " + OrderBy : "")} LIMIT @p{LimitParameter}{(offset ? $" OFFSET @p{OffsetParameter}" : "")}";

    /// <summary>Segments of what comes after a row, in order; each is one range of an index, so the last page costs what the first does.</summary>
    public int SegmentCount => Keys.Length * 2;

    /// <summary>
    /// Segment s of the rows after the one whose keys are in the key parameters: equal in all keys before k and past it in k, innermost key first. Empties
    /// come first ascending and last descending, so "past" has two parts where one side is empty. Null: nothing can be there.
    /// </summary>
    /// <param name="segment">From 0.</param>
    /// <param name="nulls">Bits of the keys that are empty in that row.</param>
    public string? SegmentSql(int segment, int nulls) => statements.GetOrAdd((segment, nulls), static (at, plan) => plan.Build(at.Segment, at.Nulls), this);

    private string? Build(int segment, int nulls)
    {
        var last = Keys.Length - 1 - segment / 2;
        var key = Keys[last];
        var isNull = (nulls >> last & 1) != 0;
        var value = $"@p{KeyParameter + last}";
        var past = (key.Descending, isNull, segment % 2) switch
        {
            (false, true, 0) => $"{key.Sql} >= {key.Minimum}",
            (false, false, 0) => $"{key.Sql} > {value}",
            (true, false, 0) => $"{key.Sql} < {value}",
            // Descending, empties follow the last set value.
            (true, false, 1) when last < Keys.Length - 1 => $"{key.Sql} IS NULL",
            _ => null,
        };
        if (past is null) return null;
        var equal = Enumerable.Range(0, last).Select(i => (nulls >> i & 1) != 0 ? $" AND {Keys[i].Sql} IS NULL" : $" AND {Keys[i].Sql} = @p{KeyParameter + i}");
        return Statement(Columns, $"{string.Concat(equal)} AND {past}", offset: false);
    }
}

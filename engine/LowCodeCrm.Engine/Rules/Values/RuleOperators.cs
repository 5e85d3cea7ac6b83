using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>
/// The operators of the rules language over CLR values, null being empty. One name per operator, overloaded by type, so that a back end
/// writes the name and lets overload resolution choose. Shared by compiled rules and the interpreter.
/// </summary>
/// <remarks>
/// Types: bool → <c>bool?</c>, int → <c>long?</c>, decimal, money, percent → <c>decimal?</c>, text and choice → <c>string?</c>,
/// date → <c>DateOnly?</c>, time → <c>TimeOnly?</c>, datetime → <c>DateTime?</c> (UTC), duration → <c>TimeSpan?</c>, period → <c>Period?</c>,
/// record → <c>Guid?</c>, tags and multiple choice → <see cref="TextSet"/>, list of text → <see cref="TextList"/>.
/// Only datetime ± period takes the context first, because it works on the app's local time.
/// </remarks>
public static partial class RuleOperators
{
    /// <summary>Kleene's and: false wins over unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool? And(bool? a, bool? b) => a & b;

    /// <summary>Kleene's or: true wins over unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool? Or(bool? a, bool? b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool? Not(bool? a) => !a;

    /// <summary>What conditions demand: true, and neither false nor unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTrue(bool? a) => a.GetValueOrDefault();

    /// <summary><c>a &amp; b</c>: empty counts as "".</summary>
    public static string Concat(string? a, string? b) => RuleText.Checked(string.Concat(a, b));

    // Null-safe equality: never unknown.
    public static bool Equal(bool? a, bool? b) => a == b;
    public static bool Equal(long? a, long? b) => a == b;
    public static bool Equal(decimal? a, decimal? b) => a == b;
    public static bool Equal(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);
    public static bool Equal(DateOnly? a, DateOnly? b) => a == b;
    public static bool Equal(TimeOnly? a, TimeOnly? b) => a == b;
    public static bool Equal(DateTime? a, DateTime? b) => a == b;
    public static bool Equal(TimeSpan? a, TimeSpan? b) => a == b;
    public static bool Equal(Period? a, Period? b) => a == b;
    public static bool Equal(Guid? a, Guid? b) => a == b;
    public static bool Equal(TextSet? a, TextSet? b) => a is null ? b is null : a.Equals(b);
    public static bool Equal(TextList? a, TextList? b) => a is null ? b is null : a.Equals(b);
    public static bool Equal(PersonName? a, PersonName? b) => a == b;
    public static bool Equal(Address? a, Address? b) => a == b;
    public static bool Equal(GeoPoint? a, GeoPoint? b) => a == b;
    public static bool Equal(FileValue? a, FileValue? b) => a == b;

    // Ordering: unknown where an operand is empty. Lifted C# comparisons would say false.
    public static bool? Less(long? a, long? b) => a is { } x && b is { } y ? x < y : null;
    public static bool? Less(decimal? a, decimal? b) => a is { } x && b is { } y ? x < y : null;
    public static bool? Less(string? a, string? b) => a is not null && b is not null ? RuleText.Compare(a, b) < 0 : null;
    public static bool? Less(DateOnly? a, DateOnly? b) => a is { } x && b is { } y ? x < y : null;
    public static bool? Less(TimeOnly? a, TimeOnly? b) => a is { } x && b is { } y ? x < y : null;
    public static bool? Less(DateTime? a, DateTime? b) => a is { } x && b is { } y ? x < y : null;
    public static bool? Less(TimeSpan? a, TimeSpan? b) => a is { } x && b is { } y ? x < y : null;
    public static bool? Less(Period? a, Period? b) => a is { } x && b is { } y ? x.Months < y.Months : null;

    public static bool? LessOrEqual(long? a, long? b) => a is { } x && b is { } y ? x <= y : null;
    public static bool? LessOrEqual(decimal? a, decimal? b) => a is { } x && b is { } y ? x <= y : null;
    public static bool? LessOrEqual(string? a, string? b) => a is not null && b is not null ? RuleText.Compare(a, b) <= 0 : null;
    public static bool? LessOrEqual(DateOnly? a, DateOnly? b) => a is { } x && b is { } y ? x <= y : null;
    public static bool? LessOrEqual(TimeOnly? a, TimeOnly? b) => a is { } x && b is { } y ? x <= y : null;
    public static bool? LessOrEqual(DateTime? a, DateTime? b) => a is { } x && b is { } y ? x <= y : null;
    public static bool? LessOrEqual(TimeSpan? a, TimeSpan? b) => a is { } x && b is { } y ? x <= y : null;
    public static bool? LessOrEqual(Period? a, Period? b) => a is { } x && b is { } y ? x.Months <= y.Months : null;

    public static bool? Greater(long? a, long? b) => Less(b, a);
    public static bool? Greater(decimal? a, decimal? b) => Less(b, a);
    public static bool? Greater(string? a, string? b) => Less(b, a);
    public static bool? Greater(DateOnly? a, DateOnly? b) => Less(b, a);
    public static bool? Greater(TimeOnly? a, TimeOnly? b) => Less(b, a);
    public static bool? Greater(DateTime? a, DateTime? b) => Less(b, a);
    public static bool? Greater(TimeSpan? a, TimeSpan? b) => Less(b, a);
    public static bool? Greater(Period? a, Period? b) => Less(b, a);

    public static bool? GreaterOrEqual(long? a, long? b) => LessOrEqual(b, a);
    public static bool? GreaterOrEqual(decimal? a, decimal? b) => LessOrEqual(b, a);
    public static bool? GreaterOrEqual(string? a, string? b) => LessOrEqual(b, a);
    public static bool? GreaterOrEqual(DateOnly? a, DateOnly? b) => LessOrEqual(b, a);
    public static bool? GreaterOrEqual(TimeOnly? a, TimeOnly? b) => LessOrEqual(b, a);
    public static bool? GreaterOrEqual(DateTime? a, DateTime? b) => LessOrEqual(b, a);
    public static bool? GreaterOrEqual(TimeSpan? a, TimeSpan? b) => LessOrEqual(b, a);
    public static bool? GreaterOrEqual(Period? a, Period? b) => LessOrEqual(b, a);

    /// <summary>Membership in a tags or multiple-choice value; an empty item is in nothing but is never unknown.</summary>
    public static bool In(string? item, TextSet? set) => item is not null && set is not null && set.Contains(item);
    public static bool In(string? item, TextList? list) => item is not null && list is not null && list.Items.Contains(item, StringComparer.Ordinal);
}

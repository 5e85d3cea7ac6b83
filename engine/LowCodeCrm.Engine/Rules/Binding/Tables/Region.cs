using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Binding.Tables;

/// <summary>Values of a parameter that no cell of its column tells apart: empty, one value, all between two, or all others.</summary>
internal abstract record Region
{
    /// <summary>As an author would say it: <c>rank = "A"</c>, <c>quantity &lt; 50</c>.</summary>
    public abstract string Describe(string parameter);

    /// <summary>Where a constant lies seen from the region: negative, the region is below it; 0, it is the region; positive, above. Null: nothing can be said.</summary>
    public abstract int? CompareTo(object constant);

    protected static string Write(object value) => value switch
    {
        string text => $"\"{text}\"",
        decimal number => RuleConvert.Text(number)!,
        bool truth => RuleConvert.Text(truth)!,
        DateOnly date => RuleConvert.Text(date)!,
        DateTime instant => RuleConvert.Text(instant)!,
        TimeOnly time => RuleConvert.Text(time)!,
        TimeSpan duration => RuleConvert.Text(duration)!,
        _ => value.ToString()!,
    };

    public static int Order(object a, object b) => (a, b) switch
    {
        (string x, string y) => RuleText.Compare(x, y),
        (IComparable x, _) => x.CompareTo(b),
        _ => 0,
    };
}

internal sealed record EmptyRegion : Region
{
    public override string Describe(string parameter) => $"{parameter} is empty";
    public override int? CompareTo(object constant) => null;
}

/// <param name="Name">Of an option, which is written without quotes.</param>
internal sealed record PointRegion(object Value, string? Name = null) : Region
{
    public override string Describe(string parameter) => $"{parameter} = {Name ?? Write(Value)}";
    public override int? CompareTo(object constant) => Order(Value, constant);
}

/// <summary>Between two values, neither included; without one, past the other.</summary>
internal sealed record OpenRegion(object? Low, object? High) : Region
{
    public override string Describe(string parameter) => (Low, High) switch
    {
        (null, null) => $"{parameter} is set",
        (null, _) => $"{parameter} < {Write(High)}",
        (_, null) => $"{parameter} > {Write(Low)}",
        _ => $"{parameter} > {Write(Low)} and {parameter} < {Write(High)}",
    };

    public override int? CompareTo(object constant) => High is not null && Order(High, constant) <= 0 ? -1 : 1;
}

/// <summary>Whatever is none of the values that the column names.</summary>
internal sealed record OtherRegion(IReadOnlyList<object> Named) : Region
{
    public override string Describe(string parameter) => Named.Count == 0 ? $"{parameter} is set" : $"{parameter} not in {{{string.Join(", ", Named.Select(Write))}}}";
    public override int? CompareTo(object constant) => 1;
}

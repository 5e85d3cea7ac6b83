using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>The little that compiled rules need beyond the language's operators and functions.</summary>
public static class CompiledSupport
{
    /// <summary>A set written in a rule; empty items are left out.</summary>
    public static TextSet SetOf(string?[] items) => new(items.OfType<string>());

    /// <summary>The same of anything but texts, boxed.</summary>
    public static ValueList ValuesOf(object?[] items) => new(items, true);

    /// <summary>The texts that there are, in order.</summary>
    public static Values.TextList ListOf(string?[] items) => new([.. items.OfType<string>()]);

    /// <summary>The same of anything but texts, boxed.</summary>
    public static ValueList ListOfValues(object?[] items) => new(items.Where(item => item is not null), false);

    public static bool Contains(ValueList? values, object? item) => values is not null && values.Contains(item);

    /// <summary><c>a &amp; b</c>, in one call: a chain of them nests.</summary>
    public static string Concat(RuleContext context, string? a, string? b) => context.Paid(Values.RuleOperators.Concat(a, b))!;

    /// <summary>A text with values in it; an empty one counts as "".</summary>
    public static string Interpolated(RuleContext context, string?[] parts) => context.Paid(Values.RuleText.Joined(parts))!;

    /// <summary><c>contains_any</c>, which looks through the text once for each item: the work is paid for first.</summary>
    public static bool? ContainsAny(RuleContext context, string? text, TextSet? items) => Values.RuleText.ContainsAny(PaidFor(context, text, items?.Items.Length), items);

    /// <inheritdoc cref="ContainsAny(RuleContext, string, TextSet)"/>
    public static bool? ContainsAny(RuleContext context, string? text, Values.TextList? items) => Values.RuleText.ContainsAny(PaidFor(context, text, items?.Items.Length), items);

    private static string? PaidFor(RuleContext context, string? text, int? items)
    {
        if (text is not null && items is { } count) context.Spend((long)text.Length * count / 1_024);
        return text;
    }

    public static bool Equal(ValueList? a, ValueList? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Whole numbers as decimals.</summary>
    public static ValueList? Widened(ValueList? values) => values?.Select(item => item is long whole ? (decimal)whole : item);

    /// <summary>A sum of scores: an empty one counts as nothing.</summary>
    /// <exception cref="RuleEvaluationException">Overflow.</exception>
    public static decimal Added(decimal sum, decimal? score)
    {
        try { return sum + (score ?? 0m); }
        catch (OverflowException) { throw Values.RuleErrors.Overflow(); }
    }

    /// <summary>Both ends of a range: unknown where either is.</summary>
    public static bool? Both(bool? a, bool? b) => a is { } x && b is { } y ? x && y : null;

    /// <summary>Text as fields hold it: "" is empty.</summary>
    public static string? Stored(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>A set as fields hold it: one without items is empty.</summary>
    public static TextSet? Stored(TextSet? set) => set is null || set.Items.IsEmpty ? null : set;
}

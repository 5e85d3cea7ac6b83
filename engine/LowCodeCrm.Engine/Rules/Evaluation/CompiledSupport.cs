using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>The little that compiled rules need beyond the language's operators and functions.</summary>
public static class CompiledSupport
{
    /// <summary>A set written in a rule; empty items are left out.</summary>
    public static TextSet SetOf(string?[] items) => new(items.OfType<string>());

    /// <summary>Both ends of a range: unknown where either is.</summary>
    public static bool? Both(bool? a, bool? b) => a is { } x && b is { } y ? x && y : null;

    /// <summary>Text as fields hold it: "" is empty.</summary>
    public static string? Stored(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>A set as fields hold it: one without items is empty.</summary>
    public static TextSet? Stored(TextSet? set) => set is null || set.Items.IsEmpty ? null : set;
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>The table of built-in functions: the one source from which binder, completion, back ends and reference are fed.</summary>
/// <remarks>
/// Examples run with the clock at 2026-04-01T00:00:00Z, in the zone Asia/Tokyo with Japan's holidays, in English; those of the groups
/// "record", "people" and "sets" need a record and are for reading only.
/// </remarks>
public static partial class Functions
{
    public const string RecordGroup = "record";
    public const string ChannelsGroup = "people";
    public const string SetsGroup = "sets";

    /// <summary>What is called with values; <c>min</c> and <c>max</c> over relations are in <see cref="Aggregates"/>.</summary>
    public static ImmutableArray<FunctionInfo> All { get; } = [.. Numbers(), .. Text(), .. Time(), .. Conversions(), .. Records(), .. People()];

    /// <summary>What takes a relation: <c>any all count sum avg min max</c>.</summary>
    public static ImmutableArray<FunctionInfo> Aggregates { get; } = [.. Sets()];

    private static readonly FrozenDictionary<string, FunctionInfo> byName = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, FunctionInfo> aggregatesByName = Aggregates.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public static FunctionInfo? Find(string name) => byName.GetValueOrDefault(name);

    public static FunctionInfo? FindAggregate(string name) => aggregatesByName.GetValueOrDefault(name);

    // What a call may fail with, in the order of RuleErrors.
    private const string Overflow = "LCR6001", TimeOutOfRange = "LCR6002", CalendarRange = "LCR6004";

    private static FunctionInfo Row(
        string group, string name, string[] signatures, string en, string ja, string example, string result,
        BackEnds backEnds = BackEnds.All, bool total = false, bool mayBeEmpty = false, bool isVolatile = false) =>
        new(name, group, [.. signatures], total, mayBeEmpty, isVolatile, backEnds, LocalizedText.Of(en, ja), example, result);
}

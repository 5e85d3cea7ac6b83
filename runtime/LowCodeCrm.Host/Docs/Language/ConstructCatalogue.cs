using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Host.Docs.Language;

/// <summary>Every construct of the language, in the order of the reference. A test runs each example.</summary>
internal static partial class ConstructCatalogue
{
    public static ImmutableArray<Construct> All { get; } = [.. Rules, .. Processes, .. Automation, .. Shared, .. Commands, .. Expressions, .. Tests];

    private static readonly FrozenDictionary<string, Construct> byId = All.ToFrozenDictionary(one => one.Id, StringComparer.Ordinal);

    public static Construct? Find(string id) => byId.GetValueOrDefault(id);

    private static Construct Of(ConstructGroup group, string id, string title, string en, string ja, string example, string? result = null) => new(group, id, title, LocalizedText.Of(en, ja), example.Trim(), result);
}

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>All IANA zones, from data that ship with the product.</summary>
public static class TimeZones
{
    private static readonly Lazy<FrozenDictionary<string, ReadOnlyMemory<byte>>> bodies = new(Load);
    private static readonly ConcurrentDictionary<string, TimeZoneData> zones = new(StringComparer.Ordinal);

    /// <summary>The names, ordered.</summary>
    public static IEnumerable<string> Names => bodies.Value.Keys.Order(StringComparer.Ordinal);

    public static bool Exists(string name) => bodies.Value.ContainsKey(name);

    /// <exception cref="RuleEvaluationException">LCR6005: there is no such zone.</exception>
    public static TimeZoneData Get(string name) =>
        zones.TryGetValue(name, out var zone) ? zone
        : bodies.Value.TryGetValue(name, out var body) ? zones.GetOrAdd(name, _ => TimeZoneData.Parse(body.Span))
        : throw RuleErrors.UnknownZone(name);

    /// <summary>The zone's data as they ship (the second header of a TZif file and all after it), for a back end that runs elsewhere.</summary>
    /// <exception cref="KeyNotFoundException">There is no such zone.</exception>
    public static ReadOnlyMemory<byte> Body(string name) => bodies.Value[name];

    private static FrozenDictionary<string, ReadOnlyMemory<byte>> Load()
    {
        ReadOnlyMemory<byte> data = EmbeddedData.ReadDeflated("zones.bin");
        var at = 0;
        var names = new (string Name, int Body)[Int()];
        for (var i = 0; i < names.Length; i++)
        {
            var length = data.Span[at++];
            var name = Encoding.ASCII.GetString(data.Span.Slice(at, length));
            at += length;
            names[i] = (name, Int());
        }
        var all = new ReadOnlyMemory<byte>[Int()];
        for (var i = 0; i < all.Length; i++)
        {
            var length = Int();
            all[i] = data.Slice(at, length);
            at += length;
        }
        return names.ToFrozenDictionary(pair => pair.Name, pair => all[pair.Body], StringComparer.Ordinal);

        int Int()
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(data.Span[at..]);
            at += 4;
            return value;
        }
    }
}

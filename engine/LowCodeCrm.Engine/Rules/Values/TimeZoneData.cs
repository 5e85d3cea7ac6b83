using System.Buffers.Binary;
using System.Text;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>One zone: its offsets from UTC over time (RFC 9636, 64-bit data and the rule for what follows them).</summary>
public sealed class TimeZoneData
{
    private const long UnixEpochSeconds = 62_135_596_800;
    private readonly long[] transitions;
    private readonly int[] offsets;
    private readonly int firstOffset;
    private readonly PosixZoneRule? rule;

    private TimeZoneData(long[] transitions, int[] offsets, int firstOffset, PosixZoneRule? rule) =>
        (this.transitions, this.offsets, this.firstOffset, this.rule) = (transitions, offsets, firstOffset, rule);

    /// <summary>What clocks show at an instant.</summary>
    public DateTime ToLocal(DateTime utc) => Shift(utc, OffsetAt(utc.Ticks / TimeSpan.TicksPerSecond - UnixEpochSeconds), DateTimeKind.Unspecified);

    /// <summary>The instant at which clocks show a local time: the earlier one of an overlap; in a gap, the time is moved forward by the gap's length.</summary>
    public DateTime ToUtc(DateTime local)
    {
        // The offset in force before a change answers both cases: it gives the earlier instant of an overlap and carries over a gap.
        var seconds = local.Ticks / TimeSpan.TicksPerSecond - UnixEpochSeconds;
        var before = OffsetAt(seconds - 86_400);
        if (OffsetAt(seconds - before) == before) return Shift(local, -before, DateTimeKind.Utc);
        var after = OffsetAt(seconds + 86_400);
        var isGapOrOverlap = OffsetAt(seconds - after) != after;
        return Shift(local, -(isGapOrOverlap ? before : after), DateTimeKind.Utc);
    }

    private static DateTime Shift(DateTime time, int seconds, DateTimeKind kind)
    {
        var ticks = time.Ticks + seconds * TimeSpan.TicksPerSecond;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, kind) : throw RuleErrors.TimeOutOfRange();
    }

    /// <param name="unix">Seconds since 1970.</param>
    private int OffsetAt(long unix)
    {
        if (transitions.Length == 0 || unix < transitions[0]) return transitions.Length == 0 && rule is not null ? rule.OffsetAt(unix) : firstOffset;
        if (unix >= transitions[^1] && rule is not null) return rule.OffsetAt(unix);
        var index = Array.BinarySearch(transitions, unix);
        return offsets[index >= 0 ? index : ~index - 1];
    }

    /// <summary>Each offset from UTC with the second from which it holds, as seconds since 1970, for a back end that runs elsewhere. The first holds from the beginning of time.</summary>
    public IEnumerable<(long Since, int Offset)> Offsets()
    {
        yield return (long.MinValue, transitions.Length == 0 && rule is not null ? rule.OffsetAt(long.MinValue) : firstOffset);
        for (var i = 0; i < transitions.Length; i++) yield return (transitions[i], offsets[i]);
        if (rule is null) yield break;
        var last = transitions.Length == 0 ? long.MinValue : transitions[^1];
        foreach (var change in rule.Changes(last)) yield return change;
    }

    /// <param name="body">The second header of a TZif file and all after it.</param>
    internal static TimeZoneData Parse(ReadOnlySpan<byte> body)
    {
        int Count(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt32BigEndian(data[at..]);
        var (isUt, isStandard, leaps, times, types, characters) = (Count(body, 20), Count(body, 24), Count(body, 28), Count(body, 32), Count(body, 36), Count(body, 40));
        var data = body[44..];
        var typeData = data[(times * 9)..];
        int OffsetOf(ReadOnlySpan<byte> all, int type) => BinaryPrimitives.ReadInt32BigEndian(all[(type * 6)..]);
        var transitions = new long[times];
        var offsets = new int[times];
        for (var i = 0; i < times; i++)
        {
            transitions[i] = BinaryPrimitives.ReadInt64BigEndian(data[(i * 8)..]);
            offsets[i] = OffsetOf(typeData, data[times * 8 + i]);
        }
        var footer = Encoding.ASCII.GetString(typeData[(types * 6 + characters + leaps * 12 + isStandard + isUt)..]).Trim('\n');
        return new(transitions, offsets, OffsetOf(typeData, 0), footer.Length == 0 ? null : PosixZoneRule.Parse(footer));
    }
}

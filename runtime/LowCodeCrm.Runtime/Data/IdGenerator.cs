using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace LowCodeCrm.Runtime.Data;

/// <summary>Makes ids: UUIDv7, so that new rows go to the end of every index. Each is greater than the one before, whatever the clock does.</summary>
/// <remarks>
/// As RFC 9562 has it (6.2, method 1): within a millisecond a counter of 26 bits counts on, starting anew at a random place in its lower half; a clock that was
/// set back is waited out at the last millisecond, and a counter that is used up takes the next one.
/// </remarks>
public sealed class IdGenerator
{
    private const int CounterBits = 26;
    private static readonly ConditionalWeakTable<TimeProvider, IdGenerator> ByClock = [];
    private readonly TimeProvider clock;
    private readonly Lock making = new();
    private long lastMillisecond = -1;
    private uint counter;

    // Taken in stock: asking for few bytes at a time costs more than all the rest.
    private const int RandomBytes = 8;
    [ThreadStatic] private static byte[]? stock;
    [ThreadStatic] private static int left;

    private IdGenerator(TimeProvider clock) => this.clock = clock;

    /// <summary>The one generator of a clock, so that all who make ids in a process keep one order.</summary>
    public static IdGenerator For(TimeProvider clock) => ByClock.GetValue(clock, key => new IdGenerator(key));

    private static void Random(Span<byte> target)
    {
        stock ??= new byte[512 * RandomBytes];
        if (left == 0)
        {
            RandomNumberGenerator.Fill(stock);
            left = stock.Length;
        }
        left -= RandomBytes;
        stock.AsSpan(left, RandomBytes).CopyTo(target);
    }

    public Guid NewId()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        Random(random);
        var fresh = BinaryPrimitives.ReadUInt32BigEndian(random[4..]);
        long millisecond;
        uint count;
        lock (making)
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (now > lastMillisecond) (lastMillisecond, counter) = (now, fresh >> (32 - CounterBits + 1));
            else if (++counter >= 1u << CounterBits) (lastMillisecond, counter) = (lastMillisecond + 1, fresh >> (32 - CounterBits + 1));
            (millisecond, count) = (lastMillisecond, counter);
        }
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, millisecond << 16);
        // Version 7 and the upper 12 bits of the counter; the variant and its lower 14 bits; 48 random bits.
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | count >> 14));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[8..], (ushort)(0x8000 | count & 0x3FFF));
        random[..6].CopyTo(bytes[10..]);
        return new Guid(bytes, bigEndian: true);
    }
}

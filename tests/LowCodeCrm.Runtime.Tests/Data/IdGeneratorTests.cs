using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Testing;

namespace LowCodeCrm.Runtime.Tests.Data;

public sealed class IdGeneratorTests
{
    [Fact]
    public void Ids_of_one_millisecond_keep_the_order_in_which_they_were_made()
    {
        var ids = Enumerable.Range(0, 200_000).Select(_ => IdGenerator.For(new StandingClock()).NewId()).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        var generator = IdGenerator.For(TimeProvider.System);
        AssertAscending(Enumerable.Range(0, 200_000).Select(_ => generator.NewId()));
        var standing = IdGenerator.For(new ManualClock());
        AssertAscending(Enumerable.Range(0, 200_000).Select(_ => standing.NewId()));
    }

    [Fact]
    public void A_clock_that_is_set_back_changes_nothing_about_the_order()
    {
        var clock = new ManualClock();
        var generator = IdGenerator.For(clock);
        var ids = new List<Guid>();
        foreach (var step in new[] { 0, 5, -3_600_000, 1, 3_600_000, 7 })
        {
            clock.Advance(TimeSpan.FromMilliseconds(step));
            ids.Add(generator.NewId());
        }
        AssertAscending(ids);
    }

    [Fact]
    public void Several_threads_make_no_id_twice_and_each_sees_its_own_ascend()
    {
        var generator = IdGenerator.For(new ManualClock());
        var made = new Guid[4][];
        Parallel.For(0, made.Length, n => made[n] = [.. Enumerable.Range(0, 20_000).Select(_ => generator.NewId())]);
        Assert.Equal(80_000, made.SelectMany(ids => ids).Distinct().Count());
        Assert.All(made, AssertAscending);
    }

    [Fact]
    public void An_id_says_its_version_and_its_millisecond()
    {
        var clock = new ManualClock();
        var id = IdGenerator.For(clock).NewId();
        Assert.Equal((7, 8), (id.Version, id.Variant & 0xC));
        var bytes = id.ToByteArray(bigEndian: true);
        Assert.Equal(clock.GetUtcNow().ToUnixTimeMilliseconds(), Convert.ToInt64(Convert.ToHexString(bytes[..6]), 16));
    }

    /// <summary>In the order of the database's columns: byte by byte.</summary>
    private static void AssertAscending(IEnumerable<Guid> ids)
    {
        var last = Array.Empty<byte>();
        foreach (var id in ids)
        {
            var bytes = id.ToByteArray(bigEndian: true);
            Assert.True(last.AsSpan().SequenceCompareTo(bytes) < 0, $"{id} does not follow {Convert.ToHexString(last)}.");
            last = bytes;
        }
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(56);
    }
}

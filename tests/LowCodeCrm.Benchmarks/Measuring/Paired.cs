using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace LowCodeCrm.Benchmarks.Measuring;

/// <summary>
/// Several ways of doing the same, measured in turns: A B C A B C …, so that whatever else the machine does weighs on all alike. The median of the
/// rounds counts.
/// </summary>
internal static class Paired
{
    private const int Rounds = 41;
    private const int Calls = 40_000;

    /// <summary>Nanoseconds and bytes allocated per call of each.</summary>
    /// <param name="ways">Each does its work as often as it is told, and returns something that depends on it.</param>
    public static (double Nanoseconds, double Bytes)[] Run(params Func<int, long>[] ways)
    {
        var times = ways.Select(_ => new List<double>()).ToArray();
        var bytes = new double[ways.Length];
        // Long enough for the runtime to optimise what can be.
        for (var warm = 0; warm < 30; warm++)
        {
            foreach (var way in ways) Keep(way(Calls));
            if (warm % 10 == 0) Thread.Sleep(150);
        }
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < ways.Length; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var began = Stopwatch.GetTimestamp();
                Keep(ways[i](Calls));
                times[i].Add(Stopwatch.GetElapsedTime(began).TotalNanoseconds / Calls);
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
            }
        return [.. times.Select((t, i) => (Median(t), bytes[i]))];
    }

    /// <summary>
    /// Milliseconds of something that takes long, after warming: the best and the median. With nothing to compare to, the best round is the one that other
    /// work on the machine disturbed least.
    /// </summary>
    public static (double Best, double Median) Milliseconds(Action work, int warm, int rounds)
    {
        for (var i = 0; i < warm; i++)
        {
            work();
            // Optimised code is made in the background.
            if (i % 10 == 9) Thread.Sleep(300);
        }
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return (times.Min(), Median(times));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private static long kept;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep(long value) => kept += value;
}

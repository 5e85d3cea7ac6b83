using System.Globalization;

namespace LowCodeCrm.Benchmarks.Measuring;

/// <summary>What a Linux process has in memory, in megabytes, by what it is for.</summary>
/// <param name="Managed">The garbage collector's heap.</param>
/// <param name="Code">Compiled methods and the runtime's structures about types.</param>
/// <param name="Malloc">Native allocations: SQLite's pages, the runtime's own.</param>
/// <param name="Files">Assemblies, libraries and the database, mapped.</param>
/// <param name="Other">Stacks and everything else.</param>
internal sealed record ProcessMemory(double Managed, double Code, double Malloc, double Files, double Other)
{
    // The collector reserves hundreds of gigabytes of addresses in one piece; nothing else comes near.
    private const long HeapReservation = 32L << 30;

    public double Total => Managed + Code + Malloc + Files + Other;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Total:0} MB (managed {Managed:0}, code {Code:0}, malloc {Malloc:0}, files {Files:0}, other {Other:0})");

    public static ProcessMemory Of(int process)
    {
        var regions = new List<(long Start, long End, string Name, long Kilobytes)>();
        foreach (var line in File.ReadLines($"/proc/{process}/smaps"))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts[0] == "Rss:") regions[^1] = regions[^1] with { Kilobytes = long.Parse(parts[1], CultureInfo.InvariantCulture) };
            else if (!parts[0].EndsWith(':') && parts[0].Split('-') is [var start, var end])
                regions.Add((long.Parse(start, NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture), parts.Length > 5 ? parts[5] : "", 0));
        }
        var sums = new double[5];
        for (var first = 0; first < regions.Count;)
        {
            var next = first + 1;
            while (next < regions.Count && regions[next].Start == regions[next - 1].End) next++;
            var isHeap = regions[next - 1].End - regions[first].Start > HeapReservation;
            for (; first < next; first++)
            {
                var (start, end, name, kilobytes) = regions[first];
                // glibc's arenas begin at multiples of 64 MB.
                var kind = name.Contains("doublemapper", StringComparison.Ordinal) ? 1
                    : name == "[heap]" ? 2 : name.StartsWith('/') ? 3 : name.Length > 0 ? 4
                    : isHeap ? 0 : start % (64L << 20) == 0 && end - start <= 64L << 20 ? 2 : 4;
                sums[kind] += kilobytes / 1024.0;
            }
        }
        return new ProcessMemory(sums[0], sums[1], sums[2], sums[3], sums[4]);
    }
}

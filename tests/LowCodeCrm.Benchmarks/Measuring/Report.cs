using System.Globalization;

namespace LowCodeCrm.Benchmarks.Measuring;

/// <param name="What">What was measured.</param>
/// <param name="Ours">The product's figure, with its unit.</param>
/// <param name="Floor">The hand-written side's; empty where there is none.</param>
/// <param name="Ratio">Ours to the floor's; null where there is none.</param>
/// <param name="Target">As the project states it; empty: for information.</param>
/// <param name="IsMet">Null where there is no target.</param>
/// <param name="How">How the figure was taken.</param>
internal sealed record Figure(string What, string Ours, string Floor, double? Ratio, string Target, bool? IsMet, string How);

/// <summary>The figures of a run, as a Markdown table.</summary>
internal sealed class Report
{
    private readonly List<Figure> figures = [];

    public void Add(Figure figure)
    {
        figures.Add(figure);
        Console.Error.WriteLine($"  {figure.What}: {figure.Ours}{(figure.Floor.Length > 0 ? $" against {figure.Floor}" : "")}{(figure.Ratio is { } ratio ? $", {Number(ratio)} ×" : "")}");
    }

    /// <summary>A figure against the hand-written one.</summary>
    public void Ratio(string what, double ours, double floor, string unit, double? limit, string how, string note = "")
    {
        var ratio = ours / floor;
        Add(new Figure(what, $"{Number(ours)} {unit}{note}", $"{Number(floor)} {unit}", ratio, limit is { } most ? $"≤ {Number(most)} ×" : "", limit is { } max ? ratio <= max : null, how));
    }

    /// <summary>A figure against a fixed limit.</summary>
    public void Limit(string what, double ours, string unit, double? limit, string how, bool atLeast = false) =>
        Add(new Figure(what, $"{Number(ours)} {unit}", "", null, limit is { } most ? $"{(atLeast ? "≥" : "≤")} {Number(most)} {unit}" : "", limit is { } max ? (atLeast ? ours >= max : ours <= max) : null, how));

    /// <summary>Milliseconds against a fixed limit: the best round counts, the median is told.</summary>
    public void Limit(string what, (double Best, double Median) ours, double? limit, string how) =>
        Add(new Figure(what, $"{Number(ours.Best)} ms (median {Number(ours.Median)})", "", null, limit is { } most ? $"≤ {Number(most)} ms" : "", limit is { } max ? ours.Best <= max : null, how));

    public void Write(TextWriter output)
    {
        output.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}");
        output.WriteLine();
        output.WriteLine("| what | product | hand-written | ratio | target | met | how |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var f in figures)
            output.WriteLine($"| {f.What} | {f.Ours} | {f.Floor} | {(f.Ratio is { } ratio ? Number(ratio) + " ×" : "")} | {f.Target} | {f.IsMet switch { true => "yes", false => "**no**", null => "" }} | {f.How} |");
    }

    public static string Number(double value) => value.ToString(value >= 1000 ? "N0" : value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}

using LowCodeCrm.Benchmarks.Measuring;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>A group of figures that are taken together.</summary>
internal interface IBenchmark
{
    /// <summary>As given on the command line.</summary>
    string Name { get; }

    Task RunAsync(Report report);
}

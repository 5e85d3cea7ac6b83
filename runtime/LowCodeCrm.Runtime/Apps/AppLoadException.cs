using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>The live version of an app does not compile (published by a newer or an older build of the product).</summary>
public sealed class AppLoadException(string app, int version, ImmutableArray<Diagnostic> diagnostics)
    : Exception($"Version {version} of the app {app} does not compile: {diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error)}")
{
    public string App { get; } = app;
    public int Version { get; } = version;
    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}

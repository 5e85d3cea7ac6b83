using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>How publishing ended. Only <see cref="Published"/> changed anything.</summary>
public abstract record PublishResult;

/// <param name="Diagnostics">Warnings and remarks.</param>
public sealed record Published(int Version, ImmutableArray<SchemaChange> Changes, ImmutableArray<Diagnostic> Diagnostics) : PublishResult;

/// <summary>The package has errors, or the records that are there stand against it.</summary>
public sealed record PublishRejected(ImmutableArray<Diagnostic> Diagnostics) : PublishResult;

/// <summary>Changes lose something and were not consented to by target.</summary>
public sealed record PublishNeedsConsent(ImmutableArray<SchemaChange> Changes) : PublishResult;

/// <summary>Another publish of the app is running.</summary>
public sealed record PublishBusy : PublishResult;

/// <summary>Roll back: there is no such version.</summary>
public sealed record VersionNotFound(int Number) : PublishResult;

/// <summary>What publishing would do.</summary>
/// <param name="Changes">Empty where there are errors.</param>
public sealed record PublishPlan(ImmutableArray<SchemaChange> Changes, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A version took over.</summary>
/// <param name="Previous">Null when the app was loaded or installed.</param>
public sealed record VersionChange(AppVersion Version, int? Previous);

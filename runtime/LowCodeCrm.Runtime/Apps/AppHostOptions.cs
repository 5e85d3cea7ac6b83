using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving.Derived;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>Compiles a package.</summary>
/// <param name="package">With ids.</param>
/// <param name="current">The tables that its database has; null: a new one.</param>
/// <param name="isCollectible">False for the version found at start, which most processes keep for weeks: its code need not be unloaded, and runs faster for it.</param>
public delegate CompileResult CompileApp(AppPackage package, DatabaseSchema? current, bool isCollectible);

/// <summary>Limits and services of the hosts of all apps.</summary>
public sealed record AppHostOptions
{
    public required CompileApp Compile { get; init; }

    /// <summary>The engine's compiler, with what it compiled kept in the data folder.</summary>
    public static AppHostOptions For(DataFolder folder)
    {
        var cache = new FileCompilationCache(folder.Cache);
        return new AppHostOptions { Compile = (package, current, isCollectible) => AppCompiler.Compile(package, new CompileOptions(cache, current, isCollectible)) };
    }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public DerivationOptions Derivation { get; init; } = DerivationOptions.Default;

    public SqliteOptions Sqlite { get; init; } = SqliteOptions.Default;

    /// <summary>Versions kept in memory beside the live one, for clients that opened a form before a publish.</summary>
    public int RetainedVersions { get; init; } = 3;

    /// <summary>How long a migration may hold the writer.</summary>
    public TimeSpan MigrationBudget { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long the code of a new version is warmed before it takes over; what is not warm by then pays on its first call.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromMilliseconds(100);
}

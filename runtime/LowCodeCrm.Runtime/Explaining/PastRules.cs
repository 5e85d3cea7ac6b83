using System.Collections.Concurrent;
using System.Data.Common;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>The rules of earlier versions of an app, for explaining what they did; the last ones asked for are kept.</summary>
internal sealed class PastRules
{
    private const int Kept = 8;

    private readonly ConcurrentDictionary<(string App, int Version), BoundRuleSet?> known = new();

    /// <returns>Null: the version is gone, or does not bind any more.</returns>
    public BoundRuleSet? Of(AppLease lease, DbConnection connection, int version)
    {
        if (version == lease.Version.Number) return lease.App.Rules;
        if (known.TryGetValue((lease.Version.AppName, version), out var found)) return found;
        if (known.Count >= Kept) known.Clear();
        var check = AppVersionStore.Package(connection, version) is { } package ? AppCompiler.Check(package) : null;
        return known[(lease.Version.AppName, version)] = check is { HasErrors: false } ? check.Rules : null;
    }
}

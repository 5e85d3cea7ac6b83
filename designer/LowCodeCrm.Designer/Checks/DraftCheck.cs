using System.Runtime.CompilerServices;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Designer.Checks;

/// <summary>What a package means and what is wrong with it, worked out once and kept as long as the package: editors ask at every keystroke.</summary>
internal static class DraftCheck
{
    private static readonly ConditionalWeakTable<AppPackage, Lazy<AppCheck>> Known = [];

    public static AppCheck Of(AppPackage package) => Known.GetValue(package, static p => new Lazy<AppCheck>(() => AppCompiler.Check(p))).Value;
}

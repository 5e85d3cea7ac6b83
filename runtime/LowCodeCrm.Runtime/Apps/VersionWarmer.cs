using System.Runtime.CompilerServices;
using LowCodeCrm.Engine;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>Compiles the generated methods of a version to machine code before its first request pays for them: each costs about a millisecond.</summary>
internal static class VersionWarmer
{
    /// <param name="budget">A version of very many rules is not waited for.</param>
    public static void Warm(CompiledApp app, TimeSpan budget, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        foreach (var module in app.Modules)
        {
            module.NewRecord();
            var program = module.Program;
            IEnumerable<Delegate> rules = [.. program.Defaults, .. program.BeforeSave, .. program.Computed, .. program.Validations, .. program.Rollups, .. program.AfterSave];
            foreach (var rule in rules)
            {
                if (clock.GetElapsedTime(began) > budget) return;
                RuntimeHelpers.PrepareDelegate(rule);
            }
        }
    }
}

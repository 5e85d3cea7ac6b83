using System.Collections.Immutable;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Runtime.Tests.Apps;

/// <summary>Compiles entities and tables for real, and leaves rules out: what is tested is how versions follow each other.</summary>
internal sealed class TestCompiler
{
    private int loaded;

    /// <summary>Versions compiled and not yet unloaded.</summary>
    public int Loaded => Volatile.Read(ref loaded);

    /// <summary>Runs before each compilation.</summary>
    public Action? Before { get; set; }

    public CompileResult Compile(AppPackage package, DatabaseSchema? current, bool isCollectible = true)
    {
        Before?.Invoke();
        var bag = new DiagnosticBag();
        var model = ModelBinder.Bind(PackageReader.Read(package, bag), bag);
        if (bag.HasErrors) return new CompileResult(null, bag.ToSorted());
        Interlocked.Increment(ref loaded);
        return new CompileResult(
            new CompiledApp(package, model, new BoundRuleSet(model, [], []), SchemaBuilder.Build(model, current), [], [], new Unloading(this)), bag.ToSorted());
    }

    private sealed class Unloading(TestCompiler compiler) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref compiler.loaded);
    }
}

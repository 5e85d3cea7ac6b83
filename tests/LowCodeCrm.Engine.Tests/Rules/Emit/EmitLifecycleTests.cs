using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Rules.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LowCodeCrm.Engine.Tests.Rules.Emit;

/// <summary>Counts loaded assemblies and memory, so nothing else may run meanwhile.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class EmitLifecycleTests
{
    private const string CacheFolder = "LOWCODECRM_TEST_COMPILATION_CACHE";

    [Fact]
    public void Two_hundred_versions_leave_no_assembly_behind()
    {
        var cache = new MemoryCompilationCache();
        Round(0, cache);
        var assemblies = Generated();
        var before = Settled();
        for (var i = 1; i <= 200; i++) Round(i, cache);
        for (var i = 0; i < 20 && Generated() > assemblies; i++) Settled();
        Assert.True(Generated() <= assemblies, $"{Generated()} generated assemblies are still loaded");
        // Images in the cache are counted out: they are the cache's to keep.
        Assert.True(Settled() - before < 40_000_000, $"{(Settled() - before) / 1_000_000} MB more than before");
    }

    [Fact]
    public void A_changed_rule_compiles_only_its_own_entity()
    {
        var model = EmitWorld.Sales();
        var cache = new MemoryCompilationCache();
        AppEmitter.Emit(EmitWorld.SalesRules(model, 1), null, cache).Dispose();
        Assert.Equal(3, cache.Count);
        AppEmitter.Emit(EmitWorld.SalesRules(model, 1), null, cache).Dispose();
        Assert.Equal(3, cache.Count);
        AppEmitter.Emit(EmitWorld.SalesRules(model, 1.0m), null, cache).Dispose();
        Assert.Equal(4, cache.Count);
    }

    [Fact]
    public void Compiles_from_several_threads()
    {
        var model = EmitWorld.Sales();
        var cache = new MemoryCompilationCache();
        Parallel.For(0, 6, i =>
        {
            using var code = AppEmitter.Emit(EmitWorld.SalesRules(model, i % 3), null, cache);
            var module = code.Modules[model.Entity("opportunity").Index];
            var record = module.NewRecord();
            record.SetValue(model.Entity("opportunity").Field("stage").Index, "won");
            record.SetValue(model.Entity("opportunity").Field("amount").Index, 1.5m);
            Assert.Equal(i % 3 == 2, module.Program.Validations[0](record, null, new MemoryContext()));
        });
    }

    [Fact]
    public void A_start_with_a_warm_cache_does_not_load_Roslyn()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            AppEmitter.Emit(EmitWorld.SalesRules(EmitWorld.Sales()), null, new FolderCache(folder)).Dispose();
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { typeof(EmitLifecycleTests).Assembly.Location, "-explicit", "only", "-method", $"{typeof(EmitLifecycleTests).FullName}.{nameof(Child_of_the_warm_start)}" })
                start.ArgumentList.Add(argument);
            start.Environment[CacheFolder] = folder;
            using var child = Process.Start(start)!;
            var output = child.StandardOutput.ReadToEnd() + child.StandardError.ReadToEnd();
            child.WaitForExit();
            Assert.True(child.ExitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs in a process of its own, started by <see cref="A_start_with_a_warm_cache_does_not_load_Roslyn"/>.</summary>
    [Fact(Explicit = true)]
    public void Child_of_the_warm_start()
    {
        var model = EmitWorld.Sales();
        using var code = AppEmitter.Emit(EmitWorld.SalesRules(model), null, new FolderCache(Environment.GetEnvironmentVariable(CacheFolder)!));
        var module = code.Modules[model.Entity("opportunity").Index];
        Assert.False(module.Program.Validations[0](module.NewRecord(), null, new MemoryContext()));
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("public class X { public string M() => System.IO.File.ReadAllText(\"/etc/passwd\"); }", "System.IO.File")]
    [InlineData("public class X { public object M() => System.DateTime.Now; }", "System.DateTime.get_Now")]
    [InlineData("public class X { public System.Type M() => typeof(string); }", "System.Type")]
    [InlineData("public class X { public object M(string s) => s.GetType().Assembly; }", "GetType")]
    [InlineData("public class X { [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid(); }", "native code")]
    [InlineData("public class X { public unsafe int M(int* p) => *p; }", "System.Security")]
    [InlineData("public class X { public unsafe int M(delegate*<int> p) => p(); }", "System.Security")]
    public void Code_that_names_what_it_must_not_is_refused(string source, string what)
    {
        var compilation = CSharpCompilation.Create("evil", [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release));
        using var pe = new MemoryStream();
        Assert.True(compilation.Emit(pe).Success);
        var refusal = Assert.Throws<InvalidOperationException>(() => MetadataCheck.Verify([.. pe.ToArray()]));
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Round(int round, ICompilationCache cache)
    {
        var model = EmitWorld.Sales();
        using var code = AppEmitter.Emit(EmitWorld.SalesRules(model, round % 10), null, cache);
        var module = code.Modules[model.Entity("opportunity").Index];
        module.Program.Validations[0](module.NewRecord(), null, new MemoryContext());
    }

    private static int Generated() => AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name!.StartsWith("LowCodeCrm.Generated", StringComparison.Ordinal));

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private sealed class FolderCache(string folder) : ICompilationCache
    {
        public bool TryGet(string key, [NotNullWhen(true)] out CompiledImage? image)
        {
            var path = Path.Combine(folder, key);
            image = File.Exists(path + ".dll") ? new CompiledImage(File.ReadAllBytes(path + ".dll"), File.ReadAllBytes(path + ".pdb")) : null;
            return image is not null;
        }

        public void Put(string key, CompiledImage image)
        {
            File.WriteAllBytes(Path.Combine(folder, key) + ".dll", image.Pe);
            File.WriteAllBytes(Path.Combine(folder, key) + ".pdb", image.Pdb);
        }
    }
}

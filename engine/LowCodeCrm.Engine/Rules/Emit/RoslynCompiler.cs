using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Generated source to PE and PDB. The only type that touches Roslyn, so that a start with a warm cache never loads it. Thread-safe.</summary>
internal static class RoslynCompiler
{
    /// <summary>What generated code can name at all; <see cref="MetadataCheck"/> narrows it member by member.</summary>
    private static readonly Lazy<ImmutableArray<MetadataReference>> BaseReferences = new(() =>
    [
        .. new[]
        {
            typeof(object).Assembly,
            Assembly.Load("System.Runtime"),
            Assembly.Load("System.Collections"),
            typeof(ImmutableArray).Assembly,
            typeof(System.Data.Common.DbDataReader).Assembly,
            typeof(System.Text.Json.Utf8JsonWriter).Assembly,
            typeof(RoslynCompiler).Assembly,
        }.Distinct().Select(assembly => (MetadataReference)MetadataReference.CreateFromFile(assembly.Location)),
    ]);

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, checkOverflow: true, allowUnsafe: false,
        deterministic: true, concurrentBuild: true, nullableContextOptions: NullableContextOptions.Disable, metadataImportOptions: MetadataImportOptions.Public);

    /// <param name="unit">What to compile.</param>
    /// <param name="references">Images of the generated assemblies that it uses.</param>
    /// <exception cref="InvalidOperationException">The generated source does not compile: a defect of the emitter, never of an app.</exception>
    public static CompiledImage Compile(GeneratedUnit unit, params ReadOnlySpan<CompiledImage> references) => Compile(unit, withSymbols: true, references);

    /// <param name="unit">What to compile.</param>
    /// <param name="withSymbols">False for code of which nobody reads a stack trace.</param>
    /// <param name="references">Images of the generated assemblies that it uses.</param>
    public static CompiledImage Compile(GeneratedUnit unit, bool withSymbols, params ReadOnlySpan<CompiledImage> references)
    {
        var source = Render(unit);
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, unit.AssemblyName + ".cs");
        var metadata = BaseReferences.Value;
        foreach (var reference in references) metadata = metadata.Add(MetadataReference.CreateFromImage(reference.Pe));
        var compilation = CSharpCompilation.Create(unit.AssemblyName, [tree], metadata, Options);
        using var pe = new MemoryStream();
        using var pdb = new MemoryStream();
        var result = compilation.Emit(pe, withSymbols ? pdb : null, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success)
            throw new InvalidOperationException(
                $"Generated code of {unit.AssemblyName} does not compile: {string.Join("; ", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5))}");
        return new CompiledImage(pe.ToArray(), pdb.ToArray());
    }

    /// <summary>The unit as plain C#, literals written by Roslyn.</summary>
    public static string Render(GeneratedUnit unit) => unit.Render(literal => literal switch
    {
        string text => SyntaxFactory.Literal(text).Text,
        long number => SyntaxFactory.Literal(number).Text,
        decimal number => SyntaxFactory.Literal(number).Text,
        _ => throw new System.Diagnostics.UnreachableException(),
    });
}

using LowCodeCrm.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LowCodeCrm.Host.Tests.Docs;

/// <summary>
/// The error codes that the product's source hands out: every constant given to a parameter called <c>code</c>, found by the compiler's own understanding
/// of the source, so that no way of writing it escapes.
/// </summary>
internal static class CodesInSource
{
    private static readonly string[] Folders = ["runtime/LowCodeCrm.Runtime", "designer/LowCodeCrm.Designer", "runtime/LowCodeCrm.Host"];

    public static IEnumerable<(string Code, string Place)> All()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("LowCodeCrm.Runtime", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("LowCodeCrm.Designer", StringComparison.Ordinal) && Path.GetFileName(path) != "crm.dll")
            .Select(path => MetadataReference.CreateFromFile(path)).ToArray();
        var trees = Folders.SelectMany(Sources).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview), file)).ToArray();
        var compilation = CSharpCompilation.Create("codes", trees, references, new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var argument in tree.GetRoot().DescendantNodes().OfType<ArgumentSyntax>())
                if (model.GetOperation(argument) is IArgumentOperation { Parameter: { } parameter } operation && parameter.Name.Equals("code", StringComparison.OrdinalIgnoreCase)
                    && operation.Value.ConstantValue is { HasValue: true, Value: string code } && IsOurs(parameter))
                    yield return (code, $"{Path.GetFileName(tree.FilePath)}({argument.GetLocation().GetLineSpan().StartLinePosition.Line + 1})");
        }
    }

    private static bool IsOurs(IParameterSymbol parameter) => parameter.ContainingNamespace.ToString()!.StartsWith("LowCodeCrm", StringComparison.Ordinal);

    // Beside the sources, what the build adds: the namespaces that every file uses, and generated members.
    private static IEnumerable<string> Sources(string folder)
    {
        var root = Path.Combine(Repository.Root, folder);
        var written = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var usings = Directory.EnumerateFiles(Path.Combine(root, "obj"), "*.GlobalUsings.g.cs", SearchOption.AllDirectories).Take(1);
        return written.Concat(usings);
    }
}

using System.Reflection;
using System.Xml.Linq;

namespace LowCodeCrm.Host.Tests.Structure;

/// <summary>Host -> Designer -> Runtime -> Engine, never back.</summary>
public sealed class DependencyDirectionTests
{
    [Theory]
    [InlineData("engine/LowCodeCrm.Engine/LowCodeCrm.Engine.csproj")]
    [InlineData("runtime/LowCodeCrm.Runtime/LowCodeCrm.Runtime.csproj", "LowCodeCrm.Engine")]
    [InlineData("designer/LowCodeCrm.Designer/LowCodeCrm.Designer.csproj", "LowCodeCrm.Runtime")]
    [InlineData("runtime/LowCodeCrm.Host/LowCodeCrm.Host.csproj", "LowCodeCrm.Designer")]
    public void A_project_refers_only_to_the_one_below_it(string project, params string[] allowed)
    {
        var document = XDocument.Load(Path.Combine(Repository.Root, project));
        var references = document.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).ToArray();
        Assert.Equal(allowed, references);
    }

    [Theory]
    [InlineData("LowCodeCrm.Engine", "Microsoft.AspNetCore", "Microsoft.Data", "Dapper", "Npgsql")]
    [InlineData("LowCodeCrm.Runtime", "LowCodeCrm.Designer", "crm")]
    [InlineData("LowCodeCrm.Designer", "crm")]
    public void An_assembly_does_not_use_what_stands_above_it(string assembly, params string[] forbidden)
    {
        var used = Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!);
        Assert.DoesNotContain(used, name => forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_source_file_names_a_clock_in_the_engine()
    {
        var offenders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "engine/LowCodeCrm.Engine"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("DateTime.Now") || text.Contains("DateTime.UtcNow") || text.Contains("DateTimeOffset.UtcNow") || text.Contains("Stopwatch.")))
            .ToArray();
        Assert.Empty(offenders);
    }
}

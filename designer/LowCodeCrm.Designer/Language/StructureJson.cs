using System.Collections.Immutable;
using LowCodeCrm.Designer.References;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Designer.Language;

/// <summary>A file of rules in its parts, and what people call each.</summary>
internal sealed record StructureJson(
    bool Japanese, ImmutableArray<RulesStructure> Rules, ImmutableArray<ProcessStructure> Processes, ImmutableArray<FunctionStructure> Functions, ImmutableArray<TableStructure> Tables,
    ImmutableArray<AutomationStructure> Automations, IEnumerable<StructureJson.Titled> Titles)
{
    /// <param name="Start">Where the rule begins.</param>
    internal sealed record Titled(int Start, string Kind, string Title);

    public static StructureJson Of(SourceText source, CrmModel model, string locale)
    {
        var structure = Structure.Of(RulesParser.Parse(source, new DiagnosticBag()));
        return new StructureJson(
            structure.Japanese, structure.Rules, structure.Processes, structure.Functions, structure.Tables, structure.Automations,
            RuleWords.All(model, source).Select(part => new Titled(part.Start, part.Title.Kind.For(locale), part.Title.Title.For(locale))));
    }
}

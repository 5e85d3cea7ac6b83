using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Explanations as Markdown: a line of code that says what it is, the label, then sentences.</summary>
internal sealed class HoverWriter(BoundRuleSet rules, CompletionItems items)
{
    public string Field(Entity entity, Field field) =>
        Join($"`{entity.Name.TrimStart('$')}.{field.Name}: {CompletionItems.Show(RuleType.OfField(entity, field))}`", items.Text(field.Label), items.Text(field.Description), Definition(entity, field));

    public string Entity(Entity entity) => Join($"`{entity.Name}`", items.Text(entity.Label), items.Text(entity.Description));

    public string Option(Option option) => Join($"`{option.Value}`", items.Text(option.Label));

    public string? Option(RuleType choice, string value) =>
        TypeParser.OptionsOf(choice, rules.Model).FirstOrDefault(o => o.Value == value) is { } option ? Join($"`{choice.NotOptional}.{value}`", items.Text(option.Label)) : null;

    public string? Channel(string name) => rules.Model.FindChannel(name) is { } channel
        ? Join($"`channel.{channel.Name}` ({channel.Kind})", items.Text(channel.Label), string.Join("\n", channel.Contact.Select(address => $"- `{address.Entity}.{address.Field}`"))) : null;

    public string Variable(string name, RuleType type) => $"`{name}: {CompletionItems.Show(type)}`";

    public string Function(FunctionInfo function) => Join(string.Join("\n\n", function.Signature.Select(s => $"`{function.Name}{s}`")), items.Describe(function));

    public string Function(FunctionSymbol function) => Join($"`{CompletionItems.Signature(function)}`", Code(function.Location));

    /// <summary>The rule that gives a derived field its value.</summary>
    private string Definition(Entity entity, Field field)
    {
        if (entity.Index >= rules.ByEntity.Length || rules.For(entity) is not { } of) return "";
        BoundRule? rule = of.Computed.FirstOrDefault(r => r.Field.Name == field.Name);
        rule ??= of.Rollups.FirstOrDefault(r => r.Field.Name == field.Name);
        return rule is null ? "" : Code(rule.Location);
    }

    /// <summary>The text of the rule or function around a place.</summary>
    private static string Code(SourceLocation location)
    {
        var tree = RulesParser.Parse(location.Source, new DiagnosticBag());
        var node = tree.Declarations.SelectMany(d => d is RulesBlockSyntax block ? block.Rules : Enumerable.Repeat<SyntaxNode>(d, 1)).FirstOrDefault(n => n.Span.Contains(location.Span.Start));
        return node is null ? "" : $"```\n{node}\n```";
    }

    private static string Join(params IEnumerable<string> parts) => string.Join("\n\n", parts.Where(part => part.Length > 0));
}

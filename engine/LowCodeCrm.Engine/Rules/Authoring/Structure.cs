using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>
/// A file of rules as cards and graphs show it: every rule and process in its parts, each with its place, so that a part is changed by
/// writing other text there. From the syntax alone; what is wrong is left out or has empty parts.
/// </summary>
/// <param name="Japanese">Whether the file's keywords are Japanese ones.</param>
public sealed record Structure(bool Japanese, ImmutableArray<RulesStructure> Rules, ImmutableArray<ProcessStructure> Processes, ImmutableArray<FunctionStructure> Functions)
{
    public ImmutableArray<TableStructure> Tables { get; init; } = [];

    public ImmutableArray<AutomationStructure> Automations { get; init; } = [];

    public static Structure Of(RulesFileSyntax file) => new(
        file.Tokens().FirstOrDefault(token => token.Keyword is not null) is { } first && first.Text == first.Keyword!.Alias,
        [.. file.Declarations.OfType<RulesBlockSyntax>().Select(RuleStructures.Block)],
        [.. file.Declarations.OfType<ProcessDeclarationSyntax>().Select(ProcessStructures.Process)],
        [.. file.Declarations.OfType<FunctionDeclarationSyntax>().Select(f => new FunctionStructure(f.Span, TextPart.Of(f.Name), TextPart.Of(f.ReturnType), TextPart.Of(f.Body)))])
    {
        Tables = [.. file.Declarations.OfType<TableDeclarationSyntax>().Select(TableStructure.Of)],
        Automations = [.. file.Declarations.Select(AutomationStructures.Of).OfType<AutomationStructure>()],
    };
}

/// <param name="Text">As written.</param>
public sealed record TextPart(TextSpan Span, string Text)
{
    /// <summary>From its first sign to its last: a remark behind it is none of it.</summary>
    internal static TextPart Of(SyntaxElement element) => new(element.Span, element.ToFullString().Substring(element.Span.Start - element.FullSpan.Start, element.Span.Length));

    /// <summary>Null where there is nothing.</summary>
    internal static TextPart? Maybe(SyntaxElement? element) => element is null or MissingExpressionSyntax or SyntaxToken { IsMissing: true } ? null : Of(element);

    internal static ImmutableArray<TextPart> All(SeparatedList<SyntaxToken>? tokens) => tokens is null ? [] : [.. tokens.Items.Where(token => !token.IsMissing).Select(Of)];
}

/// <param name="Name">Of its own, else kind and field ("default status"): as diagnostics and history call the rule.</param>
/// <param name="Fields">Those it gives a value or a state; for a validation those it marks.</param>
/// <param name="Value">Of a default, a computed field or a rollup.</param>
/// <param name="Body">The commands with their braces.</param>
public sealed record RuleStructure(
    string Kind, string Name, TextSpan Span, TextSpan NameSpan, ImmutableArray<TextPart> Fields, TextPart? Type, TextPart? When, TextPart? Require, TextPart? Value, MessageStructure? Message, TextPart? Body)
{
    /// <summary>The commands in their parts.</summary>
    public BlockStructure? Block { get; init; }
}

/// <param name="Close">Where its closing brace is, before which rules are added.</param>
public sealed record RulesStructure(TextPart Entity, TextSpan Span, int Close, ImmutableArray<RuleStructure> Rules);

public sealed record FunctionStructure(TextSpan Span, TextPart Name, TextPart Type, TextPart Body);

/// <param name="Text">The literal with its quotes.</param>
public sealed record MessageTextStructure(string? Locale, TextPart Text);

public sealed record MessageStructure(TextSpan Span, ImmutableArray<MessageTextStructure> Texts)
{
    internal static MessageStructure? Of(MessageSyntax? message) => message is null ? null
        : new(message.Span, [.. message.Texts.Select(text => new MessageTextStructure(text.Locale?.Text, TextPart.Of(text.Text)))]);
}

internal static class RuleStructures
{
    public static RulesStructure Block(RulesBlockSyntax block) =>
        new(TextPart.Of(block.Entity), block.Span, block.Close.Position, [.. block.Rules.Select(Rule).OfType<RuleStructure>()]);

    private static RuleStructure? Rule(RuleSyntax rule) => rule switch
    {
        ValidateRuleSyntax validate => Empty(rule, "validate", validate.Name) with
        {
            Fields = TextPart.All(validate.At), When = TextPart.Maybe(validate.When), Require = TextPart.Maybe(validate.Require), Message = MessageStructure.Of(validate.Message),
        },
        WarnRuleSyntax warn => OnFields(rule, "warn", warn.Fields, warn.When) with { Message = MessageStructure.Of(warn.Message) },
        FieldStateRuleSyntax state => OnFields(rule, state.Keyword.Keyword?.Text ?? state.Keyword.Text, state.Fields, state.When),
        DefaultRuleSyntax value => OnField(rule, "default", value.Field, null, value.Value) with { When = TextPart.Maybe(value.When) },
        ComputedRuleSyntax computed => OnField(rule, "computed", computed.Field, computed.Type, computed.Value),
        RollupRuleSyntax rollup => OnField(rule, "rollup", rollup.Field, rollup.Type, rollup.Value),
        SaveRuleSyntax save => Empty(rule, save.BeforeOrAfter.Keyword == Keywords.Before ? "before" : "after", save.Name ?? save.SaveKeyword) with { When = TextPart.Maybe(save.When), Body = TextPart.Of(save.Body), Block = BlockStructure.Of(save.Body) },
        _ => null,
    };

    private static RuleStructure Empty(RuleSyntax rule, string kind, SyntaxToken name) =>
        new(kind, name.Value as string ?? name.Text, rule.Span, name.Span, [], null, null, null, null, null, null);

    private static RuleStructure OnFields(RuleSyntax rule, string kind, SeparatedList<SyntaxToken> fields, ExpressionSyntax? when) =>
        Empty(rule, kind, fields.Items.First()) with { Name = $"{kind} {string.Join(", ", fields.Items.Select(field => field.Value))}", Fields = TextPart.All(fields), When = TextPart.Maybe(when) };

    private static RuleStructure OnField(RuleSyntax rule, string kind, SyntaxToken field, TypeSyntax? type, ExpressionSyntax value) =>
        Empty(rule, kind, field) with { Name = $"{kind} {field.Value}", Fields = [TextPart.Of(field)], Type = TextPart.Maybe(type), Value = TextPart.Maybe(value) };
}

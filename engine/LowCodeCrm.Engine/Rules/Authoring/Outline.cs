using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <param name="Name">A rule's own name, or kind and field ("default status"); a block's entity.</param>
/// <param name="Kind">The English keyword: rules, validate, process, state …</param>
/// <param name="Span">All of it.</param>
/// <param name="NameSpan">What to select when jumping there.</param>
public sealed record OutlineItem(string Name, string Kind, TextSpan Span, TextSpan NameSpan, ImmutableArray<OutlineItem> Children);

/// <summary>The declarations of a file with their rules, states and transitions, in order.</summary>
public static class Outline
{
    public static ImmutableArray<OutlineItem> Of(RulesFileSyntax file) => [.. file.Declarations.Select(Declaration).OfType<OutlineItem>()];

    private static OutlineItem? Declaration(DeclarationSyntax declaration) => declaration switch
    {
        RulesBlockSyntax block => Item(block, "rules", block.Entity, null, [.. block.Rules.Select(Rule).OfType<OutlineItem>()]),
        CallableDeclarationSyntax callable => Item(callable, Kind(callable.Keyword), callable.Name, null, []),
        ProcessDeclarationSyntax process => Item(process, "process", process.Name, null, [.. process.Members.Select(Member).OfType<OutlineItem>()]),
        ApprovalDeclarationSyntax approval => Item(approval, "approval", approval.Name, null, [.. approval.Members.Select(Member).OfType<OutlineItem>()]),
        TestDeclarationSyntax test => Item(test, "test", test.Name, null, []),
        ScheduleDeclarationSyntax schedule => Item(schedule, "schedule", schedule.Name, null, []),
        ChooseDeclarationSyntax choose => Item(choose, "choose", choose.Name, null, []),
        SegmentDeclarationSyntax segment => Item(segment, "segment", segment.Name, null, []),
        PolicyDeclarationSyntax policy => Item(policy, "policy", policy.Name, null, []),
        MessageDeclarationSyntax handler => Item(handler, "on message", handler.OnKeyword, $"on message from {string.Join(", ", handler.Channels.Items.Select(c => c.Value))}", []),
        _ => null,
    };

    private static OutlineItem? Rule(RuleSyntax rule) => rule switch
    {
        ValidateRuleSyntax validate => Item(validate, "validate", validate.Name, null, []),
        WarnRuleSyntax warn => Unnamed(warn, "warn", warn.Fields),
        DefaultRuleSyntax @default => Item(@default, "default", @default.Field, $"default {@default.Field.Value}", []),
        ComputedRuleSyntax computed => Item(computed, "computed", computed.Field, $"computed {computed.Field.Value}", []),
        RollupRuleSyntax rollup => Item(rollup, "rollup", rollup.Field, $"rollup {rollup.Field.Value}", []),
        FieldStateRuleSyntax state => Unnamed(state, Kind(state.Keyword), state.Fields),
        SaveRuleSyntax { Name: { } name } save => Item(save, $"{Kind(save.BeforeOrAfter)} save", name, null, []),
        SaveRuleSyntax save => Item(save, $"{Kind(save.BeforeOrAfter)} save", save.SaveKeyword, $"{Kind(save.BeforeOrAfter)} save", []),
        _ => null,
    };

    private static OutlineItem? Member(SyntaxNode member) => member switch
    {
        StateSyntax state => Item(state, "state", state.Name, null, []),
        TransitionSyntax transition => Item(transition, "transition", transition.Name, null, []),
        ApprovalStepSyntax step => Item(step, "step", step.Name, null, []),
        _ => null,
    };

    private static OutlineItem Unnamed(SyntaxNode node, string kind, SeparatedList<SyntaxToken> fields) =>
        Item(node, kind, fields.Items.First(), $"{kind} {string.Join(", ", fields.Items.Select(f => f.Value))}", []);

    private static string Kind(SyntaxToken keyword) => keyword.Keyword?.Text ?? keyword.Text;

    private static OutlineItem Item(SyntaxNode node, string kind, SyntaxToken name, string? text, ImmutableArray<OutlineItem> children) =>
        new(text ?? name.Value as string ?? name.Text, kind, node.Span, name.Span, children);
}

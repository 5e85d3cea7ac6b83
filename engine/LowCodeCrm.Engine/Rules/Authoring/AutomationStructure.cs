using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>What acts without a save: a schedule, an answer to messages, the outcomes of an approval.</summary>
/// <param name="Kind"><c>schedule</c>, <c>message</c>, <c>approval</c>.</param>
/// <param name="Name">Of a handler: the name of the message in it.</param>
/// <param name="Entity">Whose record its commands are about; null: none.</param>
/// <param name="Head">What stands between its name and its commands, as written.</param>
/// <param name="When">Of a handler.</param>
public sealed record AutomationStructure(string Kind, TextPart Name, TextSpan Span, TextPart? Entity, TextPart? Head, TextPart? When, ImmutableArray<AutomationBlock> Blocks);

/// <param name="On">Of an approval: the outcome.</param>
public sealed record AutomationBlock(string? On, BlockStructure Block);

internal static class AutomationStructures
{
    public static AutomationStructure? Of(DeclarationSyntax declaration) => declaration switch
    {
        ScheduleDeclarationSyntax schedule => new(
            "schedule", TextPart.Of(schedule.Name), schedule.Span, null, Between(schedule, schedule.Name.Span.End, schedule.Body.Span.Start), null, [new(null, BlockStructure.Of(schedule.Body))]),
        MessageDeclarationSyntax message => new(
            "message", TextPart.Of(message.Name), message.Span, null, TextPart.Of(message.Channels), TextPart.Maybe(message.When), [new(null, BlockStructure.Of(message.Body))]),
        ApprovalDeclarationSyntax approval => new(
            "approval", TextPart.Of(approval.Name), approval.Span, TextPart.Of(approval.Entity), null, null,
            [.. approval.Members.OfType<ApprovalOutcomeSyntax>().Select(outcome => new AutomationBlock(outcome.Outcome.Value as string ?? outcome.Outcome.Text, BlockStructure.Of(outcome.Body)))]),
        _ => null,
    };

    private static TextPart? Between(SyntaxNode node, int start, int end)
    {
        if (end <= start) return null;
        var text = node.ToFullString();
        var at = start - node.FullSpan.Start;
        var part = text.Substring(at, end - start);
        var trimmed = part.Trim();
        return trimmed.Length == 0 ? null : new(new TextSpan(start + part.IndexOf(trimmed, StringComparison.Ordinal), trimmed.Length), trimmed);
    }
}

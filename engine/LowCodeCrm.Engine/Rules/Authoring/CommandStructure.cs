using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <param name="Span">With the braces.</param>
/// <param name="Open">Where its opening brace is.</param>
/// <param name="Close">Where its closing brace is; null where it is missing, and then nothing can be added.</param>
public sealed record BlockStructure(TextSpan Span, int Open, int? Close, ImmutableArray<CommandStructure> Commands)
{
    internal static BlockStructure Of(BlockSyntax block) =>
        new(block.Span, block.Open.Position, block.Close is { IsMissing: false } close ? close.Position : null, [.. block.Commands.Select(CommandStructures.Command)]);
}

/// <summary>A command in its parts: those that it has, by what they are to it. What forms cannot show has none of them.</summary>
/// <param name="Kind"><c>set</c>, <c>create</c>, <c>update</c>, <c>delete</c>, <c>send</c>, <c>reply</c>, <c>notify</c>, <c>webhook</c>, <c>addTag</c>, <c>removeTag</c>, <c>forEach</c>, <c>if</c>, <c>let</c>, <c>start</c>; <c>other</c>.</param>
public sealed record CommandStructure(string Kind, TextSpan Span)
{
    /// <summary>Of <c>let</c> and <c>for each</c>: what it gives a name to; of <c>start process</c> the process.</summary>
    public TextPart? Name { get; init; }
    /// <summary>The field that is set or holds the tags; the entity of a new record or a loop; the path to the record that is changed, deleted or written to; the people notified; the message replied to.</summary>
    public TextPart? Target { get; init; }
    /// <summary>The value, the tag, the condition of <c>if</c> or <c>where</c>.</summary>
    public TextPart? Value { get; init; }
    public TextPart? Channel { get; init; }
    /// <summary>The name of a template or a webhook, with its quotes.</summary>
    public TextPart? Template { get; init; }
    public TextPart? Via { get; init; }
    public TextPart? Limit { get; init; }
    public TextPart? Key { get; init; }
    public MessageStructure? Message { get; init; }
    public AssignmentsStructure? Assignments { get; init; }
    /// <summary>What is done for each, or where the condition holds.</summary>
    public BlockStructure? Body { get; init; }
    /// <summary>What is done where it does not.</summary>
    public BlockStructure? Otherwise { get; init; }
    /// <summary>The <c>if</c> behind <c>else</c>.</summary>
    public CommandStructure? OtherwiseIf { get; init; }
}

/// <param name="Open">Where its opening brace is.</param>
/// <param name="Close">Where its closing brace is.</param>
public sealed record AssignmentsStructure(int Open, int Close, ImmutableArray<AssignmentStructure> Items);

/// <param name="Field">Of the record that is made or changed.</param>
public sealed record AssignmentStructure(TextSpan Span, TextPart Field, TextPart Value);

internal static class CommandStructures
{
    public static CommandStructure Command(CommandSyntax command)
    {
        // A command with a mistake in it may have been read otherwise than it was meant: it is shown as it is written.
        if (command.Tokens().Any(token => token.IsMissing)) return new("other", command.Span);
        return command switch
        {
            SetCommandSyntax set => Of("set", set) with { Target = TextPart.Of(set.Field), Value = TextPart.Of(set.Value) },
            CreateCommandSyntax create => Of("create", create) with { Target = TextPart.Of(create.Entity), Assignments = Assigned(create.Open, create.Assignments, create.Close) },
            UpdateCommandSyntax update => Of("update", update) with { Target = TextPart.Of(update.Target), Assignments = Assigned(update.Open, update.Assignments, update.Close) },
            DeleteCommandSyntax delete => Of("delete", delete) with { Target = TextPart.Of(delete.Target) },
            SendCommandSyntax send => Of("send", send) with { Channel = TextPart.Of(send.Channel), Template = TextPart.Of(send.Template), Target = TextPart.Of(send.To), Key = TextPart.Maybe(send.Key) },
            ReplyCommandSyntax reply => Of("reply", reply) with { Template = TextPart.Of(reply.Template), Target = TextPart.Of(reply.Message) },
            NotifyCommandSyntax notify => Of("notify", notify) with { Target = TextPart.Of(notify.People), Message = MessageStructure.Of(notify.Message) },
            WebhookCommandSyntax call => Of("webhook", call) with
            {
                Template = TextPart.Of(call.Name), Key = TextPart.Maybe(call.Key),
                Assignments = call is { Open: { } open, Values: { } values, Close: { } close } ? Assigned(open, values, close) : null,
            },
            TagCommandSyntax tag => Of(tag.AddOrRemove.Keyword == Keywords.Remove ? "removeTag" : "addTag", tag) with { Value = TextPart.Of(tag.Tag), Target = TextPart.Maybe(tag.Field) },
            ForEachCommandSyntax each => Of("forEach", each) with
            {
                Name = TextPart.Of(each.Name), Target = TextPart.Of(each.Entity), Via = TextPart.Maybe(each.Via), Value = TextPart.Maybe(each.Where), Limit = TextPart.Maybe(each.Limit), Body = BlockStructure.Of(each.Body),
            },
            IfCommandSyntax branch => If(branch),
            LetCommandSyntax let => Of("let", let) with { Name = TextPart.Of(let.Name), Value = TextPart.Of(let.Value) },
            StartProcessCommandSyntax start => Of("start", start) with { Name = TextPart.Of(start.Name), Target = TextPart.Maybe(start.Target) },
            _ => Of("other", command),
        };
    }

    private static CommandStructure If(IfCommandSyntax branch) => Of("if", branch) with
    {
        Value = TextPart.Of(branch.Condition), Body = BlockStructure.Of(branch.Then),
        Otherwise = branch.Else is BlockSyntax other ? BlockStructure.Of(other) : null,
        OtherwiseIf = branch.Else is IfCommandSyntax chained ? If(chained) : null,
    };

    private static CommandStructure Of(string kind, CommandSyntax command) => new(kind, command.Span);

    private static AssignmentsStructure Assigned(SyntaxToken open, SeparatedList<AssignmentSyntax> list, SyntaxToken close) =>
        new(open.Position, close.Position, [.. list.Items.Select(one => new AssignmentStructure(one.Span, TextPart.Of(one.Field), TextPart.Of(one.Value)))]);
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Syntax;

/// <summary>Commands.</summary>
internal sealed partial class Parser
{
    private static readonly ImmutableArray<string> commandWords =
        ["set", "create", "update", "delete", "send", "reply", "notify", "call", "for", "if", "let", "start", "add", "remove"];

    /// <summary>Whether a command begins here, so surely that an expression or an open-ended command must have ended.</summary>
    private bool AtCommand()
    {
        if (Kind is TokenKind.If) return true;
        if (Kind is TokenKind.Let) return PeekIs(1, TokenKind.Name) && PeekIs(2, TokenKind.Equals);
        if (Current.Candidate is not { } word || index > 0 && tokens[index - 1].Kind == TokenKind.Dot) return false;
        if (word == Keywords.Set) return PeekIs(1, TokenKind.Name) && PeekIs(2, TokenKind.Equals);
        if (word == Keywords.Create) return PeekIs(1, TokenKind.Name) && PeekIs(2, TokenKind.OpenBrace);
        if (word == Keywords.Update) return Peek(1).Kind is TokenKind.Name or TokenKind.This && Peek(2).Kind is TokenKind.OpenBrace or TokenKind.Dot;
        if (word == Keywords.For) return PeekIs(1, Keywords.Each);
        if (word == Keywords.Call) return PeekIs(1, Keywords.Webhook);
        if (word == Keywords.Start) return PeekIs(1, Keywords.Process);
        if (word == Keywords.AddTag || word == Keywords.Remove) return PeekIs(1, Keywords.Tag);
        return (word == Keywords.Delete || word == Keywords.Send || word == Keywords.Reply || word == Keywords.Notify) && Peek(1).Kind is TokenKind.Name or TokenKind.This;
    }

    private BlockSyntax Block()
    {
        var open = Expect(TokenKind.OpenBrace, "{");
        var commands = ImmutableArray.CreateBuilder<CommandSyntax>();
        if (open.IsMissing) return new BlockSyntax(open, [], Missing(TokenKind.CloseBrace));
        if (depth >= MaxNesting)
        {
            Report(at => diagnostics.NestedTooDeep(at, MaxNesting));
            SkipTo(Find(() => AtDeclaration(strict: true)));
        }
        depth++;
        while (!BlockEnds() && !(BeginsLine(index) && AtRule(strict: true))) commands.Add(Command(null));
        depth--;
        return new BlockSyntax(open, commands.ToImmutable(), CloseBrace(open));
    }

    /// <param name="ends">Where an open-ended command ends, besides the next command and the end of the block.</param>
    private CommandSyntax Command(Func<bool>? ends)
    {
        if (Kind == TokenKind.If) return IfCommand();
        if (Kind == TokenKind.Let) return new LetCommandSyntax(Take(), ExpectName(), Expect(TokenKind.Equals, "="), Expression());
        if (At(Keywords.Set)) return new SetCommandSyntax(Take(Keywords.Set), ExpectName(), Expect(TokenKind.Equals, "="), Expression());
        if (At(Keywords.Create))
        {
            var keyword = Take(Keywords.Create);
            var entity = ExpectName();
            var (open, assignments, close) = Assignments();
            return new CreateCommandSyntax(keyword, entity, open, assignments, close);
        }
        if (At(Keywords.Update))
        {
            var keyword = Take(Keywords.Update);
            var target = Postfix();
            var (open, assignments, close) = Assignments();
            return new UpdateCommandSyntax(keyword, target, open, assignments, close);
        }
        if (At(Keywords.Delete)) return new DeleteCommandSyntax(Take(Keywords.Delete), Postfix());
        if (At(Keywords.For)) return ForEach();
        if (At(Keywords.Send)) return Send();
        if (At(Keywords.Notify)) return Notify();
        if (At(Keywords.Reply)) return Reply();
        if (At(Keywords.Call)) return Webhook();
        if (At(Keywords.AddTag) || At(Keywords.Remove)) return TagCommand();
        if (At(Keywords.Start)) return StartProcess();
        var text = Current.Text;
        var proposal = Kind == TokenKind.Name ? Spelling.Nearest(text, commandWords) : null;
        Report(at => diagnostics.UnknownCommand(at, text, proposal));
        return new SkippedCommandSyntax(TakeTo(AtLeastOne(Find(() => AtCommand() || (ends?.Invoke() ?? false) || AtDeclaration(strict: true) || (BeginsLine(index) && AtRule(strict: true))))));
    }

    private IfCommandSyntax IfCommand()
    {
        var keyword = Take();
        var condition = Expression();
        var then = Block();
        var elseKeyword = TakeIf(TokenKind.Else);
        if (elseKeyword is null) return new IfCommandSyntax(keyword, condition, then, null, null);
        if (Kind != TokenKind.If) return new IfCommandSyntax(keyword, condition, then, elseKeyword, Block());
        if (depth >= MaxNesting)
        {
            Report(at => diagnostics.NestedTooDeep(at, MaxNesting));
            SkipTo(Find(() => AtDeclaration(strict: true)));
            return new IfCommandSyntax(keyword, condition, then, elseKeyword, null);
        }
        depth++;
        var other = IfCommand();
        depth--;
        return new IfCommandSyntax(keyword, condition, then, elseKeyword, other);
    }

    private (SyntaxToken Open, SeparatedList<AssignmentSyntax> Assignments, SyntaxToken Close) Assignments()
    {
        var open = Expect(TokenKind.OpenBrace, "{");
        if (open.IsMissing) return (open, SeparatedList<AssignmentSyntax>.Empty, Missing(TokenKind.CloseBrace));
        var assignments = List(TokenKind.CloseBrace, () => new AssignmentSyntax(ExpectName(), Expect(TokenKind.Colon, ":"), Expression()));
        return (open, assignments, CloseBrace(open));
    }

    private StartProcessCommandSyntax StartProcess()
    {
        var keyword = Take(Keywords.Start);
        var process = Expect(Keywords.Process);
        var name = ExpectName();
        var on = At(Keywords.On) ? Take(Keywords.On) : null;
        return new StartProcessCommandSyntax(keyword, process, name, on, on is null ? null : Postfix());
    }
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private ImmutableArray<MessageHandler> BindHandlers()
    {
        var handlers = ImmutableArray.CreateBuilder<MessageHandler>();
        foreach (var (source, syntax) in files.Of<MessageDeclarationSyntax>())
        {
            var channels = ImmutableArray.CreateBuilder<Channel>();
            foreach (var token in syntax.Channels.Items.Where(token => !Word.IsMissing(token)))
                if (model.FindChannel(Word.Name(token)) is { } channel) channels.Add(channel);
                else diagnostics.UnknownConsentChannel(new(source, token.Span), Word.Name(token), Suggestions.Nearest(Word.Name(token), model.Channels.Select(c => c.Name)));
            if (Word.IsMissing(syntax.Name)) continue;
            var name = $"on message from {string.Join(", ", channels.Select(c => c.Name))}";
            var commands = new RuleContext(this, null, source).Handler(syntax, new MessageName(Word.Name(syntax.Name), channels.ToImmutable()));
            if (channels.Count > 0) handlers.Add(new(name, channels.ToImmutable(), Job(null, commands), new(source, syntax.OnKeyword.Span)));
        }
        return handlers.ToImmutable();
    }

    private sealed partial class RuleContext
    {
        /// <summary>The commands of a handler, under its condition.</summary>
        public ImmutableArray<BoundCommand> Handler(MessageDeclarationSyntax syntax, MessageName message)
        {
            var inside = scope with { Message = message };
            diagnostics.Recorder?.Declare(source, syntax.Name, message, message.Name);
            var when = Condition(syntax.When, inside);
            var (commands, _) = Block(syntax.Body, when is null ? inside : inside with { Facts = inside.Facts.WhenTrue(when) }, onlySet: false);
            return when is null ? commands : [new IfCommand(when, commands, [], syntax.Span)];
        }

        private ReplyCommand? BindReply(ReplyCommandSyntax syntax, BindingScope inside)
        {
            var template = TemplateNamed(syntax.Template);
            if (inside.Message is { } message && Word.Name(syntax.Message) == message.Name)
            {
                diagnostics.Recorder?.Variable(source, syntax.Message, message);
                return template is null ? null : new(template, syntax.Span);
            }
            diagnostics.ReplyOutsideMessage(At(syntax.ReplyKeyword));
            return null;
        }
    }

    private sealed partial class TestContext
    {
        private MessageStep? Message(TestMessageSyntax syntax)
        {
            var parts = new Dictionary<string, BoundExpression>(StringComparer.Ordinal);
            foreach (var given in syntax.Parts.Items)
            {
                var name = Word.Name(given.Field);
                var type = name switch { "channel" => RuleType.Channel, "sender" or "text" or "subject" => RuleType.Text, _ => null };
                if (type is null) diagnostics.UnknownMember(At(given.Field), "message", name, Suggestions.Nearest(name, ["channel", "sender", "text", "subject"]));
                else parts[name] = ExpressionBinder.Bind(given.Value, source, Outside, type, diagnostics);
            }
            if (!parts.TryGetValue("channel", out var channel) || !parts.TryGetValue("sender", out var sender))
            {
                diagnostics.MessageIncomplete(At(syntax.MessageKeyword));
                return null;
            }
            return parts.Values.Any(part => part is BoundError) ? null : new(channel, sender, parts.GetValueOrDefault("text"), parts.GetValueOrDefault("subject"), At(syntax));
        }
    }
}

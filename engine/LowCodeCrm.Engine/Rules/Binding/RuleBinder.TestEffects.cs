using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private sealed partial class RuleContext
    {
        /// <summary>What a test expects in the outbox: written as the command, but a sending may do without its key.</summary>
        public BoundCommand? Outside(CommandSyntax syntax, BindingScope inside) =>
            syntax switch
            {
                SendCommandSyntax send => BindSend(send, inside, needsKey: false),
                // A test has no message of its own: which one is answered is plain.
                ReplyCommandSyntax reply => TemplateNamed(reply.Template) is { } template ? new ReplyCommand(template, reply.Span) : null,
                _ => BindOutside(syntax, inside),
            };
    }

    private sealed partial class TestContext
    {
        private ConsentStep? Consent(TestConsentSyntax syntax)
        {
            var words = ImmutableArray.CreateBuilder<ConsentWord>();
            foreach (var given in syntax.Words.Items)
            {
                var name = Word.Name(given.Field);
                var word = given.Value is NameExpressionSyntax named ? Word.Name(named.Name) : given.Value.ToString();
                if (word is not ("granted" or "withdrawn")) diagnostics.UnknownConsentWord(At(given.Value), word);
                else if (binder.model.FindChannel(name) is { } channel) words.Add(new(channel, word == "granted"));
                else diagnostics.UnknownConsentChannel(At(given.Field), name, Suggestions.Nearest(name, binder.model.Channels.Select(c => c.Name)));
            }
            return Record(syntax.Record) is var (record, target) ? new(record, target, words.ToImmutable(), At(syntax)) : null;
        }
    }
}

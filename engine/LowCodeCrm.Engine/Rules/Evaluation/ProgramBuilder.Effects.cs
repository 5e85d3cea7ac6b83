using System.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

internal sealed partial class ProgramBuilder
{
    private static Step Outside(NodeCompiler compiler, BoundCommand command)
    {
        switch (command)
        {
            case SendCommand send:
                var (channel, record, sendKey) = (compiler.Compile(send.Channel), compiler.Compile(send.Record), compiler.Compile(send.Key!));
                return (state, _, effects) => OutsideValues.Send(effects, channel.Eval(state) as string, send.Template, send.Target.Index, BoxedValues.IdOf(record.Eval(state)), sendKey.Eval(state) as string);
            case NotifyCommand notify:
                var users = notify.People.Users.Select(compiler.Compile).ToArray();
                var texts = notify.Message?.Texts.Select(text => (text.Key, Node: compiler.Compile(text.Value))).ToArray() ?? [];
                return (state, _, effects) =>
                {
                    var values = new OutsideValues();
                    foreach (var role in notify.People.Roles) values.Role(role);
                    foreach (var user in users) values.User(BoxedValues.IdOf(user.Eval(state)));
                    foreach (var (locale, text) in texts) values.Text(locale, text.Eval(state) as string);
                    values.Notify(effects);
                };
            case WebhookCommand call:
                var named = call.Values.Select(value => (value.Name, Node: compiler.Compile(value.Value))).ToArray();
                var callKey = call.Key is null ? null : compiler.Compile(call.Key);
                return (state, _, effects) =>
                {
                    var values = new OutsideValues();
                    foreach (var (name, node) in named) values.Value(name, node.Eval(state));
                    values.Webhook(effects, call.Name, callKey?.Eval(state) as string);
                };
            case TagCommand tag:
                var text = compiler.Compile(tag.Tag);
                return (state, changed, _) =>
                {
                    var tags = (TextSet?)changed.GetValue(tag.Field.Index);
                    Store(changed, tag.Field, tag.IsAdded ? OutsideValues.WithTag(tags, text.Eval(state) as string) : OutsideValues.WithoutTag(tags, text.Eval(state) as string));
                };
            case ReplyCommand reply:
                return (_, _, effects) => OutsideValues.Reply(effects, reply.Template);
            case ForEachCommand each:
                return Each(compiler, each);
            default:
                throw new UnreachableException($"{command.GetType().Name} cannot be run.");
        }
    }

    private static Step Each(NodeCompiler compiler, ForEachCommand each)
    {
        var outer = each.Selection.Outer.Select(value => compiler.Compile(value.Value)).ToArray();
        var slot = compiler.SlotOf(each.Selection.Item);
        var body = Block(compiler, each.Body);
        return (state, record, effects) =>
        {
            foreach (var item in state.Context.Select(each.Selection.Index, [.. outer.Select(value => Parameter(value.Eval(state)))]))
            {
                state.Context.Spend(RuleContext.Turn);
                state.Slots[slot] = item;
                body(state, record, effects);
            }
        };
    }

    private static object? Parameter(object? value) => value is EntityRecord record ? record.Id : value;
}

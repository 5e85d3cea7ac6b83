using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Testing;

internal sealed partial class TestEffects
{
    /// <summary>What is not written of an expectation may be anything.</summary>
    private bool Fits(BoundCommand wanted, OutsideEffect effect)
    {
        var now = frame();
        return (wanted, effect) switch
        {
            (SendCommand send, SendEffect sent) => Equals(Value(send.Channel, now), sent.Channel) && send.Template == sent.Template && Equals(Value(send.Record, now), sent.Id)
                && (send.Key is null || Equals(Value(send.Key, now), sent.Key)),
            (NotifyCommand notify, NotifyEffect told) => notify.People.Roles.ToHashSet(StringComparer.Ordinal).SetEquals(told.Roles)
                && notify.People.Users.Select(user => Value(user, now)).OfType<Guid>().ToHashSet().SetEquals(told.Users)
                && (notify.Message is null || notify.Message.Texts.All(text => told.Texts.Contains((text.Key, Value(text.Value, now) as string ?? "")))),
            (ReplyCommand reply, ReplyEffect replied) => reply.Template == replied.Template,
            (WebhookCommand call, WebhookEffect called) => call.Name == called.Name && (call.Key is null || Equals(Value(call.Key, now), called.Key))
                && call.Values.All(value => called.Values.Any(given => given.Name == value.Name && Same(Value(value.Value, now), given.Value))),
            _ => false,
        };
    }

    private static bool Same(object? expected, object? found) =>
        Equals(expected, found) || expected is long whole && found is decimal number && number == whole || expected is decimal left && found is long right && left == right;

    private static object? Value(BoundExpression expression, EvaluationFrame now) => Interpreter.Evaluate(expression, now) is var value && value is EntityRecord record ? record.Id : value;

    private string Text(OutsideEffect effect) => effect switch
    {
        SendEffect send => $"send {send.Channel} template \"{send.Template}\" to {transaction.Unit.App.Model.Entities[send.EntityIndex].Name} key \"{send.Key}\"",
        ReplyEffect reply => $"reply template \"{reply.Template}\"",
        NotifyEffect notify => $"notify {string.Join(" or ", notify.Roles.Select(role => $"role({role})").Concat(notify.Users.Select(user => user.ToString("D"))))} {string.Join(" ", notify.Texts.Select(text => $"{text.Locale} \"{text.Text}\""))}".TrimEnd(),
        WebhookEffect call => $"call webhook \"{call.Name}\" {{ {string.Join(", ", call.Values.Select(value => $"{value.Name}: {RuleTestRun.Write(value.Value)}"))} }}",
        _ => effect.GetType().Name,
    };
}

using System.Diagnostics;
using System.Globalization;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Commands whose effect lies outside the record, and loops.</summary>
internal sealed partial class CommandEmitter
{
    private const string OutsideValues = "global::LowCodeCrm.Engine.Rules.Evaluation.OutsideValues";

    private void Outside(BoundCommand command, RuleScope scope, CodeBlock block)
    {
        switch (command)
        {
            case SendCommand send:
                block.Line(string.Create(CultureInfo.InvariantCulture,
                    $"{OutsideValues}.Send(q, {Text(send.Channel, scope)}, {module.Literal(send.Template)}, {send.Target.Index}, {module.Expressions.ValueAs(send.Record, TypeKind.Record, scope).Text}, {Text(send.Key!, scope)});"));
                break;
            case NotifyCommand notify:
                var roles = notify.People.Roles.Select(role => $".Role({module.Literal(role)})");
                var users = notify.People.Users.Select(user => $".User({module.Expressions.ValueAs(user, TypeKind.Record, scope).Text})");
                var texts = notify.Message?.Texts.Select(text => $".Text({module.Literal(text.Key)}, {Text(text.Value, scope)})") ?? [];
                block.Line($"new {OutsideValues}(){string.Concat(roles.Concat(users).Concat(texts))}.Notify(q);");
                break;
            case WebhookCommand call:
                var values = call.Values.Select(value => $".Value({module.Literal(value.Name)}, {Boxed(value.Value, scope)})");
                block.Line($"new {OutsideValues}(){string.Concat(values)}.Webhook(q, {module.Literal(call.Name)}, {(call.Key is null ? "null" : Text(call.Key, scope))});");
                break;
            case TagCommand tag:
                var member = "r." + RecordEmitter.MemberOf(tag.Field);
                block.Line($"{member} = {OutsideValues}.{(tag.IsAdded ? "WithTag" : "WithoutTag")}({member}, {Text(tag.Tag, scope)});");
                break;
            case ReplyCommand reply:
                block.Line($"{OutsideValues}.Reply(q, {module.Literal(reply.Template)});");
                break;
            case ForEachCommand each:
                Each(each, scope, block);
                break;
            default:
                throw new UnreachableException(command.GetType().Name);
        }
    }

    private void Each(ForEachCommand each, RuleScope scope, CodeBlock block)
    {
        var (rows, at, item) = (module.NewVariable(), module.NewVariable(), module.NewVariable());
        var source = module.Use(each.Selection.Source);
        var outer = each.Selection.Outer.Select(value => Boxed(value.Value, scope));
        block.Line(string.Create(CultureInfo.InvariantCulture, $"var {rows} = c.Select({each.Selection.Index}, new object[] {{ {string.Join(", ", outer)} }});"));
        block.Line($"for (int {at} = 0; {at} < {rows}.Count; {at}++)");
        block.Line("{");
        block.Line(string.Create(CultureInfo.InvariantCulture, $"var {item} = (R{source}){rows}[{at}];"));
        block.Line(string.Create(CultureInfo.InvariantCulture, $"c.Spend({RuleContext.Turn});"));
        Emit(each.Body, scope.With(each.Selection.Item, new ScopedRecord(item, source, false)), block);
        block.Line("}");
    }

    private string Text(BoundExpression expression, RuleScope scope) => module.Expressions.ValueAs(expression, TypeKind.Text, scope).Text;

    private string Boxed(BoundExpression expression, RuleScope scope) => $"(object){module.Expressions.ValueAs(expression, expression.Type, scope).Text}";
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Sql;

// Built-in functions: the few that databases have with exactly this meaning as they are, the rest by name.
public sealed partial class SqlTranslator
{
    private SqlValue Call(BoundCall call)
    {
        var name = call.Function.Name;
        if (!call.Function.BackEnds.HasFlag(BackEnds.Sql)) throw SqlLimitation.Of(call.Span, $"the function {name}", $"関数 {name} ");
        switch (name)
        {
            case "today": return new SqlValue(Context.Runtime(SqlParameterKind.Today), call.Type);
            case "now": return new SqlValue(Context.Runtime(SqlParameterKind.Now), call.Type);
            case "user_today": return new SqlValue(Context.Runtime(SqlParameterKind.UserToday), call.Type);
            case "role": return new SqlValue(Syntax.Fact(Context.Runtime(SqlParameterKind.Role, ((BoundLiteral)call.Arguments[0]).Value)), call.Type);
            case "text": return TextOf(call.Arguments[0]) with { Type = call.Type };
            case Functions.Consent: return Word(call, granted: true);
            case Functions.OptedOut: return Word(call, granted: false);
            case Functions.RecentSends: return RecentSends(call);
            case Functions.ReplyRate: return ReplyRate(call);
            case Functions.ContactableChannels: throw SqlLimitation.Of(call.Span, "contactable_channels by itself (\"in contactable_channels(…)\" it can)", "単独の contactable_channels（「in contactable_channels(…)」の形でだけ使えます）");
            case "contains_any" when call.Arguments[1] is BoundSet set: return ContainsAny(call, set);
        }
        var arguments = call.Arguments.Select(Value).ToArray();
        if (arguments.Any(a => a.Text == "NULL") && !call.Function.TotalOnEmpty) return new SqlValue("NULL", call.Type.Optional);
        switch (name)
        {
            case "length" when Plain(): return new SqlValue(Syntax.Length(arguments[0].Text), call.Type);
            case "contains" when Plain(): return new SqlValue(Syntax.Contains(arguments[0].Text, arguments[1].Text), call.Type);
            case "starts_with" when Plain(): return new SqlValue(Syntax.StartsWith(arguments[0].Text, arguments[1].Text), call.Type);
            case "abs" when arguments[0].Form is SqlForm.Scaled or SqlForm.Exact: return arguments[0] with { Text = $"abs({arguments[0].Text})", Type = call.Type };
            case "min" or "max" when call.Type.Kind is not TypeKind.Choice:
                var unified = Unify(arguments, call);
                return Syntax.Extreme(name == "min", unified.Select(u => u.Text), call.Type) is { } extreme
                    ? unified[0] with { Text = extreme, Type = call.Type, Constant = null }
                    : unified.Aggregate((a, b) => CallFunction(Pascal(name), call.Type, call.Span, a, b));
        }
        if (name == "matches")
        {
            var pattern = arguments[1].Constant as string ?? throw SqlLimitation.Of(call.Span, "a pattern that is not a literal", "リテラルでないパターン");
            if (Syntax.Matches(arguments[0].Text, pattern, Context.Constant) is { } matches) return new SqlValue(matches, call.Type);
        }
        return CallFunction(Pascal(name), call.Type, call.Span, arguments);

        bool Plain() => arguments.All(a => a.Form == SqlForm.Plain && a.Type.Kind == TypeKind.Text);
    }

    private SqlValue ContainsAny(BoundCall call, BoundSet set)
    {
        var text = Value(call.Arguments[0]);
        if (text.Form != SqlForm.Plain || text.Text == "NULL" || set.Items.Any(item => item.Type.IsOptional)) throw SqlLimitation.Of(call.Span, "contains_any of values that may be empty", "空になり得る値の contains_any ");
        var tests = set.Items.Select(item => Syntax.Contains(text.Text, Value(item).Text)).ToArray();
        return new SqlValue(tests.Length == 0 ? Syntax.Where($"{text.Text} IS NOT NULL", Syntax.Truth(false)) : $"({string.Join(" OR ", tests)})", call.Type);
    }

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>A call of a function; which overload, the types say.</summary>
    internal SqlValue CallFunction(string method, RuleType type, TextSpan span, params SqlValue[] arguments)
    {
        var converted = arguments.Select(a => a.Form is SqlForm.Scaled or SqlForm.Literal ? AsOrdered(a)
            : a.Form == SqlForm.Id && a.Type.Kind == TypeKind.Text ? CallFunction("TextOf", a.Type, span, a with { Type = RuleType.Record("") }) with { Form = SqlForm.Plain }
            : a).ToArray();
        if (Syntax.DecimalDigits > 0) converted = AsWholeNumbers(method, converted);
        var function = SqlFunctions.Find(method, [.. converted.Select(a => SqlFunctions.KindOf(a.Type))])
            ?? throw SqlLimitation.Of(span, $"{method} of these types", $"これらの型の {method} ");
        var texts = converted.Select(Stored);
        if (function.TakesZone) texts = texts.Prepend(Context.Runtime(SqlParameterKind.TimeZone));
        var name = Syntax.NameOf(function) ?? throw SqlLimitation.Of(span, $"{method} of these types", $"これらの型の {method} ");
        return new SqlValue(AsType($"{name}({string.Join(", ", texts)})", type), type, function.Result == SqlFunctions.Decimal && !Syntax.HasDecimals ? SqlForm.Ordered : SqlForm.Plain);
    }
}

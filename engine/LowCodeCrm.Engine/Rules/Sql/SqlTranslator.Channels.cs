using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Sql;

// People and channels: correlated subqueries on the tables of consents and messages.
public sealed partial class SqlTranslator
{
    /// <summary>Whether the newest word of a record on a channel, for no purpose in particular, is the given one; never empty.</summary>
    private SqlValue Word(BoundCall call, bool granted)
    {
        var (record, channel) = (Value(call.Arguments[0]).Text, ChannelId(call.Arguments[1]));
        var consent = Context.NextAlias();
        var newest = Syntax.First($"{consent}.\"state\"", $"FROM {SqlContext.Quote(SystemTables.Consent)} AS {consent} WHERE {Of(consent, call, record, channel)} AND {consent}.\"purpose\" = {Text("")} ORDER BY {consent}.\"seq\" DESC");
        return new SqlValue(Syntax.Same($"({newest})", Text(granted ? ConsentState.Granted : ConsentState.Withdrawn), RuleType.Text, negated: false), RuleType.Bool);
    }

    private SqlValue RecentSends(BoundCall call)
    {
        var (record, channel, since) = (Value(call.Arguments[0]).Text, ChannelId(call.Arguments[1]), Value(call.Arguments[2]).Text);
        return new SqlValue(Known(call, record, channel, since, Messages(call, record, channel, since, isAnswered: false)), call.Type);
    }

    private SqlValue ReplyRate(BoundCall call)
    {
        var (record, channel, since) = (Value(call.Arguments[0]).Text, ChannelId(call.Arguments[1]), Value(call.Arguments[2]).Text);
        var answered = Messages(call, record, channel, since, isAnswered: true);
        var sent = Known(call, record, channel, since, Messages(call, record, channel, since, isAnswered: false));
        return CallFunction("Divide", call.Type, call.Span, Count(answered), Count(sent));

        static SqlValue Count(string text) => new(text, RuleType.Decimal.Optional, SqlForm.Scaled, 0, long.MaxValue);
    }

    private string Messages(BoundCall call, string record, string channel, string since, bool isAnswered)
    {
        var message = Context.NextAlias();
        var where = $"{Of(message, call, record, channel)} AND {message}.\"direction\" = {Text(MessageDirection.Out)} AND {message}.\"at\" >= {since}";
        if (isAnswered)
        {
            var reply = Context.NextAlias();
            where += $" AND EXISTS (SELECT 1 FROM {SqlContext.Quote(SystemTables.Message)} AS {reply} WHERE {reply}.\"reply_to\" = {message}.\"id\" AND {reply}.\"direction\" = {Text(MessageDirection.In)})";
        }
        return $"(SELECT {Syntax.Count} FROM {SqlContext.Quote(SystemTables.Message)} AS {message} WHERE {where})";
    }

    /// <summary>Empty where an argument is.</summary>
    private static string Known(BoundCall call, string record, string channel, string since, string value)
    {
        var optional = call.Arguments.Zip([record, channel, since]).Where(pair => pair.First.Type.IsOptional).Select(pair => $"{pair.Second} IS NOT NULL").ToArray();
        return optional.Length == 0 ? value : $"(CASE WHEN {string.Join(" AND ", optional)} THEN {value} END)";
    }

    private string Of(string alias, BoundCall call, string record, string channel) =>
        $"{alias}.\"record_id\" = {record} AND {alias}.\"channel_id\" = {channel} AND {alias}.\"entity_id\" = {Text(Context.Model.Entity(call.Arguments[0].Type.Entity!).Id)}";

    /// <summary>A channel is kept by its id.</summary>
    private string ChannelId(BoundExpression channel)
    {
        if (channel is BoundLiteral { Value: string name }) return Text(Context.Model.FindChannel(name)?.Id ?? throw SqlLimitation.Of(channel.Span, $"the channel '{name}'", $"チャネル「{name}」"));
        if (Context.Model.Channels.IsEmpty) return "NULL";
        return $"(CASE {Value(channel).Text} {string.Join(' ', Context.Model.Channels.Select(c => $"WHEN {Text(c.Name)} THEN {Text(c.Id)}"))} END)";
    }

    /// <summary><c>c in contactable_channels(p)</c>: the address on that channel is set.</summary>
    private SqlValue IsAddressed(BoundExpression channel, BoundCall addressed)
    {
        var cases = ((BoundInterpolation)addressed.Arguments[1]).Parts.OfType<BoundIf>().Select(part => (Name: ((string)((BoundLiteral)part.Then).Value!).TrimEnd(), part.Condition)).ToArray();
        if (channel is BoundLiteral { Value: string name })
            return cases.FirstOrDefault(c => c.Name == name).Condition is { } condition ? Value(condition) : new SqlValue(Syntax.Truth(false), RuleType.Bool);
        if (cases.Length == 0) return new SqlValue(Syntax.Truth(false), RuleType.Bool);
        return new SqlValue(Syntax.Fact($"(CASE {Value(channel).Text} {string.Join(' ', cases.Select(c => $"WHEN {Text(c.Name)} THEN {Stored(Value(c.Condition))}"))} ELSE {Syntax.Flag(Syntax.Truth(false))} END)"), RuleType.Bool);
    }

    private string Text(string text) => Context.Constant(Context.Codec.ToText(text));
}

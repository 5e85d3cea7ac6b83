using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class ExpressionBinder
{
    /// <summary>The word before a channel's name where nothing says that a channel is meant: <c>channel.email</c>.</summary>
    private const string ChannelWord = "channel";

    private static bool IsChannel(RuleType? expected) => expected is { Kind: TypeKind.Channel } or { Element.Kind: TypeKind.Channel };

    /// <summary>A bare name where a channel is expected; null where it is none's.</summary>
    private BoundLiteral? ChannelNamed(RuleType? expected, SyntaxToken token) =>
        IsChannel(expected) && scope.Model.FindChannel(NameOf(token)) is { } channel ? new BoundLiteral(channel.Name, RuleType.Channel, token.Span) : null;

    /// <summary>Whether a name is a variable or field whose value may stand for a channel.</summary>
    private bool CanBeChannel(string name)
    {
        var type = scope.Variables.TryGetValue(name, out var variable) ? variable.Type
            : scope is { BareEntity: { } entity } && !scope.Records.ContainsKey(name) && entity.Find(name) is { } field ? RuleType.OfField(entity, field)
            : null;
        return type is { Kind: TypeKind.Channel } || type is { Kind: TypeKind.Choice } && OptionsThatAreNoChannels(type).Length == 0;
    }

    /// <summary><c>channel.email</c>, where the first word is nothing nearer.</summary>
    private BoundExpression? QualifiedChannel(MemberExpressionSyntax syntax)
    {
        if (syntax.Target is not NameExpressionSyntax word || NameOf(word.Name) != ChannelWord || IsResolvable(ChannelWord)) return null;
        if (ChannelNamed(RuleType.Channel, syntax.Name) is { } channel) return channel with { Span = syntax.Span };
        ReportUnknownChannel(syntax.Name);
        return new BoundError(syntax.Span);
    }

    private void ReportUnknownChannel(SyntaxToken token) =>
        diagnostics.UnknownChannel(At(token), NameOf(token), Suggestions.Nearest(NameOf(token), scope.Model.Channels.Select(c => c.Name)), scope.Model.Channels.Select(c => c.Name));

    /// <summary><c>consent(email)</c> is asked of the record whose fields bare names mean.</summary>
    private BoundExpression BindConsent(CallExpressionSyntax syntax, FunctionInfo function, ArgumentSyntax[] arguments)
    {
        if (scope.Bare is not { } record)
        {
            diagnostics.NoRecordHere(At(syntax), "consent()");
            return new BoundError(syntax.Span);
        }
        if (arguments is not [ExpressionArgumentSyntax { Expression: var expression }])
        {
            diagnostics.WrongArguments(At(syntax), function.Name, function.Signature[0], "…");
            return new BoundError(syntax.Span);
        }
        var channel = AsChannel(BindAs(expression, RuleType.Channel));
        if (channel.Type.Kind == TypeKind.Error) return new BoundError(syntax.Span);
        return new BoundCall(function, [new BoundRecord(record, RuleType.Record(record.Entity), syntax.Name.Span), channel], RuleType.Bool, syntax.Span);
    }

    /// <summary>The call as what it means; see <see cref="BoundCall"/>.</summary>
    private BoundCall AboutPeople(BoundCall call)
    {
        var arguments = call.Arguments;
        switch (call.Function.Name)
        {
            case Functions.ContactableChannels:
                return call with { Arguments = [arguments[0], AddressedChannels(arguments[0])] };
            case Functions.ReplyRate or Functions.RecentSends:
                var now = new BoundCall(Functions.Find("now")!, [], RuleType.DateTime, arguments[2].Span);
                return call with { Arguments = [arguments[0], arguments[1], Operators.Binary(BinaryOperator.Subtract, now, arguments[2], arguments[2].Span)!] };
            default:
                return call;
        }
    }

    private BoundInterpolation AddressedChannels(BoundExpression record)
    {
        var entity = scope.Model.Find(record.Type.Entity!);
        var parts = ImmutableArray.CreateBuilder<BoundExpression>();
        foreach (var channel in scope.Model.Channels)
        {
            if (entity is null || channel.AddressOf(entity) is not { } field) continue;
            var isSet = new BoundIsSet(BoundFactory.Field(record, entity, field, record.Span), false, record.Span);
            parts.Add(new BoundIf(isSet, new BoundLiteral(channel.Name + " ", RuleType.Text, record.Span), new BoundLiteral("", RuleType.Text, record.Span), RuleType.Text, record.Span));
        }
        if (parts.Count == 0) diagnostics.NoChannelReaches(At(record.Span), record.Type.Entity!.TrimStart('$'));
        return new BoundInterpolation(parts.ToImmutable(), RuleType.Text, record.Span);
    }

    /// <summary>A choice all of whose options are names of channels stands for a channel where one is needed.</summary>
    private BoundExpression AsChannel(BoundExpression value) =>
        value.Type.Kind == TypeKind.Choice && OptionsThatAreNoChannels(value.Type).Length == 0
            ? new BoundConversion(value, value.Type.IsOptional ? RuleType.Channel.Optional : RuleType.Channel, value.Span)
            : value;

    /// <summary>Where a channel meets a choice, the choice as a channel; reported where an option of it names none.</summary>
    /// <returns>False after a report.</returns>
    private bool MeetChannel(ref BoundExpression left, ref BoundExpression right)
    {
        if (IsChannel(left.Type) && right.Type.Kind == TypeKind.Choice) return MeetChoice(ref right);
        if (IsChannel(right.Type) && left.Type.Kind == TypeKind.Choice) return MeetChoice(ref left);
        return true;
    }

    private bool MeetChoice(ref BoundExpression choice)
    {
        if (OptionsThatAreNoChannels(choice.Type) is { Length: > 0 } strangers)
        {
            diagnostics.ChoiceIsNoChannel(At(choice.Span), choice.Type.NotOptional, strangers);
            return false;
        }
        choice = AsChannel(choice);
        return true;
    }

    private string[] OptionsThatAreNoChannels(RuleType choice) =>
        [.. TypeParser.OptionsOf(choice, scope.Model).Select(o => o.Value).Where(value => scope.Model.FindChannel(value) is null)];
}

using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class ExpressionBinder
{
    /// <summary>A path goes through at most so many lookups.</summary>
    private const int MaxHops = 4;

    private static string NameOf(SyntaxToken token) => token.Value as string ?? token.Text;

    private BoundExpression BindName(NameExpressionSyntax syntax, RuleType? expected)
    {
        var token = syntax.Name;
        if (token.IsMissing) return new BoundError(token.Span);
        var name = NameOf(token);
        // A contact's address is a field email, and consent(email) means the channel: where one is wanted, only what can be one hides it.
        if (ChannelNamed(expected, token) is { } channel && !CanBeChannel(name)) return channel;
        if (Resolve(token) is { } resolved) return Many(resolved, name);
        if (OptionNamed(expected, name) is { } option)
        {
            diagnostics.Recorder?.Option(source, token, ChoiceIn(expected)!, option.Value);
            return new BoundLiteral(option.Value, ChoiceIn(expected)!, token.Span);
        }
        if (name == "user") return Narrowed(new BoundUser(RuleType.Record(SystemEntities.User).Optional, token.Span));
        ReportUnknown(token, name, expected);
        return new BoundError(token.Span);
    }

    /// <summary>A variable, a record parameter or a field; null where the name is none of them.</summary>
    private BoundExpression? Resolve(SyntaxToken token)
    {
        var name = NameOf(token);
        if (scope.Variables.TryGetValue(name, out var variable))
        {
            diagnostics.Recorder?.Variable(source, token, variable);
            return Narrowed(new BoundVariable(variable, token.Span));
        }
        if (scope.Records.TryGetValue(name, out var parameter))
        {
            diagnostics.Recorder?.Variable(source, token, parameter.Record!);
            return Narrowed(new BoundRecord(parameter.Record!, parameter.Type, token.Span));
        }
        if (scope.Bare is { } bare && scope.BareEntity is { } entity && entity.Find(name) is { } field)
        {
            diagnostics.Recorder?.Field(source, token, entity, field);
            return Narrowed(BoundFactory.Field(new BoundRecord(bare, RuleType.Record(bare.Entity), token.Span), entity, field, token.Span));
        }
        return null;
    }

    private bool IsResolvable(string name) =>
        scope.Variables.ContainsKey(name) || scope.Records.ContainsKey(name) || scope.BareEntity?.Find(name) is not null || name == "user";

    private BoundExpression Many(BoundExpression value, string name)
    {
        if (value.Type is not { Kind: TypeKind.List, Element.Kind: TypeKind.Record }) return value;
        diagnostics.NeedsAggregate(At(value.Span), name);
        return new BoundError(value.Span);
    }

    private void ReportUnknown(SyntaxToken token, string name, RuleType? expected)
    {
        if (IsChannel(expected) && (Suggestions.Nearest(name, scope.Model.Channels.Select(c => c.Name)) ?? Suggestions.Nearest(name, scope.Names())) is var near && (near is null || scope.Model.FindChannel(near) is not null))
            ReportUnknownChannel(token);
        else if (scope.Model.Find(name) is { IsSystem: false }) diagnostics.EntityIsNoValue(At(token), name);
        else if (ChoiceIn(expected) is { } choice && Suggestions.Nearest(name, scope.Names()) is null)
            diagnostics.UnknownOption(At(token), choice.NotOptional.ToString(), name, Suggestions.Nearest(name, TypeParser.OptionsOf(choice, scope.Model).Select(o => o.Value)));
        else if (OwnersOf(name) is { Length: > 0 } owners) diagnostics.OptionNeedsField(At(token), name, owners);
        else diagnostics.UnknownName(At(token), name, Suggestions.Nearest(name, scope.Names()));
    }

    /// <summary>Fields at hand that have an option of the name, as <c>field.option</c>.</summary>
    private string[] OwnersOf(string option) =>
        [.. scope.BareEntity?.Fields.Where(f => f.Options.Any(o => o.Value == option)).Select(f => $"{f.Name}.{option}") ?? []];

    /// <summary>The choice type that a bare option would have: the expected type or its element.</summary>
    private static RuleType? ChoiceIn(RuleType? expected) =>
        expected is { Kind: TypeKind.Choice } ? expected.NotOptional : expected?.Element is { Kind: TypeKind.Choice } element ? element.NotOptional : null;

    private Option? OptionNamed(RuleType? expected, string name) =>
        ChoiceIn(expected) is { } choice ? TypeParser.OptionsOf(choice, scope.Model).FirstOrDefault(o => o.Value == name) : null;

    private BoundExpression BindThis(ThisExpressionSyntax syntax)
    {
        if (scope.This is { } self) return new BoundRecord(self, RuleType.Record(self.Entity), syntax.This.Span);
        diagnostics.NoRecordHere(At(syntax), "this");
        return new BoundError(syntax.This.Span);
    }

    private BoundExpression BindMember(MemberExpressionSyntax syntax)
    {
        if (syntax.Name.IsMissing) return new BoundError(syntax.Span);
        if (MessagePart(syntax) is { } part) return part;
        if ((QualifiedOption(syntax) ?? QualifiedChannel(syntax)) is { } option) return option;
        var name = NameOf(syntax.Name);
        var target = Bind(syntax.Target, null);
        if (target.Type.Kind == TypeKind.Error) return new BoundError(syntax.Span);
        var span = Diagnostics.TextSpan.FromBounds(target.Span.Start, syntax.Name.Span.End);
        return target.Type.Kind switch
        {
            TypeKind.Choice => Option(target.Type, syntax.Name, span),
            TypeKind.Record => RecordField(target, syntax.Name, name, span),
            _ => Structured(target, syntax.Name, name, span),
        };
    }

    private BoundExpression RecordField(BoundExpression target, SyntaxToken token, string name, Diagnostics.TextSpan span)
    {
        if (scope.Model.Find(target.Type.Entity!) is not { } entity || entity.Find(name) is not { } field)
        {
            diagnostics.UnknownMember(At(token), target.Type.NotOptional.ToString().TrimStart('$'), name, Suggestions.Nearest(name, scope.Model.Find(target.Type.Entity!)?.Fields.Select(f => f.Name) ?? []));
            return new BoundError(span);
        }
        diagnostics.Recorder?.Field(source, token, entity, field);
        var bound = BoundFactory.Field(target, entity, field, span);
        if (Hops(bound) > MaxHops)
        {
            diagnostics.TooManyHops(At(span), MaxHops);
            return new BoundError(span);
        }
        return Many(Narrowed(bound), name);
    }

    /// <summary>Lookups passed on the way; the last field itself is not passed.</summary>
    private static int Hops(BoundExpression path)
    {
        var hops = 0;
        while (path is BoundField { Record: BoundField record })
        {
            hops++;
            path = record;
        }
        return hops;
    }

    private BoundExpression Structured(BoundExpression target, SyntaxToken token, string name, Diagnostics.TextSpan span)
    {
        var members = StructuredMembers.Of(target.Type);
        if (members.FirstOrDefault(m => m.Name == name) is { } member) return Narrowed(new BoundMember(target, name, member.Type, span));
        diagnostics.UnknownMember(At(token), target.Type.NotOptional.ToString(), name, Suggestions.Nearest(name, members.Select(m => m.Name)));
        return new BoundError(span);
    }

    private BoundExpression Option(RuleType choice, SyntaxToken token, Diagnostics.TextSpan span)
    {
        if (OptionNamed(choice, NameOf(token)) is { } option)
        {
            diagnostics.Recorder?.Option(source, token, choice, option.Value);
            return new BoundLiteral(option.Value, choice.NotOptional, span);
        }
        diagnostics.UnknownOption(At(token), choice.NotOptional.ToString(), NameOf(token), Suggestions.Nearest(NameOf(token), TypeParser.OptionsOf(choice, scope.Model).Select(o => o.Value)));
        return new BoundError(span);
    }

    /// <summary><c>opportunity.stage.won</c>, where the first name is nothing nearer than an entity; and <c>colors.red</c> of a multiple choice.</summary>
    private BoundExpression? QualifiedOption(MemberExpressionSyntax syntax)
    {
        if (syntax.Target is NameExpressionSyntax single && Resolve(single.Name) is { Type: { Kind: TypeKind.Set, Element.Kind: TypeKind.Choice } set })
            return Option(set.Element!, syntax.Name, syntax.Span);
        if (syntax.Target is not MemberExpressionSyntax { Target: NameExpressionSyntax first } middle || IsResolvable(NameOf(first.Name))) return null;
        if (TypeParser.Choice(scope.Model, NameOf(first.Name), NameOf(middle.Name)) is not { } choice) return null;
        diagnostics.Recorder?.Add(source, first.Name, PackageSymbol.OfEntity(NameOf(first.Name)));
        diagnostics.Recorder?.Add(source, middle.Name, PackageSymbol.Field(NameOf(first.Name), NameOf(middle.Name)));
        return Option(choice, syntax.Name, syntax.Span);
    }
}

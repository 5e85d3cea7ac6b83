using System.Diagnostics;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Names and types of an expression: syntax in, typed tree out, every mistake reported once.</summary>
public sealed partial class ExpressionBinder
{
    private readonly SourceText source;
    private readonly DiagnosticBag diagnostics;
    private BindingScope scope;

    private ExpressionBinder(SourceText source, BindingScope scope, DiagnosticBag diagnostics)
    {
        this.source = source;
        this.scope = scope;
        this.diagnostics = diagnostics;
    }

    /// <param name="syntax">The expression.</param>
    /// <param name="source">The file it stands in, for diagnostics.</param>
    /// <param name="scope">What names mean.</param>
    /// <param name="expected">The type needed, converted to where possible; null: any. Emptiness is not demanded.</param>
    /// <param name="diagnostics">Receives mistakes.</param>
    /// <returns>The typed expression; a <see cref="BoundError"/> somewhere in it only where an error was reported.</returns>
    public static BoundExpression Bind(ExpressionSyntax syntax, SourceText source, BindingScope scope, RuleType? expected, DiagnosticBag diagnostics)
    {
        var binder = new ExpressionBinder(source, scope, diagnostics);
        return expected is null ? binder.Bind(syntax, null) : binder.BindAs(syntax, expected);
    }

    /// <summary>Binds with a type in mind that is no demand: bare options and empty literals take it.</summary>
    internal static BoundExpression BindHinted(ExpressionSyntax syntax, SourceText source, BindingScope scope, RuleType hint, DiagnosticBag diagnostics) =>
        new ExpressionBinder(source, scope, diagnostics).BindContainer(syntax, hint);

    /// <summary>Binds and converts; reports where the types don't fit.</summary>
    private BoundExpression BindAs(ExpressionSyntax syntax, RuleType expected)
    {
        var value = Bind(syntax, expected);
        if (expected.Kind == TypeKind.Channel) value = AsChannel(value);
        if (Conversions.Exists(value.Type, expected)) return Conversions.Apply(value, expected.NotOptional);
        if (expected.Kind == TypeKind.Choice && value is BoundLiteral { Value: string text })
            diagnostics.ChoiceWrittenAsText(At(syntax), expected.NotOptional, text, OptionNamed(expected, text)?.Value);
        else if (expected.Kind == TypeKind.Channel && value is BoundLiteral { Value: string name, Type.Kind: TypeKind.Text })
            diagnostics.ChannelWrittenAsText(At(syntax), name, scope.Model.FindChannel(name)?.Name);
        else if (expected.Kind == TypeKind.Channel && value.Type.Kind == TypeKind.Choice)
            diagnostics.ChoiceIsNoChannel(At(syntax), value.Type.NotOptional, OptionsThatAreNoChannels(value.Type));
        else
            diagnostics.WrongType(At(syntax), expected.NotOptional, value.Type);
        return new BoundError(value.Span);
    }

    /// <param name="syntax">The expression.</param>
    /// <param name="expected">Only a hint: gives bare options and empty literals their type.</param>
    private BoundExpression Bind(ExpressionSyntax syntax, RuleType? expected) => syntax switch
    {
        ParenthesizedExpressionSyntax parenthesized => Bind(parenthesized.Expression, expected),
        LiteralExpressionSyntax literal => BindLiteral(literal.Literal),
        InterpolatedTextSyntax text => BindInterpolation(text),
        NameExpressionSyntax name => BindName(name, expected),
        ThisExpressionSyntax self => BindThis(self),
        MemberExpressionSyntax member => BindMember(member),
        CallExpressionSyntax call => BindCall(call),
        UnaryExpressionSyntax unary => BindUnary(unary),
        BinaryExpressionSyntax binary => BindBinary(binary, expected),
        InExpressionSyntax membership => BindIn(membership),
        BetweenExpressionSyntax between => BindBetween(between),
        IsExpressionSyntax test => BindIs(test),
        IfExpressionSyntax conditional => BindIf(conditional, expected),
        LetExpressionSyntax let => BindLet(let, expected),
        SetExpressionSyntax set => BindSet(set, expected),
        RangeExpressionSyntax range => RangeAlone(range),
        MatchExpressionSyntax match => BindMatch(match),
        // The parser has said so.
        MissingExpressionSyntax => new BoundError(syntax.Span),
        _ => throw new UnreachableException(),
    };

    /// <summary>Only a message has a sender, so a match is met in message handlers alone.</summary>
    private BoundExpression BindMatch(MatchExpressionSyntax syntax)
    {
        var name = NameOf(syntax.Entity);
        if (scope.Message is not { } message)
        {
            diagnostics.MatchOutsideMessage(At(syntax.MatchKeyword), name);
            return new BoundError(syntax.Span);
        }
        var sender = BindAs(syntax.Sender, RuleType.Text);
        if (scope.Model.Find(name) is not { IsSystem: false } entity)
        {
            diagnostics.UnknownEntity(At(syntax.Entity), name, Suggestions.Nearest(name, scope.Model.Entities.Where(e => !e.IsSystem).Select(e => e.Name)));
            return new BoundError(syntax.Span);
        }
        diagnostics.Recorder?.Add(source, syntax.Entity, Packages.PackageSymbol.OfEntity(name));
        if (!message.Channels.Any(channel => channel.AddressOf(entity) is not null)) diagnostics.NoAddressToMatch(At(syntax.Entity), name, message.Channels.Select(channel => channel.Name));
        return sender is BoundError ? sender : new BoundMatch(entity, sender, RuleType.Record(name).Optional, syntax.Span);
    }

    /// <summary><c>m.text</c> in a handler of the message m.</summary>
    private BoundExpression? MessagePart(MemberExpressionSyntax syntax)
    {
        if (scope.Message is not { } message || syntax.Target is not NameExpressionSyntax word || NameOf(word.Name) != message.Name || scope.Variables.ContainsKey(message.Name)) return null;
        diagnostics.Recorder?.Variable(source, word.Name, message);
        var name = NameOf(syntax.Name);
        if (MessageName.Parts.FirstOrDefault(part => part.Name == name) is { Type: { } type }) return Narrowed(new BoundMessagePart(name, type, syntax.Span));
        diagnostics.UnknownMember(At(syntax.Name), "message", name, Suggestions.Nearest(name, MessageName.Parts.Select(part => part.Name)));
        return new BoundError(syntax.Span);
    }

    private T In<T>(BindingScope inner, Func<T> bind)
    {
        var outer = scope;
        scope = inner;
        try { return bind(); }
        finally { scope = outer; }
    }

    private T Knowing<T>(Facts facts, Func<T> bind) => facts == scope.Facts ? bind() : In(scope with { Facts = facts }, bind);

    /// <summary>What is known to be set here is not optional.</summary>
    private BoundExpression Narrowed(BoundExpression path) =>
        path.Type.IsOptional && scope.Facts.KnowsSet(path) ? path with { Type = path.Type.NotOptional } : path;

    private SourceLocation At(SyntaxElement syntax) => new(source, syntax.Span);
    private SourceLocation At(TextSpan span) => new(source, span);
}

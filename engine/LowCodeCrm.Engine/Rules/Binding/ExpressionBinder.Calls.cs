using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class ExpressionBinder
{
    /// <summary>Most arguments of a call; each is one level of what it becomes.</summary>
    private const int MaxArguments = RulesParser.MaxNesting;

    private BoundExpression BindCall(CallExpressionSyntax syntax)
    {
        if (syntax.Arguments.Items.ElementAtOrDefault(MaxArguments) is { } tooMany)
        {
            diagnostics.TooManyItems(At(tooMany), MaxArguments);
            return new BoundError(syntax.Span);
        }
        var name = NameOf(syntax.Name);
        if (scope.Functions.TryGetValue(name, out var function)) return BindFunctionCall(syntax, function);
        if (Functions.Find(name) is { Group: Functions.RecordGroup } special) return BindRecordCall(syntax, special);
        if (Functions.FindAggregate(name) is not null && (Functions.Find(name) is null || StartsWithRelation(syntax))) return BindAggregate(syntax, name);
        if (Functions.Find(name) is { } builtIn) return BindBuiltIn(syntax, builtIn);
        diagnostics.UnknownFunction(At(syntax.Name), name,
            Suggestions.Nearest(name, Functions.All.Concat(Functions.Aggregates).Select(f => f.Name).Concat(scope.Functions.Keys)));
        return new BoundError(syntax.Span);
    }

    private BoundExpression BindBuiltIn(CallExpressionSyntax syntax, FunctionInfo function)
    {
        var signatures = FunctionSignature.Of(function).ToArray();
        if (Arguments(syntax, i => Overloads.ParameterAt(signatures[0], i)?.Name, i => Overloads.ParameterAt(signatures[0], i)?.Type) is not { } arguments)
            return new BoundError(syntax.Span);
        if (function.Name == "matches" && arguments.Length == 2 && !CheckPattern(syntax, arguments[1])) return new BoundError(syntax.Span);
        if (function.Group == Functions.ChannelsGroup) arguments = [.. arguments.Select(AsChannel)];
        if (Overloads.Call(function, arguments, syntax.Span) is { } call) return function.Group == Functions.ChannelsGroup && call is BoundCall ofPeople ? AboutPeople(ofPeople) : call;
        if (function.Name == "text" && arguments.Length == 1)
            diagnostics.NotText(At(arguments[0].Span), arguments[0].Type, TextRemedy(syntax.Arguments.Items.OfType<ExpressionArgumentSyntax>().First().Expression, arguments[0].Type));
        else
            diagnostics.WrongArguments(At(syntax), function.Name, string.Join(" / ", function.Signature), string.Join(", ", arguments.Select(a => a.Type)));
        return new BoundError(syntax.Span);
    }

    private bool CheckPattern(CallExpressionSyntax syntax, BoundExpression pattern)
    {
        if (pattern.Type.Kind == TypeKind.Error) return false;
        if (pattern is BoundLiteral { Value: string text })
        {
            if (RulePattern.Check(text) is not { } mistake) return true;
            diagnostics.InvalidPattern(At(pattern.Span), mistake);
            return false;
        }
        diagnostics.PatternMustBeLiteral(At(syntax.Arguments.Items.Last()));
        return false;
    }

    /// <summary>The arguments' values, their labels checked; null where one is in error or no value.</summary>
    private ImmutableArray<BoundExpression>? Arguments(CallExpressionSyntax syntax, Func<int, string?> nameAt, Func<int, RuleType?> hintAt)
    {
        var bound = ImmutableArray.CreateBuilder<BoundExpression>();
        var sound = true;
        foreach (var argument in syntax.Arguments.Items)
        {
            if (argument is not ExpressionArgumentSyntax { Expression: var expression } plain)
            {
                if (sound) diagnostics.EntityIsNoValue(At(argument), NameOf(((RelationArgumentSyntax)argument).Entity));
                sound = false;
                continue;
            }
            if (plain.Label is { } label && nameAt(bound.Count) is { } expected && NameOf(label) != expected) diagnostics.WrongLabel(At(label), NameOf(label), expected);
            var value = Bind(expression, hintAt(bound.Count));
            sound &= value.Type.Kind != TypeKind.Error;
            bound.Add(value);
        }
        return sound ? bound.ToImmutable() : null;
    }

    private BoundExpression BindRecordCall(CallExpressionSyntax syntax, FunctionInfo function)
    {
        var arguments = syntax.Arguments.Items.ToArray();
        switch (function.Name)
        {
            case "role":
                return BindRole(syntax, function, arguments);
            case Functions.Consent:
                return BindConsent(syntax, function, arguments);
            case "is_new":
                if (arguments.Length > 0) break;
                if (scope.This is not null) return new BoundCall(function, [], RuleType.Bool, syntax.Span);
                diagnostics.NoRecordHere(At(syntax), "is_new()");
                return new BoundError(syntax.Span);
            default:
                if (scope.ThisEntity is not { } entity)
                {
                    diagnostics.NoRecordHere(At(syntax), function.Name + "()");
                    return new BoundError(syntax.Span);
                }
                if (arguments is not [ExpressionArgumentSyntax { Expression: var expression }] || OwnFieldToken(expression) is not { } token) break;
                if (entity.Find(NameOf(token)) is not { } field)
                {
                    diagnostics.UnknownMember(At(token), entity.Name, NameOf(token), Suggestions.Nearest(NameOf(token), entity.Fields.Select(f => f.Name)));
                    return new BoundError(syntax.Span);
                }
                diagnostics.Recorder?.Field(source, token, entity, field);
                if (field.Type is FieldType.ChildList or FieldType.ManyToMany) break;
                return function.Name == "changed"
                    ? new BoundChanged(entity, field, syntax.Span)
                    : Narrowed(new BoundOldField(entity, field, RuleType.OfField(entity, field).Optional, syntax.Span));
        }
        diagnostics.NeedsField(At(syntax), function.Name);
        return new BoundError(syntax.Span);
    }

    private static SyntaxToken? OwnFieldToken(ExpressionSyntax syntax) => syntax switch
    {
        NameExpressionSyntax name => name.Name,
        MemberExpressionSyntax { Target: ThisExpressionSyntax } member => member.Name,
        ParenthesizedExpressionSyntax parenthesized => OwnFieldToken(parenthesized.Expression),
        _ => null,
    };

    private BoundExpression BindRole(CallExpressionSyntax syntax, FunctionInfo function, ArgumentSyntax[] arguments)
    {
        var token = arguments is [ExpressionArgumentSyntax argument] ? argument.Expression switch
        {
            NameExpressionSyntax name => name.Name,
            LiteralExpressionSyntax { Literal: { Value: string } text } => text,
            _ => null,
        } : null;
        if (token is null || token.IsMissing)
        {
            diagnostics.WrongArguments(At(syntax), "role", "(sales)", "…");
            return new BoundError(syntax.Span);
        }
        var role = NameOf(token);
        if (token.Kind == TokenKind.Name) diagnostics.Recorder?.Add(source, token, PackageSymbol.Role(role));
        if (!scope.Model.Roles.Any(r => r.Name == role))
            diagnostics.UnknownRole(At(token), role, Suggestions.Nearest(role, scope.Model.Roles.Select(r => r.Name)));
        return new BoundCall(function, [new BoundLiteral(role, RuleType.Text, token.Span)], RuleType.Bool, syntax.Span);
    }
}

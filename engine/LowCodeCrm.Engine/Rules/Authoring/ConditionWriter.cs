using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Conditions to the text of an expression. What <see cref="ConditionReader"/> has read comes back as the same condition.</summary>
public sealed class ConditionWriter
{
    private static readonly SourceText nowhere = new("conditions", "");
    private readonly BindingScope scope;
    private readonly Entity entity;
    private readonly DiagnosticBag diagnostics;

    private ConditionWriter(BoundRuleSet rules, Entity entity, DiagnosticBag diagnostics)
    {
        scope = BindingScope.For(rules.Model, entity);
        this.entity = entity;
        this.diagnostics = diagnostics;
    }

    /// <summary>For diagnostics about what has no text yet.</summary>
    internal static SourceLocation Nowhere => new(nowhere, default);

    /// <returns>The text, "" for no conditions; null where a mistake was reported.</returns>
    public static string? Write(ConditionGroup group, BoundRuleSet rules, Entity entity, DiagnosticBag diagnostics)
    {
        var found = new DiagnosticBag();
        var text = new ConditionWriter(rules, entity, found).Group(group);
        // The parts are sound by themselves; the whole tells whether they fit each other.
        if (!found.HasErrors && text.Length > 0) ConditionBinder.Bind(new SourceText(nowhere.Path, text), rules.Model, new RecordSymbol("this", entity.Name), rules.Functions, found);
        diagnostics.AddRange(found);
        return found.HasErrors ? null : text;
    }

    private string Group(ConditionGroup group)
    {
        var parts = group.Items.Select(item => item is ConditionGroup inner ? Bracketed(inner) : One((Condition)item)).Where(part => part.Length > 0);
        return string.Join(group.All ? " and " : " or ", parts);
    }

    private string Bracketed(ConditionGroup group) => Group(group) is { Length: > 0 } text ? group.Items.Length > 1 ? $"({text})" : text : "";

    private string One(Condition condition)
    {
        if (ConditionOperators.ArityOf(condition.Operator) is not { } arity)
        {
            diagnostics.UnknownConditionOperator(Nowhere, condition.Path, condition.Operator, ConditionOperators.All);
            return "";
        }
        if (TypeOf(condition.Path) is not { } type) return "";
        if (arity != ConditionArity.Many && condition.Values.Length != (int)arity)
        {
            diagnostics.ConditionValues(Nowhere, condition.Path, condition.Operator, (int)arity);
            return "";
        }
        var path = condition.Path;
        var values = condition.Values.Select(value => Value(value, type.Kind is TypeKind.Set ? type.Element! : type, condition)).ToArray();
        if (values.Any(value => value is null)) return "";
        if (ConditionOperators.FunctionOf(condition.Operator) is { } function)
            return $"{(function.Negated ? "not " : "")}{function.Name}({path}, {(arity == ConditionArity.Many ? $"{{{string.Join(", ", values)}}}" : values[0])})";
        return condition.Operator switch
        {
            ConditionOperators.IsSet or ConditionOperators.IsEmpty => $"{path} {condition.Operator}",
            ConditionOperators.In or ConditionOperators.NotIn => $"{path} {condition.Operator} {{{string.Join(", ", values)}}}",
            ConditionOperators.Between or ConditionOperators.NotBetween => $"{path} {condition.Operator} {values[0]} and {values[1]}",
            ConditionOperators.Includes => $"{values[0]} in {path}",
            ConditionOperators.NotIncludes => $"{values[0]} not in {path}",
            _ => $"{path} {condition.Operator} {values[0]}",
        };
    }

    /// <summary>The type of a field; null where the path is none.</summary>
    private RuleType? TypeOf(string path)
    {
        if (path.Split('.').Any(part => Names.Check(part) is not null))
        {
            diagnostics.ConditionPath(Nowhere, path);
            return null;
        }
        var source = new SourceText(nowhere.Path, path);
        var found = new DiagnosticBag();
        var bound = ExpressionBinder.Bind(RulesParser.ParseExpression(source, found), source, scope, null, found);
        diagnostics.AddRange(found);
        return found.HasErrors ? null : bound.Type.NotOptional;
    }

    private string? Value(ConditionValue value, RuleType type, Condition condition)
    {
        var text = value switch
        {
            ExpressionValue expression => Expression(expression.Text),
            LiteralValue { Value: bool flag } => flag ? "true" : "false",
            LiteralValue { Value: long whole } => whole.ToString(CultureInfo.InvariantCulture),
            LiteralValue { Value: decimal number } => number.ToString(CultureInfo.InvariantCulture),
            LiteralValue { Value: string written } => Text(written, type, condition.Path),
            _ => null,
        };
        if (text is null && !diagnostics.HasErrors) diagnostics.ConditionValue(Nowhere, condition.Path, type, value is ExpressionValue { Text: var e } ? e : Convert.ToString(((LiteralValue)value).Value, CultureInfo.InvariantCulture) ?? "");
        return text;
    }

    private string? Text(string written, RuleType type, string path) => type.Kind switch
    {
        TypeKind.Choice => Names.Check(written) is not null ? null : scope.Names().Contains(written, StringComparer.Ordinal) ? Qualified(path, written) : written,
        TypeKind.Date => Lexed(written, TokenKind.DateLiteral),
        TypeKind.Time => Lexed(written, TokenKind.TimeLiteral),
        TypeKind.DateTime => Lexed(written, TokenKind.DateTimeLiteral),
        _ => TextLiteral.Of(written),
    };

    // A bare word that is also a field's or an entity's name would mean that.
    private string Qualified(string path, string option) => path.Contains('.', StringComparison.Ordinal) ? $"{path}.{option}" : $"{entity.Name}.{path}.{option}";

    private static string? Lexed(string written, TokenKind kind)
    {
        var found = new DiagnosticBag();
        var syntax = RulesParser.ParseExpression(new SourceText(nowhere.Path, written), found);
        return !found.HasErrors && syntax is LiteralExpressionSyntax { Literal: var token } && token.Kind == kind ? token.Text : null;
    }

    /// <summary>An expression that stays one whatever stands around it.</summary>
    private string? Expression(string written)
    {
        var source = new SourceText(nowhere.Path, written);
        var found = new DiagnosticBag();
        var syntax = RulesParser.ParseExpression(source, found);
        diagnostics.AddRange(found);
        if (found.HasErrors) return null;
        var text = source.ToString(syntax.Span);
        return syntax is BinaryExpressionSyntax { Operator.Kind: TokenKind.And or TokenKind.Or or TokenKind.Coalesce or TokenKind.Equals or TokenKind.NotEquals or TokenKind.Less or TokenKind.LessOrEquals or TokenKind.Greater or TokenKind.GreaterOrEquals }
            or UnaryExpressionSyntax { Operator.Kind: TokenKind.Not } or IfExpressionSyntax or LetExpressionSyntax or InExpressionSyntax or BetweenExpressionSyntax or IsExpressionSyntax ? $"({text})" : text;
    }
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <param name="Span">Of the word that is explained.</param>
/// <param name="Text">Markdown, in the reader's language.</param>
/// <param name="Reference">Where the reference tells more, as <see cref="ReferencePages"/> has it; null: it is of the app.</param>
public sealed record HoverText(TextSpan Span, string Text, string? Reference = null);

/// <summary>What a word of a rules file means.</summary>
public static class Hover
{
    /// <param name="source">The file as it is in the editor.</param>
    /// <param name="position">UTF-16 offset.</param>
    /// <param name="rules">The app as far as it is understood.</param>
    /// <param name="locale">The reader's language.</param>
    /// <returns>Null where there is nothing to say.</returns>
    public static HoverText? At(SourceText source, int position, BoundRuleSet rules, string locale)
    {
        var tree = RulesParser.Parse(source, new DiagnosticBag());
        if (SyntaxPath.TokenAt(tree, position) is not { Text.Length: > 0 } token) return null;
        var items = new CompletionItems(rules.Model, locale, inJapanese: false);
        if (token.Keyword is { } keyword) return new(token.Span, $"**{keyword.Text}** ({keyword.Alias})\n\n{items.Text(keyword.Summary)}", ReferencePages.PathOf(keyword));
        if (token.Kind != TokenKind.Name) return null;
        var path = SyntaxPath.To(tree, token);
        // An expression inside a text hangs on the text's token.
        if (path[^1] is InterpolatedTextSyntax text && text.Literal.Parts.Select(p => p.Expression).FirstOrDefault(e => e is not null && e.Span.Contains(token.Position)) is { } inside)
            path.AddRange(SyntaxPath.To(inside, token));
        var describe = new HoverWriter(rules, items);
        var found = Describe(path, token, Place.Of(path, token, source, rules), rules, describe);
        return found is null ? null : new(token.Span, found, path[^1] is CallExpressionSyntax called && called.Name == token ? ReferenceOf(called, rules) : null);
    }

    private static string? Describe(List<SyntaxNode> path, SyntaxToken token, Place place, BoundRuleSet rules, HoverWriter describe)
    {
        var name = Word.Name(token);
        switch (path[^1])
        {
            case CallExpressionSyntax call when call.Name == token:
                if (rules.Functions.FirstOrDefault(f => f.Name == name) is { } own) return describe.Function(own);
                return BuiltIn(call) is { } function ? describe.Function(function) : null;
            case NameExpressionSyntax expression:
                // The first argument of an aggregate is an entity or a list, not a value.
                return Value(place.Bind(expression, place.Expected), describe) ?? Entity(rules.Model.Find(name), describe) ?? Field(place.Scope.BareEntity, name, describe);
            case MemberExpressionSyntax member when member.Name == token:
                return Value(place.Bind(member), describe);
            case RulesBlockSyntax or CreateCommandSyntax or TypeSyntax: return Entity(rules.Model.Find(name), describe);
            case ProcessDeclarationSyntax process: return process.Entity == token ? Entity(place.Entity, describe) : process.Field == token ? Field(place.Entity, name, describe) : null;
            case RelationArgumentSyntax relation:
                return relation.Via == token ? Field(place.RelationOf(relation.Entity), name, describe) : Field(place.Scope.BareEntity, name, describe) ?? Entity(rules.Model.Find(name), describe);
            case AssignmentSyntax assignment when assignment.Field == token: return Field(place.Target, name, describe);
            case StateSyntax: return Option(place.ProcessField, name, describe);
            case TransitionSyntax transition: return transition.Name == token ? null : Option(place.ProcessField, name, describe);
            case SeparatedList<SyntaxToken> when path[^2] is TransitionSyntax: return Option(place.ProcessField, name, describe);
            case ChooseDeclarationSyntax choice when choice.Name == token: return rules.Functions.FirstOrDefault(f => f.Name == name) is { } chosen ? describe.Function(chosen) : null;
            case CallableDeclarationSyntax declaration when declaration.Name == token: return rules.Functions.FirstOrDefault(f => f.Name == name) is { } declared ? describe.Function(declared) : null;
            default: return Field(place.Entity, name, describe);
        }
    }

    private static bool IsOverRecords(CallExpressionSyntax call) => call.Arguments.Items.FirstOrDefault() is RelationArgumentSyntax || Functions.Find(Word.Name(call.Name)) is null;

    private static FunctionInfo? BuiltIn(CallExpressionSyntax call) => IsOverRecords(call) ? Functions.FindAggregate(Word.Name(call.Name)) : Functions.Find(Word.Name(call.Name));

    private static string? ReferenceOf(CallExpressionSyntax call, BoundRuleSet rules) =>
        rules.Functions.Any(own => own.Name == Word.Name(call.Name)) || BuiltIn(call) is not { } function ? null : ReferencePages.PathOf(function, IsOverRecords(call));

    private static string? Value(BoundExpression bound, HoverWriter describe) => bound switch
    {
        BoundField field => describe.Field(field.Entity, field.Field),
        BoundConversion conversion => Value(conversion.Operand, describe),
        BoundLiteral { Type.Kind: TypeKind.Choice, Value: string option } literal => describe.Option(literal.Type, option),
        BoundLiteral { Type.Kind: TypeKind.Channel, Value: string channel } => describe.Channel(channel),
        BoundVariable variable => describe.Variable(variable.Symbol.Name, variable.Type),
        BoundRecord record => describe.Variable(record.Symbol.Name, record.Type),
        BoundUser user => describe.Variable(TypeParser.User, user.Type),
        BoundMember member => describe.Variable(member.Member, member.Type),
        _ => null,
    };

    private static string? Field(Entity? entity, string name, HoverWriter describe) => entity?.Find(name) is { } field ? describe.Field(entity, field) : null;

    private static string? Option(Field? field, string name, HoverWriter describe) => field?.Options.FirstOrDefault(o => o.Value == name) is { } option ? describe.Option(option) : null;

    private static string? Entity(Entity? entity, HoverWriter describe) => entity is null ? null : describe.Entity(entity);
}

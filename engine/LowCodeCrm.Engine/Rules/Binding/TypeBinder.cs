using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Types as written in declarations.</summary>
internal static class TypeBinder
{
    /// <summary>Null after a reported error.</summary>
    public static RuleType? Bind(TypeSyntax syntax, CrmModel model, SourceText source, DiagnosticBag diagnostics)
    {
        if (Word.IsMissing(syntax.Name)) return null;
        var name = Word.Name(syntax.Name);
        var type = syntax.Member is { } member ? TypeParser.Choice(model, name, Word.Name(member)) : TypeParser.Named(name, model);
        if (type is null)
        {
            var known = TypeParser.Scalars.Keys.Concat(model.Entities.Where(e => !e.IsSystem).Select(e => e.Name)).Append(TypeParser.User);
            var at = new SourceLocation(source, syntax.Member is null ? syntax.Name.Span : TextSpan.FromBounds(syntax.Name.Span.Start, syntax.Member.Span.End));
            diagnostics.UnknownType(at, source.ToString(at.Span), syntax.Member is null ? Suggestions.Nearest(name, known) : null);
            return null;
        }
        if (syntax.Member is { } choice) diagnostics.Recorder?.Add(source, choice, PackageSymbol.Field(name, Word.Name(choice)));
        if (syntax.Member is not null || type.Kind == TypeKind.Record && type.Entity == name) diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.OfEntity(name));
        if (syntax.CollectionKeyword is { } keyword) type = Word.Keyword(keyword) == "list" ? RuleType.ListOf(type) : RuleType.SetOf(type);
        return syntax.Question is null ? type : type.Optional;
    }
}

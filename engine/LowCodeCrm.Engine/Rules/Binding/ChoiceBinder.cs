using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>A <c>choose</c> as the function that it is called like: of one record, with a ranked choice as its body.</summary>
internal static class ChoiceBinder
{
    public static FunctionSymbol? Declare(ChooseDeclarationSyntax syntax, string name, CrmModel model, SourceText source, DiagnosticBag diagnostics)
    {
        var returns = TypeBinder.Bind(syntax.ReturnType, model, source, diagnostics);
        if (Word.IsMissing(syntax.Entity) || Word.IsMissing(syntax.Parameter)) return null;
        var entity = Word.Name(syntax.Entity);
        if (model.Find(entity) is null)
        {
            diagnostics.UnknownEntity(new(source, syntax.Entity.Span), entity, Suggestions.Nearest(entity, model.Entities.Where(e => !e.IsSystem).Select(e => e.Name)));
            return null;
        }
        diagnostics.Recorder?.Add(source, syntax.Entity, PackageSymbol.OfEntity(entity));
        var parameter = Word.Name(syntax.Parameter);
        var record = new RecordSymbol(parameter, entity);
        diagnostics.Recorder?.Declare(source, syntax.Parameter, record, parameter);
        return returns is null ? null : new FunctionSymbol(name, [new FunctionParameter(parameter, RuleType.Record(entity), record, null)], returns, new(source, syntax.Name.Span));
    }

    public static BoundExpression Bind(FunctionSymbol symbol, ChooseDeclarationSyntax syntax, SourceText source, CrmModel model, FrozenDictionary<string, FunctionSymbol> functions, DiagnosticBag diagnostics)
    {
        var parameter = symbol.Parameters[0];
        var outside = new BindingScope(model, null) { Functions = functions, Records = ImmutableDictionary<string, FunctionParameter>.Empty.Add(parameter.Name, parameter) };
        var returns = symbol.ReturnType.NotOptional;
        var list = ExpressionBinder.Bind(syntax.From.List, source, outside, null, diagnostics);
        if (list.Type is not { Kind: TypeKind.List or TypeKind.Set, Element: { Kind: not TypeKind.Record } element })
        {
            if (list.Type.Kind != TypeKind.Error) diagnostics.ChoiceNeedsList(new(source, syntax.From.List.Span), list.Type);
            return new BoundError(syntax.Span);
        }
        if (element.NotOptional != returns)
        {
            diagnostics.WrongType(new(source, syntax.ReturnType.Span), element.NotOptional, symbol.ReturnType);
            return new BoundError(syntax.Span);
        }
        var item = new VariableSymbol(Word.Name(syntax.From.Name), element.NotOptional);
        diagnostics.Recorder?.Declare(source, syntax.From.Name, item, item.Name);
        var inside = outside.With(item);
        var where = syntax.From.Where is null ? null : ExpressionBinder.Bind(syntax.From.Where, source, inside, RuleType.Bool, diagnostics);
        var scores = syntax.Scores.Select(score => new BoundScore(
            ExpressionBinder.Bind(score.Value, source, inside, RuleType.Decimal, diagnostics),
            score.When is null ? null : ExpressionBinder.Bind(score.When, source, inside, RuleType.Bool, diagnostics))).ToImmutableArray();
        var otherwise = syntax.Otherwise is null ? null : ExpressionBinder.Bind(syntax.Otherwise.Value, source, outside, symbol.ReturnType, diagnostics);
        var type = otherwise is null || otherwise.Type.IsOptional ? returns.Optional : returns;
        if (type.IsOptional && !symbol.ReturnType.IsOptional && otherwise is not BoundError) diagnostics.FunctionMayBeEmpty(new(source, syntax.Name.Span), symbol.ReturnType);
        return new BoundChoose(item, list, where, scores, otherwise, symbol.ReturnType.IsOptional ? symbol.ReturnType : type, syntax.Span);
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding.Tables;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>The package's functions and tables: all signatures first, then the bodies.</summary>
internal static class PackageFunctions
{
    public static FrozenDictionary<string, FunctionSymbol> Bind(CrmModel model, RuleFiles files, DiagnosticBag diagnostics)
    {
        var declared = new Dictionary<string, (FunctionSymbol Symbol, CallableDeclarationSyntax Syntax, SourceText Source)>(StringComparer.Ordinal);
        foreach (var (source, syntax) in files.Of<CallableDeclarationSyntax>())
        {
            if (Word.IsMissing(syntax.Name)) continue;
            var name = Word.Name(syntax.Name);
            diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Function(name), isDeclaration: true);
            if (declared.ContainsKey(name) || Functions.Find(name) is not null || Functions.FindAggregate(name) is not null)
                diagnostics.FunctionNameTaken(new(source, syntax.Name.Span), name);
            else if (Declare(syntax, name, model, source, diagnostics) is { } symbol)
                declared[name] = (symbol, syntax, source);
        }
        var choices = new List<(FunctionSymbol Symbol, ChooseDeclarationSyntax Syntax, SourceText Source)>();
        foreach (var (source, syntax) in files.Of<ChooseDeclarationSyntax>())
        {
            if (Word.IsMissing(syntax.Name)) continue;
            var name = Word.Name(syntax.Name);
            diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Function(name), isDeclaration: true);
            if (declared.ContainsKey(name) || choices.Exists(c => c.Symbol.Name == name) || Functions.Find(name) is not null || Functions.FindAggregate(name) is not null)
                diagnostics.FunctionNameTaken(new(source, syntax.Name.Span), name);
            else if (ChoiceBinder.Declare(syntax, name, model, source, diagnostics) is { } symbol)
                choices.Add((symbol, syntax, source));
        }
        var functions = declared.Values.Select(d => d.Symbol).Concat(choices.Select(c => c.Symbol)).ToFrozenDictionary(symbol => symbol.Name, StringComparer.Ordinal);
        foreach (var (symbol, syntax, source) in declared.Values)
            symbol.Body = BindBody(symbol, syntax, source, model, functions, diagnostics);
        foreach (var (symbol, syntax, source) in choices) symbol.Body = ChoiceBinder.Bind(symbol, syntax, source, model, functions, diagnostics);
        return functions;
    }

    private static FunctionSymbol? Declare(CallableDeclarationSyntax syntax, string name, CrmModel model, SourceText source, DiagnosticBag diagnostics)
    {
        var parameters = ImmutableArray.CreateBuilder<FunctionParameter>();
        var sound = true;
        if (syntax.Parameters.Items.ElementAtOrDefault(RulesParser.MaxNesting) is { } tooMany)
        {
            diagnostics.TooManyItems(new(source, tooMany.Span), RulesParser.MaxNesting);
            return null;
        }
        foreach (var parameter in syntax.Parameters.Items)
        {
            var parameterName = Word.Name(parameter.Name);
            if (parameters.Any(p => p.Name == parameterName)) diagnostics.ParameterTwice(new(source, parameter.Name.Span), parameterName);
            if (TypeBinder.Bind(parameter.Type, model, source, diagnostics) is not { } type) sound = false;
            else
            {
                parameters.Add(type.Kind == TypeKind.Record
                    ? new(parameterName, type, new RecordSymbol(parameterName, type.Entity!), null) : new(parameterName, type, null, new VariableSymbol(parameterName, type)));
                diagnostics.Recorder?.Declare(source, parameter.Name, (object?)parameters[^1].Record ?? parameters[^1].Variable!, parameterName);
            }
        }
        var returns = TypeBinder.Bind(syntax.ReturnType, model, source, diagnostics);
        return sound && returns is not null ? new FunctionSymbol(name, parameters.ToImmutable(), returns, new(source, syntax.Name.Span)) : null;
    }

    private static BoundExpression BindBody(FunctionSymbol symbol, CallableDeclarationSyntax syntax, SourceText source, CrmModel model, FrozenDictionary<string, FunctionSymbol> functions, DiagnosticBag diagnostics)
    {
        var scope = new BindingScope(model, null)
        {
            Functions = functions,
            Variables = symbol.Parameters.Where(p => p.Variable is not null).DistinctBy(p => p.Name).ToImmutableDictionary(p => p.Name, p => p.Variable!, StringComparer.Ordinal),
            Records = symbol.Parameters.Where(p => p.Record is not null).DistinctBy(p => p.Name).ToImmutableDictionary(p => p.Name, StringComparer.Ordinal),
        };
        var body = syntax switch
        {
            FunctionDeclarationSyntax function => ExpressionBinder.Bind(function.Body, source, scope, symbol.ReturnType, diagnostics),
            TableDeclarationSyntax table => TableBinder.Bind(symbol, table, source, scope, diagnostics),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (body.Type.IsOptional && !symbol.ReturnType.IsOptional) diagnostics.FunctionMayBeEmpty(new(source, syntax is FunctionDeclarationSyntax { Body: var value } ? value.Span : syntax.Name.Span), symbol.ReturnType);
        return symbol.ReturnType.IsOptional ? Conversions.Apply(body, symbol.ReturnType) : body;
    }
}

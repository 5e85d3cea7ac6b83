using System.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class ExpressionBinder
{
    private static readonly AggregateKind[] withValue = [AggregateKind.Sum, AggregateKind.Average, AggregateKind.Min, AggregateKind.Max];

    /// <summary>Tells <c>min(line, price)</c> over records from <c>min(a, b)</c> of values.</summary>
    private bool StartsWithRelation(CallExpressionSyntax syntax) => syntax.Arguments.Items.FirstOrDefault() switch
    {
        RelationArgumentSyntax => true,
        ExpressionArgumentSyntax { Expression: NameExpressionSyntax name } =>
            NameOf(name.Name) is var text && (ListField(text) is not null || (!IsResolvable(text) && scope.Model.Find(text) is not null)),
        _ => false,
    };

    private BoundExpression BindAggregate(CallExpressionSyntax syntax, string name)
    {
        var kind = KindOf(name);
        var arguments = syntax.Arguments.Items.ToArray();
        var token = arguments.FirstOrDefault() switch
        {
            RelationArgumentSyntax relation => relation.Entity,
            ExpressionArgumentSyntax { Expression: NameExpressionSyntax bare } => bare.Name,
            _ => null,
        };
        if (token is null || arguments.Length > 2 || (arguments.Length == 2 && arguments[1] is not ExpressionArgumentSyntax))
        {
            diagnostics.NotARelation(At(syntax), name);
            return new BoundError(syntax.Span);
        }
        var first = arguments[0] as RelationArgumentSyntax;
        if (ResolveRelation(token, first?.Via, name) is not var (source, via, parent)) return new BoundError(syntax.Span);

        var inner = new RecordSymbol("inner", source.Name);
        var inside = scope with { Bare = inner };
        var where = first?.Where is { } condition ? In(inside, () => BindAs(condition, RuleType.Bool)) : null;
        var value = arguments.Length < 2 ? null
            : In(inside with { Facts = inside.Facts.WhenTrue(where) }, () => kind == AggregateKind.All ? BindAs(ExpressionOf(arguments[1]), RuleType.Bool) : Bind(ExpressionOf(arguments[1]), null));
        if (where is BoundError || value?.Type.Kind == TypeKind.Error) return new BoundError(syntax.Span);
        if (Operators.Aggregate(kind, source, via, parent, inner, where, value, syntax.Span) is { } bound)
            return via.Type == FieldType.ManyToMany ? bound with { LinkOwner = scope.Model.Entity(parent.Type.Entity!) } : bound;
        var signature = Language.Functions.FindAggregate(name)!.Signature[0];
        diagnostics.WrongArguments(At(syntax), name, signature, value is null ? source.Name : $"{source.Name}, {value.Type}");
        return new BoundError(syntax.Span);
    }

    private static ExpressionSyntax ExpressionOf(ArgumentSyntax argument) => ((ExpressionArgumentSyntax)argument).Expression;

    private static AggregateKind KindOf(string name) => name switch
    {
        "any" => AggregateKind.Any,
        "all" => AggregateKind.All,
        "count" => AggregateKind.Count,
        "sum" => AggregateKind.Sum,
        "avg" => AggregateKind.Average,
        "min" => AggregateKind.Min,
        "max" => AggregateKind.Max,
        _ => throw new UnreachableException(),
    };

    /// <summary>A child list or many-to-many field of the bare record.</summary>
    private Field? ListField(string name) =>
        !scope.Variables.ContainsKey(name) && scope.BareEntity?.Find(name) is { Type: FieldType.ChildList or FieldType.ManyToMany } field ? field : null;

    private (Entity Source, Field Via, BoundExpression Parent)? ResolveRelation(SyntaxToken token, SyntaxToken? viaToken, string aggregate)
    {
        var name = NameOf(token);
        if (ListField(name) is { } list)
        {
            diagnostics.Recorder?.Field(this.source, token, scope.BareEntity!, list);
            if (list.Type == FieldType.ChildList && scope.Model.Find(list.Target!)?.Find(list.Via ?? "") is { } childVia)
                return (scope.Model.Entity(list.Target!), childVia, Parent(scope.Bare!, token));
            // Linked records are found by the pairs of the field itself.
            return (scope.Model.Entity(list.Target!), list, Parent(scope.Bare!, token));
        }
        if (scope.Model.Find(name) is not { } source)
        {
            if (IsResolvable(name)) diagnostics.NotARelation(At(token), aggregate);
            else diagnostics.UnknownName(At(token), name, Suggestions.Nearest(name, scope.Model.Entities.Where(e => !e.IsSystem).Select(e => e.Name)));
            return null;
        }
        diagnostics.Recorder?.Add(this.source, token, PackageSymbol.OfEntity(source.Name));
        var parents = Parents();
        if (viaToken is null) return InferVia(source, token, parents);
        if (source.Find(NameOf(viaToken)) is not { } via)
        {
            if (!viaToken.IsMissing) diagnostics.UnknownMember(At(viaToken), source.Name, NameOf(viaToken), Suggestions.Nearest(NameOf(viaToken), source.Fields.Where(f => f.IsToOne).Select(f => f.Name)));
            return null;
        }
        diagnostics.Recorder?.Field(this.source, viaToken, source, via);
        if (!via.IsToOne || !via.IsStored)
        {
            diagnostics.NotALookup(At(viaToken), source.Name, via.Name);
            return null;
        }
        if (parents.FirstOrDefault(p => p.Entity == via.Target) is { } parent) return (source, via, Parent(parent, token));
        diagnostics.NoLookupBetween(At(viaToken), source.Name, Listed(parents));
        return null;
    }

    private (Entity, Field, BoundExpression)? InferVia(Entity source, SyntaxToken token, RecordSymbol[] parents)
    {
        foreach (var parent in parents)
        {
            var fitting = source.Fields.Where(f => f.IsToOne && f.IsStored && f.Target == parent.Entity && f.Origin != FieldOrigin.System).ToArray();
            if (fitting.Length == 1) return (source, fitting[0], Parent(parent, token));
            if (fitting.Length == 0) continue;
            diagnostics.AmbiguousLookup(At(token), source.Name, fitting.Select(f => f.Name));
            return null;
        }
        diagnostics.NoLookupBetween(At(token), source.Name, Listed(parents));
        return null;
    }

    /// <summary>The records that an aggregate could hang on, nearest first.</summary>
    private RecordSymbol[] Parents() =>
        [.. new[] { scope.Bare, scope.This }.OfType<RecordSymbol>().Concat(scope.Records.Values.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Record!)).Distinct()];

    private BoundExpression Parent(RecordSymbol symbol, SyntaxToken token)
    {
        var type = scope.Records.Values.FirstOrDefault(p => p.Record == symbol)?.Type ?? RuleType.Record(symbol.Entity);
        return Narrowed(new BoundRecord(symbol, type, token.Span));
    }

    private static string Listed(RecordSymbol[] parents) => parents.Length == 0 ? "…" : string.Join(", ", parents.Select(p => p.Entity).Distinct());
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>A step from a record to others.</summary>
public abstract record ReadStep;

/// <summary>To the record that a lookup of <paramref name="From"/> names.</summary>
public sealed record ToOneStep(Entity From, Field Lookup) : ReadStep;

/// <summary>To the records of <paramref name="Source"/> whose lookup names this one.</summary>
public sealed record ToManyStep(Entity Source, Field Via) : ReadStep;

/// <summary>A field that a rule reads, and the way to it from the rule's own record; no steps: a field of its own.</summary>
public sealed record PathRead(Entity Entity, Field Field, ImmutableArray<ReadStep> Path);

/// <summary>What an expression reads of other records, with the whole way there, so that the way can be gone back when one of them changes.</summary>
public static class ReadPaths
{
    private static readonly ImmutableArray<ImmutableArray<ReadStep>> Own = [[]];

    /// <summary>Every field read, called functions included; the lookups on the way are read too. The current user's record is left out: nothing that is stored reads it.</summary>
    public static IReadOnlyList<PathRead> Of(BoundExpression expression)
    {
        var reads = new List<PathRead>();
        Collect(expression, ImmutableDictionary<object, ImmutableArray<ImmutableArray<ReadStep>>>.Empty, reads);
        return reads;
    }

    private static void Collect(BoundExpression expression, ImmutableDictionary<object, ImmutableArray<ImmutableArray<ReadStep>>> scope, List<PathRead> reads)
    {
        switch (expression)
        {
            case BoundField field:
                foreach (var path in PathsOf(field.Record, scope)) reads.Add(new PathRead(field.Entity, field.Field, path));
                Collect(field.Record, scope, reads);
                return;
            case BoundAggregate aggregate:
                var inner = PathsOf(aggregate.Parent, scope).Select(p => p.Add(new ToManyStep(aggregate.Source, aggregate.Via))).ToImmutableArray();
                foreach (var path in inner) reads.Add(new PathRead(aggregate.Source, aggregate.Via, path));
                Collect(aggregate.Parent, scope, reads);
                var within = scope.SetItem(aggregate.Inner, inner);
                if (aggregate.Where is { } where) Collect(where, within, reads);
                if (aggregate.Value is { } value) Collect(value, within, reads);
                return;
            case BoundLet let:
                Collect(let.Value, scope, reads);
                Collect(let.Body, scope.SetItem(let.Symbol, PathsOf(let.Value, scope)), reads);
                return;
            case BoundFunctionCall call:
                foreach (var argument in call.Arguments) Collect(argument, scope, reads);
                if (call.Function.Body is { } body) Collect(body, Parameters(call, scope), reads);
                return;
            default:
                foreach (var child in BoundTree.Children(expression)) Collect(child, scope, reads);
                return;
        }
    }

    /// <summary>The ways to the record that an expression stands for; several where it chooses.</summary>
    private static ImmutableArray<ImmutableArray<ReadStep>> PathsOf(BoundExpression record, ImmutableDictionary<object, ImmutableArray<ImmutableArray<ReadStep>>> scope) => record switch
    {
        BoundRecord { Symbol: var symbol } => scope.TryGetValue(symbol, out var paths) ? paths : Own,
        BoundVariable { Symbol: var symbol } => scope.GetValueOrDefault(symbol, []),
        BoundField { Field.IsToOne: true } field => [.. PathsOf(field.Record, scope).Select(p => p.Add(new ToOneStep(field.Entity, field.Field)))],
        BoundConversion conversion => PathsOf(conversion.Operand, scope),
        BoundIf branch => [.. PathsOf(branch.Then, scope), .. PathsOf(branch.Else, scope)],
        BoundBinary { Operator: BinaryOperator.Coalesce } either => [.. PathsOf(either.Left, scope), .. PathsOf(either.Right, scope)],
        BoundLet let => PathsOf(let.Body, scope.SetItem(let.Symbol, PathsOf(let.Value, scope))),
        BoundFunctionCall { Function.Body: { } body } call => PathsOf(body, Parameters(call, scope)),
        _ => [],
    };

    private static ImmutableDictionary<object, ImmutableArray<ImmutableArray<ReadStep>>> Parameters(BoundFunctionCall call, ImmutableDictionary<object, ImmutableArray<ImmutableArray<ReadStep>>> scope)
    {
        var inner = scope;
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var parameter = call.Function.Parameters[i];
            inner = inner.SetItem((object?)parameter.Record ?? parameter.Variable!, PathsOf(call.Arguments[i], scope));
        }
        return inner;
    }
}

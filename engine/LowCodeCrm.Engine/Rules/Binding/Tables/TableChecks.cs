using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding.Tables;

/// <summary>What an author should know of a table whose every row is sound by itself.</summary>
internal sealed class TableChecks(FunctionSymbol table, TableDeclarationSyntax syntax, SourceText source, DiagnosticBag diagnostics)
{
    /// <summary>False where the table means nothing.</summary>
    public bool Run(HitPolicy policy, ImmutableArray<BoundRow> rows, BoundExpression? otherwise, TableRegions? regions)
    {
        if (policy == HitPolicy.Collect && syntax.Hit!.Detail is not null) return CollectionFits(HitPolicies.FindCollection(Word.Name(syntax.Hit!.Detail!))!.Value);
        var sound = true;
        if (policy is HitPolicy.Unique or HitPolicy.Any)
            foreach (var (row, other, example) in regions?.Overlaps ?? [])
            {
                // Where not every cell could be looked at, the two may exclude each other after all.
                if (!regions!.IsExact || policy == HitPolicy.Any && !rows[row].Contradicts(rows[other])) continue;
                diagnostics.TableRowsOverlap(At(rows[other].Syntax), row + 1, example, At(syntax.Hit!.Policy));
                sound = false;
            }
        if (regions is not null)
            foreach (var (hit, row) in regions.Hit.Zip(rows).Where(pair => !(policy == HitPolicy.First ? pair.First.IsFirst : pair.First.Applies)))
                diagnostics.TableRowNeverHit(At(row.Syntax), hit.Applies);
        // Where no row of them applies, there is a list of nothing.
        if (policy is HitPolicy.RuleOrder or HitPolicy.Collect) return sound;
        if (otherwise is null && regions is { Gap: { } gap, IsExact: true })
        {
            if (!table.ReturnType.IsOptional) sound = false;
            diagnostics.TableGap(At(syntax.Name), gap, table.ReturnType, At(syntax.ReturnType));
        }
        return sound;
    }

    private bool CollectionFits(Collection collection)
    {
        var type = table.ReturnType;
        var fits = collection switch
        {
            Collection.Count => type.IsNumeric,
            Collection.Sum => type.IsNumeric || type.Kind == TypeKind.Duration,
            _ => Operators.IsOrdered(type),
        };
        if (!fits) diagnostics.CollectionUnfit(At(syntax.Hit!.Detail!), Word.Name(syntax.Hit.Detail!), type);
        return fits;
    }

    private SourceLocation At(SyntaxElement element) => new(source, element.Span);
}

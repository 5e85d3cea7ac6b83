using System.Collections;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding.Tables;

/// <summary>
/// What of all possible arguments the rows of a table cover: each column is cut where its cells name constants, and every combination of pieces is looked at.
/// </summary>
/// <param name="IsExact">Every cell compares its parameter with constants. Else rows with other cells are taken neither to apply nor not to.</param>
/// <param name="Gap">A combination in which no row applies; null: there is none.</param>
/// <param name="Overlaps">Pairs of rows that apply together, the earlier first, each pair once, with a combination.</param>
/// <param name="Hit">For each row whether in some combination it applies; and whether it is then the first.</param>
internal sealed record TableRegions(bool IsExact, string? Gap, ImmutableArray<(int Row, int Other, string Example)> Overlaps, ImmutableArray<(bool Applies, bool IsFirst)> Hit)
{
    /// <summary>Tables with more combinations are not looked through.</summary>
    public const int MaxCombinations = 50_000;

    /// <summary>Null where there are too many combinations.</summary>
    public static TableRegions? Of(CrmModel model, FunctionSymbol table, ImmutableArray<BoundRow> rows)
    {
        var columns = table.Parameters.Select((parameter, i) => Column.Of(model, parameter, [.. rows.Select(row => CellTest.Of(row.Tests[i], parameter))])).ToArray();
        if (columns.Aggregate(1L, (product, column) => Math.Min(product * Math.Max(column.Regions.Length, 1), MaxCombinations + 1)) > MaxCombinations) return null;
        var exact = Enumerable.Range(0, rows.Length).Select(row => columns.All(column => column.Tests[row] is not null)).ToArray();
        return new Search(table, columns, exact).Run();
    }

    private sealed class Search(FunctionSymbol table, Column[] columns, bool[] exact)
    {
        private readonly Region[] at = new Region[columns.Length];
        private readonly Dictionary<(int, int), string> overlaps = [];
        private readonly (bool Applies, bool IsFirst)[] hit = [.. exact.Select(isExact => (!isExact, !isExact))];
        private string? gap;

        public TableRegions Run()
        {
            Visit(0, new BitArray(exact));
            return new TableRegions(exact.All(one => one), gap, [.. overlaps.OrderBy(one => one.Key).Select(one => (one.Key.Item1, one.Key.Item2, one.Value))], [.. hit]);
        }

        private void Visit(int column, BitArray matching)
        {
            if (column == columns.Length)
            {
                Look(matching);
                return;
            }
            for (var i = 0; i < columns[column].Regions.Length; i++)
            {
                at[column] = columns[column].Regions[i];
                Visit(column + 1, new BitArray(matching).And(columns[column].Matching[i]));
            }
        }

        private void Look(BitArray matching)
        {
            var first = -1;
            for (var row = 0; row < matching.Length; row++)
            {
                if (!matching[row]) continue;
                hit[row] = (true, hit[row].IsFirst || first < 0);
                if (first >= 0) overlaps.TryAdd((first, row), Example());
                else first = row;
            }
            if (first < 0) gap ??= Example();
        }

        private string Example() => string.Join(", ", table.Parameters.Select((parameter, i) => columns[i].IsAsked ? at[i].Describe(parameter.Name) : null).OfType<string>());
    }

    /// <param name="Tests">Of each row; null where the cell is more than a comparison with constants.</param>
    /// <param name="Matching">Of each region the rows whose cell holds there, or cannot be said.</param>
    private sealed record Column(ImmutableArray<Region> Regions, ImmutableArray<CellTest?> Tests, ImmutableArray<BitArray> Matching)
    {
        public bool IsAsked => Tests.Any(test => test != CellTest.Any);

        public static Column Of(CrmModel model, FunctionParameter parameter, ImmutableArray<CellTest?> tests)
        {
            var regions = Cut(model, parameter.Type, [.. tests.OfType<CellTest>()]);
            return new(regions, tests, [.. regions.Select(region => new BitArray([.. tests.Select(test => test?.Holds(region) ?? true)]))]);
        }

        private static ImmutableArray<Region> Cut(CrmModel model, RuleType type, ImmutableArray<CellTest> tests)
        {
            var constants = tests.SelectMany(test => test.Constants).Distinct().Order(Comparer<object>.Create(Region.Order)).ToArray();
            IEnumerable<Region> regions = type.Kind switch
            {
                TypeKind.Bool => [new PointRegion(true), new PointRegion(false)],
                TypeKind.Choice => Options(model, type).Select(option => new PointRegion(option.Value, option.Value)),
                TypeKind.Text or TypeKind.Channel when !tests.Any(test => test.Ordered) => constants.Select(Region (one) => new PointRegion(one)).Append(new OtherRegion(constants)),
                _ => Pieces(constants, type.Kind is TypeKind.Int),
            };
            return [.. regions, .. type.IsOptional ? new Region[] { new EmptyRegion() } : []];
        }

        private static IEnumerable<Region> Pieces(object[] constants, bool whole)
        {
            for (var i = 0; i <= constants.Length; i++)
            {
                var (low, high) = (i == 0 ? null : constants[i - 1], i == constants.Length ? null : constants[i]);
                if (!IsNothing(low, high, whole)) yield return new OpenRegion(low, high);
                if (high is not null && !(whole && high is decimal number && number != decimal.Truncate(number))) yield return new PointRegion(high);
            }
        }

        /// <summary>Between neighbouring days or whole numbers there is nothing.</summary>
        private static bool IsNothing(object? low, object? high, bool whole) => (low, high) switch
        {
            (decimal a, decimal b) when whole => decimal.Floor(a) + 1 >= b,
            (DateOnly a, DateOnly b) => a.DayNumber + 1 >= b.DayNumber,
            _ => false,
        };

        private static IEnumerable<Option> Options(CrmModel model, RuleType type)
        {
            var parts = type.Choice!.Split('.');
            return model.Find(parts[0])!.Find(parts[1])!.Options;
        }
    }
}

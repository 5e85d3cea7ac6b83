using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Engine.Tests.Rules.Binding;
using LowCodeCrm.Engine.Tests.Rules.Emit;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

/// <summary>What the reference says of a function is what the function does.</summary>
public sealed class FunctionReferenceTests
{
    private static readonly ReferenceWorld World = new();

    public static TheoryData<string> Functions => [.. Engine.Rules.Language.Functions.All.Concat(Engine.Rules.Language.Functions.Aggregates).Select(f => f.Example)];

    public static TheoryData<string> WithValues => [.. Engine.Rules.Language.Functions.All
        .Where(f => f.Group != Engine.Rules.Language.Functions.RecordGroup && FunctionImplementations.Find(f.Name) is not null && f.BackEnds.HasFlag(BackEnds.Client)).Select(f => f.Name)];

    [Theory, MemberData(nameof(Functions))]
    public void Every_example_gives_the_result_that_it_shows(string example)
    {
        var function = Engine.Rules.Language.Functions.All.Concat(Engine.Rules.Language.Functions.Aggregates).First(f => f.Example == example);
        // Examples of functions that only the server has need an app with channels and people; they are held where that app is.
        if (!function.BackEnds.HasFlag(BackEnds.Client)) return;
        Assert.Equal(function.ExampleResult, World.Evaluate(function));
    }

    /// <summary>Every overload is called with the ends of what its types hold: it fails in the ways that its row tells, and in no other.</summary>
    [Theory, MemberData(nameof(WithValues))]
    public void Fails_as_its_row_says(string name)
    {
        var function = Engine.Rules.Language.Functions.Find(name)!;
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var signature in FunctionSignature.Of(function))
            foreach (var arguments in Combinations([.. signature.Parameters.Select(Extremes.Of)]))
            {
                var call = BoundFactory.Call(name, [.. arguments]);
                if (call is null) continue;
                foreach (var context in Extremes.Contexts())
                {
                    try { Interpreter.Evaluate(call, new EvaluationFrame(context)); }
                    catch (RuleEvaluationException failure) { found.Add(failure.Id); }
                    catch (RuleBudgetException) { found.Add(FunctionInfo.Budget); }
                }
            }
        Assert.Equal(function.Errors.Order(StringComparer.Ordinal), found);
    }

    private static IEnumerable<ImmutableArray<BoundExpression>> Combinations(ImmutableArray<BoundExpression[]> choices) =>
        choices.Aggregate((IEnumerable<ImmutableArray<BoundExpression>>)[[]], (made, next) => made.SelectMany(start => next.Select(item => start.Add(item))));
}

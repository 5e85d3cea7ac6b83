using System.Collections.Immutable;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Compiled rules as a back end of <c>crm eval</c>: all expressions of a run become one assembly.</summary>
/// <param name="isCollectible">False in a process that ends after evaluating.</param>
public sealed class CompiledBackEnd(bool isCollectible = true) : IEvalBackEnd, IDisposable
{
    private readonly Dictionary<BoundExpression, (CompiledExpression Run, ImmutableArray<VariableSymbol> Variables)> compiled = new(ReferenceEqualityComparer.Instance);
    private readonly List<CompiledEval> batches = [];

    public string Name => "compiled";

    public void Prepare(IReadOnlyList<EvalRequest> requests)
    {
        var batch = CompiledEval.Compile([.. requests.Select(request => new EvalItem(request.Expression, request.Variables))], isCollectible);
        batches.Add(batch);
        for (var i = 0; i < requests.Count; i++) compiled[requests[i].Expression] = (batch.Expressions[i], requests[i].Variables);
    }

    public object? Evaluate(BoundExpression expression, IReadOnlyDictionary<VariableSymbol, object?> variables, RuleContext context)
    {
        if (!compiled.ContainsKey(expression)) Prepare([new EvalRequest(expression, [.. variables.Keys], variables)]);
        var (run, symbols) = compiled[expression];
        return run([.. symbols.Select(symbol => variables[symbol])], context);
    }

    public void Dispose()
    {
        compiled.Clear();
        foreach (var batch in batches) batch.Dispose();
    }
}

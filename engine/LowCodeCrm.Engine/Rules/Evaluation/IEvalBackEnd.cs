using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>A way to evaluate expressions outside any app, for <c>crm eval</c> and the conformance cases.</summary>
public interface IEvalBackEnd
{
    /// <summary>As in <c>--backend</c>: compiled, interpreted, client, sqlite, postgres.</summary>
    string Name { get; }

    /// <summary>Sees all expressions before the first is evaluated, so that a back end can compile or send them together.</summary>
    void Prepare(IReadOnlyList<EvalRequest> requests) { }

    /// <returns>The value, boxed as in records; null is empty.</returns>
    /// <exception cref="RuleEvaluationException">A failure while evaluating.</exception>
    /// <exception cref="EvalUnsupportedException">This back end cannot do it exactly.</exception>
    object? Evaluate(BoundExpression expression, IReadOnlyDictionary<VariableSymbol, object?> variables, RuleContext context);
}

/// <summary>An expression that was bound, with the values of its variables in the order in which they were declared.</summary>
public sealed record EvalRequest(BoundExpression Expression, ImmutableArray<VariableSymbol> Variables, IReadOnlyDictionary<VariableSymbol, object?> Values);

/// <summary>A back end cannot evaluate an expression exactly, and says so.</summary>
public sealed class EvalUnsupportedException(string id, LocalizedText text) : Exception(text.For("en"))
{
    public string Id { get; } = id;
    public LocalizedText Text { get; } = text;
}

/// <summary>The interpreter as a back end.</summary>
public sealed class InterpretedBackEnd : IEvalBackEnd
{
    public string Name => "interpreted";

    public object? Evaluate(BoundExpression expression, IReadOnlyDictionary<VariableSymbol, object?> variables, RuleContext context) =>
        Interpreter.Evaluate(expression, new EvaluationFrame(context, Variables: variables));
}

/// <summary>A context without records and user, for expressions outside any app.</summary>
public sealed class EvalContext : RuleContext
{
    public override bool HasRole(string role) => false;
    public override Records.EntityRecord? Load(int entityIndex, Guid id) => null;
    public override IReadOnlyList<Records.EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];
}

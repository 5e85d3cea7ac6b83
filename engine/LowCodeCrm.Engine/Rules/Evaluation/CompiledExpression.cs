namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>An expression by itself, as <c>crm eval</c> and tests evaluate it.</summary>
/// <param name="variables">Values of the expression's variables, boxed as literals are; null is empty.</param>
/// <param name="context">Clock, zones, fuel.</param>
/// <returns>The value, boxed as literals are; null is empty.</returns>
public delegate object? CompiledExpression(object?[] variables, RuleContext context);

using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Client;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;
using LowCodeCrm.Host.Commands;

namespace LowCodeCrm.Host.Eval;

/// <summary>The browser's evaluator under Node (<c>runtime/web/rules</c>): what a form computes at each keystroke, without a browser.</summary>
/// <remarks>One process serves all expressions of a run; its clock and zone are those of the context that it was made with.</remarks>
public sealed class ClientBackEnd : IEvalBackEnd, IDisposable
{
    private readonly NodeProcess node;

    /// <param name="context">Clock, zones, calendar and locale of every evaluation.</param>
    /// <exception cref="CommandException">Node is not installed.</exception>
    public ClientBackEnd(RuleContext context)
    {
        node = new NodeProcess(Path.Combine(AppContext.BaseDirectory, "web", "rules", "evalServer.js"));
        node.Send(new JsonObject
        {
            ["now"] = RuleConvert.Text(context.Now),
            ["zone"] = Convert.ToBase64String(TimeZones.Body(context.TimeZone).Span),
            ["userZone"] = Convert.ToBase64String(TimeZones.Body(context.UserTimeZone).Span),
            ["calendar"] = ClientRules.Calendar(context.Calendar),
            ["locale"] = context.Locale,
        }.ToJsonString());
    }

    public string Name => "client";

    public object? Evaluate(BoundExpression expression, IReadOnlyDictionary<VariableSymbol, object?> variables, RuleContext context)
    {
        var writer = new ClientExpressionWriter(null, null);
        // Escaped to ASCII: a reader of lines on the other side may take U+2028 for the end of one.
        node.Send(new JsonObject
        {
            ["node"] = writer.Write(expression),
            ["element"] = KindOfElement(expression.Type),
            ["vars"] = new JsonArray([.. variables.Select(pair => (JsonNode)new JsonArray(
                writer.NumberOf(pair.Key), ClientExpressionWriter.KindName(pair.Key.Type.Kind), EvalValues.Write(pair.Value), KindOfElement(pair.Key.Type)))]),
        }.ToJsonString());
        return Read(JsonNode.Parse(node.Receive())!.AsObject(), expression.Type.NotOptional);
    }

    public void Dispose() => node.Dispose();

    private static string? KindOfElement(RuleType type) => type.Element is { } element ? ClientExpressionWriter.KindName(element.Kind) : null;

    private static object? Read(JsonObject answer, RuleType type)
    {
        if (answer["error"] is { } error)
            throw new RuleEvaluationException(error["id"]!.GetValue<string>(), LocalizedText.Of(error["en"]!.GetValue<string>(), error["ja"]!.GetValue<string>()));
        if (answer["budget"] is { } budget) throw new RuleBudgetException(budget.GetValue<string>());
        if (answer["failure"] is { } failure) throw new InvalidOperationException(failure.GetValue<string>());
        return EvalValues.Read(answer["value"], type);
    }
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding.Analysis;

/// <summary>
/// How deep an evaluation may go: functions call functions, and fields that are worked out on reading read each other. Each part alone is bounded by the
/// parser, a chain of them is not, and every back end follows it on the stack.
/// </summary>
internal static class CallDepth
{
    /// <summary>As deep as one expression may be.</summary>
    public const int MaxDepth = RulesParser.MaxExpressionDepth;

    public static void Check(BoundRuleSet rules, DiagnosticBag diagnostics)
    {
        var nodes = new Dictionary<object, (int Height, HashSet<object> Needed, SourceLocation Location, string Name)>(ReferenceEqualityComparer.Instance);
        var onReading = rules.ByEntity.SelectMany(entity => entity.Computed).Where(rule => rule.IsVolatile).ToLookup(rule => (rule.Entity.Name, rule.Field.Name));
        foreach (var function in rules.Functions)
            if (function.Body is { } body) Add(function, body, function.Location, function.Name);
        foreach (var rule in onReading.SelectMany(same => same)) Add(rule, rule.Value, rule.Location, rule.Name);

        var depths = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var open = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var path = new Stack<object>();
        foreach (var start in nodes.Keys)
        {
            path.Push(start);
            while (path.TryPeek(out var node))
            {
                if (depths.ContainsKey(node))
                {
                    path.Pop();
                    continue;
                }
                var (height, needed, location, name) = nodes[node];
                if (open.Add(node))
                {
                    // A circle has been reported; here it only must not go round.
                    foreach (var next in needed)
                        if (nodes.ContainsKey(next) && !depths.ContainsKey(next) && !open.Contains(next)) path.Push(next);
                    continue;
                }
                path.Pop();
                var below = needed.Max(next => (int?)depths.GetValueOrDefault(next)) ?? 0;
                depths[node] = height + below;
                // Told once, where the chain becomes too long, and not of all that is above.
                if (height + below > MaxDepth && below <= MaxDepth) diagnostics.CallsTooDeep(location, name, MaxDepth);
            }
        }

        void Add(object node, BoundExpression body, SourceLocation location, string name)
        {
            var (height, needed) = Measure(body, onReading);
            nodes[node] = (height, needed, location, name);
        }
    }

    /// <summary>How high an expression is, and whose bodies it leads into.</summary>
    private static (int Height, HashSet<object> Needed) Measure(BoundExpression expression, ILookup<(string, string), ComputedRule> onReading)
    {
        var needed = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var height = 0;
        var stack = new Stack<(BoundExpression Node, int Depth)>([(expression, 1)]);
        while (stack.TryPop(out var top))
        {
            height = Math.Max(height, top.Depth);
            if (top.Node is BoundFunctionCall call) needed.Add(call.Function);
            else if (top.Node is BoundField { Field.Origin: FieldOrigin.ComputedOnRead } field) needed.UnionWith(onReading[(field.Entity.Name, field.Field.Name)]);
            foreach (var child in BoundTree.Children(top.Node)) stack.Push((child, top.Depth + 1));
        }
        return (height, needed);
    }
}

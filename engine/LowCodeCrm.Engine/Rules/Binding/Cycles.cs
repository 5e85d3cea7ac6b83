namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>Circles in a graph of numbered nodes.</summary>
internal static class Cycles
{
    /// <summary>For each node that lies on a circle a shortest circle through it, beginning with it.</summary>
    public static IEnumerable<int[]> Through(int count, Func<int, IEnumerable<int>> edges)
    {
        for (var start = 0; start < count; start++)
            if (Shortest(start, count, edges) is { } cycle) yield return cycle;
    }

    private static int[]? Shortest(int start, int count, Func<int, IEnumerable<int>> edges)
    {
        var from = new int[count];
        Array.Fill(from, -1);
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var node))
            foreach (var next in edges(node))
            {
                if (next == start)
                {
                    var path = new List<int>();
                    for (var at = node; at != start; at = from[at]) path.Add(at);
                    path.Add(start);
                    path.Reverse();
                    return [.. path];
                }
                if (from[next] >= 0) continue;
                from[next] = node;
                queue.Enqueue(next);
            }
        return null;
    }
}

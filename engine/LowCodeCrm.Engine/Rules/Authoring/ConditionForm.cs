using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Which conditions are the same, and which of them are those of before.</summary>
internal static class ConditionForm
{
    public static bool Same(ConditionItem a, ConditionItem b) => Key(a) == Key(b);

    /// <summary>Each item of before with the one that it became: the same ones, between them those at the same place; -1 where there is none.</summary>
    public static List<(int Old, int New)> Align(ImmutableArray<ConditionItem> old, ImmutableArray<ConditionItem> next)
    {
        var (a, b) = (old.Select(Key).ToArray(), next.Select(Key).ToArray());
        var lengths = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                lengths[i, j] = a[i] == b[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        var steps = new List<(int, int)>();
        var (x, y) = (0, 0);
        while (x < a.Length || y < b.Length)
        {
            var (endX, endY) = (x, y);
            while (!(endX < a.Length && endY < b.Length && a[endX] == b[endY]) && (endX < a.Length || endY < b.Length))
                if (endX < a.Length && (endY == b.Length || lengths[endX + 1, endY] >= lengths[endX, endY + 1])) endX++;
                else endY++;
            for (; x < endX || y < endY; x = Math.Min(x + 1, endX), y = Math.Min(y + 1, endY)) steps.Add((x < endX ? x : -1, y < endY ? y : -1));
            if (x < a.Length && y < b.Length) steps.Add((x++, y++));
        }
        return steps;
    }

    private static string Key(ConditionItem item) => item switch
    {
        ConditionGroup group => Flat(group) switch
        {
            [] => "",
            [var single] => Key(single),
            var items => $"{(group.All ? '&' : '|')}({string.Join(',', items.Select(Key))})",
        },
        Condition condition => ConditionJson.Write(new ConditionGroup(true, [condition with { Values = [.. condition.Values.Select(Plain)] }])).ToJsonString(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Groups in groups of the same kind are one, as the language has it.</summary>
    private static List<ConditionItem> Flat(ConditionGroup group) =>
        [.. group.Items.SelectMany(item => item is ConditionGroup inner && (inner.All == group.All || inner.Items.Length < 2) ? Flat(inner) : [item])];

    /// <summary>12.50 and 12.5 are one number: browsers do not tell them apart.</summary>
    private static ConditionValue Plain(ConditionValue value) => value is LiteralValue { Value: decimal number }
        ? new LiteralValue(number == decimal.Truncate(number) && Math.Abs(number) < long.MaxValue ? (long)number : number / 1.0000000000000000000000000000m) : value;
}

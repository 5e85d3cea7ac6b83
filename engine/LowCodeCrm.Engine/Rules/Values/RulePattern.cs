using System.Collections.Concurrent;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>
/// A pattern of <c>matches</c>: RE2 syntax without flags, searched unanchored by code point, ASCII <c>\d \w \s</c>, <c>$</c> is the very end.
/// Run as a set of states, so the time is linear in the text for any pattern.
/// </summary>
public sealed class RulePattern
{
    /// <summary>The largest pattern, repetitions written out.</summary>
    public const int MaxNodes = 10_000;

    /// <summary>Steps from state to state for a unit of fuel, both of which take about 100 ns.</summary>
    private const int StepsPerUnit = 16;

    private static readonly ConcurrentDictionary<string, RulePattern> cache = new(StringComparer.Ordinal);
    private readonly PatternInstruction[] program;

    private RulePattern(PatternInstruction[] program) => this.program = program;

    /// <summary>The compiled form, for a back end that runs it elsewhere.</summary>
    internal ReadOnlySpan<PatternInstruction> Program => program;

    /// <summary>Reads a pattern, for diagnostics.</summary>
    /// <returns>Null where it is right, else what is wrong with it.</returns>
    public static LocalizedText? Check(string pattern)
    {
        try { Get(pattern); return null; }
        catch (PatternException e) { return e.Text; }
    }

    /// <exception cref="PatternException">The pattern is malformed; binding has checked it before any rule runs.</exception>
    public static RulePattern Get(string pattern)
    {
        if (cache.TryGetValue(pattern, out var known)) return known;
        var made = new RulePattern(PatternCompiler.Compile(PatternParser.Parse(pattern)));
        // Patterns are literals of published rules and of drafts being typed; the latter would pile up.
        if (cache.Count >= 1_000) cache.Clear();
        return cache.GetOrAdd(pattern, made);
    }

    /// <summary>Whether the pattern occurs in the text; the work is spent from the context's fuel.</summary>
    public bool IsMatch(string text, RuleContext context)
    {
        var current = new StateSet(program.Length);
        var next = new StateSet(program.Length);
        var steps = 0L;
        for (int at = 0, previous = -1; ; )
        {
            var point = at >= text.Length ? -1 : char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
            if (Follow(current, 0, previous, point)) return true;
            if (point < 0) return false;
            next.Clear();
            var following = at + (point > 0xFFFF ? 2 : 1);
            var after = following >= text.Length ? -1 : char.IsSurrogatePair(text, following) ? char.ConvertToUtf32(text, following) : text[following];
            for (var i = 0; i < current.Count; i++)
            {
                var instruction = program[current[i]];
                if (instruction.Kind == PatternInstructionKind.Class && instruction.Matches(point) && Follow(next, current[i] + 1, point, after)) return true;
            }
            if ((steps += current.Count + 1) >= StepsPerUnit)
            {
                context.Spend(steps / StepsPerUnit);
                steps %= StepsPerUnit;
            }
            (current, next) = (next, current);
            at = following;
            previous = point;
        }
    }

    /// <summary>Adds a state and all that it leads to without reading; true where that is a match.</summary>
    private bool Follow(StateSet states, int start, int before, int after)
    {
        var pending = states.Pending;
        pending.Push(start);
        while (pending.TryPop(out var state))
        {
            if (!states.Add(state)) continue;
            var instruction = program[state];
            switch (instruction.Kind)
            {
                case PatternInstructionKind.Match:
                    pending.Clear();
                    return true;
                case PatternInstructionKind.Jump:
                    pending.Push(instruction.First);
                    break;
                case PatternInstructionKind.Split:
                    pending.Push(instruction.Second);
                    pending.Push(instruction.First);
                    break;
                case PatternInstructionKind.Assert when Holds(instruction.Assertion, before, after):
                    pending.Push(state + 1);
                    break;
            }
        }
        return false;
    }

    private static bool Holds(PatternAssertion assertion, int before, int after) => assertion switch
    {
        PatternAssertion.Start => before < 0,
        PatternAssertion.End => after < 0,
        PatternAssertion.WordBoundary => IsWord(before) != IsWord(after),
        _ => IsWord(before) == IsWord(after),
    };

    private static bool IsWord(int point) => point is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or '_' or (>= 'a' and <= 'z');

    /// <summary>States in the order in which they were added, cleared without touching each.</summary>
    private sealed class StateSet(int capacity)
    {
        private readonly int[] dense = new int[capacity];
        private readonly int[] sparse = new int[capacity];

        public Stack<int> Pending { get; } = new();
        public int Count { get; private set; }
        public int this[int index] => dense[index];
        public void Clear() => Count = 0;

        public bool Add(int state)
        {
            if (sparse[state] < Count && dense[sparse[state]] == state) return false;
            sparse[state] = Count;
            dense[Count++] = state;
            return true;
        }
    }
}

/// <summary>A pattern that is not RE2 syntax, or uses what the language leaves out.</summary>
public sealed class PatternException(LocalizedText text) : Exception(text.For("en"))
{
    public LocalizedText Text { get; } = text;
}

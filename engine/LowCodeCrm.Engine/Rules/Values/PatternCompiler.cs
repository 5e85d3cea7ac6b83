using System.Collections.Immutable;
using System.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Values;

internal enum PatternAssertion { Start, End, WordBoundary, NotWordBoundary }

internal abstract record PatternNode;
internal sealed record PatternClass(ImmutableArray<(int From, int To)> Ranges) : PatternNode;
internal sealed record PatternAssert(PatternAssertion Assertion) : PatternNode;
internal sealed record PatternSequence(ImmutableArray<PatternNode> Items) : PatternNode;
internal sealed record PatternChoice(ImmutableArray<PatternNode> Options) : PatternNode;
/// <param name="Max">Null: unbounded.</param>
internal sealed record PatternRepeat(PatternNode Item, int Min, int? Max) : PatternNode;

internal enum PatternInstructionKind { Class, Assert, Jump, Split, Match }

internal sealed record PatternInstruction(
    PatternInstructionKind Kind, ImmutableArray<(int From, int To)> Ranges = default, PatternAssertion Assertion = default, int First = 0, int Second = 0)
{
    public bool Matches(int point)
    {
        var (low, high) = (0, Ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < Ranges[middle].From) high = middle - 1;
            else if (point > Ranges[middle].To) low = middle + 1;
            else return true;
        }
        return false;
    }
}

/// <summary>Pattern tree to instructions, as Thompson has it.</summary>
internal static class PatternCompiler
{
    public static PatternInstruction[] Compile(PatternNode node)
    {
        var program = new List<PatternInstruction>();
        Emit(program, node);
        program.Add(new(PatternInstructionKind.Match));
        return [.. program];
    }

    private static void Emit(List<PatternInstruction> program, PatternNode node)
    {
        switch (node)
        {
            case PatternClass c: Add(program, new(PatternInstructionKind.Class, c.Ranges)); break;
            case PatternAssert a: Add(program, new(PatternInstructionKind.Assert, Assertion: a.Assertion)); break;
            case PatternSequence s:
                foreach (var item in s.Items) Emit(program, item);
                break;
            case PatternChoice c: EmitChoice(program, c.Options); break;
            case PatternRepeat r: EmitRepeat(program, r); break;
            default: throw new UnreachableException();
        }
    }

    private static void EmitChoice(List<PatternInstruction> program, ImmutableArray<PatternNode> options)
    {
        var ends = new List<int>();
        for (var i = 0; i < options.Length - 1; i++)
        {
            var split = Add(program, new(PatternInstructionKind.Split));
            Emit(program, options[i]);
            ends.Add(Add(program, new(PatternInstructionKind.Jump)));
            program[split] = program[split] with { First = split + 1, Second = program.Count };
        }
        Emit(program, options[^1]);
        foreach (var end in ends) program[end] = program[end] with { First = program.Count };
    }

    private static void EmitRepeat(List<PatternInstruction> program, PatternRepeat repeat)
    {
        for (var i = 0; i < repeat.Min; i++) Emit(program, repeat.Item);
        if (repeat.Max is not { } max)
        {
            var loop = Add(program, new(PatternInstructionKind.Split));
            Emit(program, repeat.Item);
            Add(program, new(PatternInstructionKind.Jump, First: loop));
            program[loop] = program[loop] with { First = loop + 1, Second = program.Count };
            return;
        }
        var splits = new List<int>();
        for (var i = repeat.Min; i < max; i++)
        {
            splits.Add(Add(program, new(PatternInstructionKind.Split)));
            Emit(program, repeat.Item);
        }
        foreach (var split in splits) program[split] = program[split] with { First = split + 1, Second = program.Count };
    }

    private static int Add(List<PatternInstruction> program, PatternInstruction instruction)
    {
        if (program.Count >= 3 * RulePattern.MaxNodes) throw PatternParser.TooLarge();
        program.Add(instruction);
        return program.Count - 1;
    }
}

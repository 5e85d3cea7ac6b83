namespace LowCodeCrm.Engine.Tests.Rules.Fuzzing;

/// <summary>Takes away from an input whatever its defect does not need.</summary>
internal static class FuzzShrinker
{
    private const int MaxAttempts = 4_000;

    public static FuzzInput Shrink(FuzzInput input, string defect)
    {
        var attempts = 0;
        for (var size = Math.Max(1, input.Text.Length / 2); size > 0; size = size == 1 ? 0 : size / 2)
            for (var at = 0; at + size <= input.Text.Length && attempts < MaxAttempts; attempts++)
            {
                var smaller = input with { Text = input.Text.Remove(at, size) };
                if (FuzzProperties.Broken(smaller) == defect) input = smaller;
                else at += size;
            }
        return input;
    }
}

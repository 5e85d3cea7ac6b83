using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>One way to call a function.</summary>
/// <param name="Label"><c>left(s: text, n: int) -> text</c>.</param>
/// <param name="Parameters">Where in the label each parameter stands.</param>
/// <param name="Documentation">Sentences in the reader's language; Markdown.</param>
public sealed record CallSignature(string Label, ImmutableArray<TextSpan> Parameters, string Documentation)
{
    /// <param name="name">The function's.</param>
    /// <param name="signature"><c>(s: text, n: int) -> text</c>, as the language's table writes it.</param>
    /// <param name="documentation">Markdown.</param>
    internal static CallSignature Of(string name, string signature, string documentation)
    {
        var end = signature.LastIndexOf(')', Math.Max(0, signature.LastIndexOf("->", StringComparison.Ordinal)));
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        for (var start = 1; start < end;)
        {
            var comma = signature.IndexOf(", ", start, StringComparison.Ordinal);
            if (comma < 0 || comma > end) comma = end;
            spans.Add(new TextSpan(name.Length + start, comma - start));
            start = comma + 2;
        }
        return new(name + signature, spans.ToImmutable(), documentation);
    }

    /// <summary>Whether the last parameter is the sign that more of them may follow.</summary>
    private bool Repeats => Parameters.Length > 0 && Label.AsSpan(Parameters[^1].Start, Parameters[^1].Length) is "…";

    /// <summary>The parameter at a place among the arguments; -1 where the call has too many.</summary>
    internal int At(int argument) => argument < Parameters.Length ? argument : Repeats ? Parameters.Length - 1 : -1;
}

namespace LowCodeCrm.Engine.Tests.Rules.Safety;

/// <summary>One attempt to break out or to exhaust, as a case file has it. See README.md beside the files.</summary>
/// <param name="Kind">expr, rules, package or line.</param>
/// <param name="Expected">How it ends, to the letter.</param>
public sealed record SafetyAttempt(string File, int Line, string Name, string Kind, string Text, string Expected)
{
    public override string ToString() => $"{File}:{Line} {Name}";
}

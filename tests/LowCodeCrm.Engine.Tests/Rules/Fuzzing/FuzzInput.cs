namespace LowCodeCrm.Engine.Tests.Rules.Fuzzing;

/// <summary>A text to try.</summary>
/// <param name="IsExpression">Else it is a rules file.</param>
internal sealed record FuzzInput(string Text, bool IsExpression)
{
    /// <summary>As a C# literal, whatever is in it.</summary>
    public override string ToString() => $"{(IsExpression ? "expression" : "file")} \"{string.Concat(Text.Select(Escape))}\"";

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        _ => c is >= ' ' and < (char)127 || char.IsLetter(c) ? c.ToString() : $"\\u{(int)c:X4}",
    };
}

using System.Text;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>Lines of C#, indented by their braces.</summary>
internal sealed class CodeBlock
{
    private readonly StringBuilder text = new();
    private int indent;

    public void Line(string line)
    {
        if (line.Length == 0) return;
        if (line[0] == '}') indent--;
        text.Append(' ', indent * 4).Append(line).Append('\n');
        if (line[^1] == '{') indent++;
    }

    public override string ToString() => text.ToString();
}

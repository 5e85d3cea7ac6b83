using System.Text;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>A text as rules write it: in quotes, with escapes, nothing in it read as an interpolation.</summary>
public static class TextLiteral
{
    public static string Of(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            builder.Append(c switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '{' => "\\{",
                '}' => "\\}",
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsControl(c) => $"\\u{{{(int)c:X}}}",
                _ => c.ToString(),
            });
        return builder.Append('"').ToString();
    }
}

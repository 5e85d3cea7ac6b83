using System.Globalization;
using System.Text;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>
/// Writes generated C#. Its text holds only what emitters invented; every constant that comes from an app goes through
/// <see cref="Literal"/>, which leaves a mark that the compiler replaces with a token made by Roslyn. So no text that a user wrote is ever part of the source.
/// </summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private readonly List<object> literals = [];
    private readonly Dictionary<object, int> interned = [];
    private int indent;

    public void Line(string line) => text.Append(' ', indent * 4).Append(line).Append('\n');

    public void Line() => text.Append('\n');

    public void Open(string header)
    {
        Line(header);
        Line("{");
        indent++;
    }

    public void Close(string suffix = "")
    {
        indent--;
        Line("}" + suffix);
    }

    /// <summary>Adds lines that another writer with the same literals has written.</summary>
    public void Lines(string block)
    {
        foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Line(line);
    }

    /// <summary>A mark that stands for a constant: string, long or decimal.</summary>
    public string Literal(object value)
    {
        if (!interned.TryGetValue(value, out var index) || !SameScale(literals[index], value))
        {
            interned[value] = index = literals.Count;
            literals.Add(value);
        }
        return string.Create(CultureInfo.InvariantCulture, $"{GeneratedUnit.Mark}{index}{GeneratedUnit.Mark}");
    }

    public GeneratedUnit ToUnit(string assemblyName, IEnumerable<string> references) => new(assemblyName, text.ToString(), [.. literals], [.. references]);

    // 1.0m and 1.00m are equal but write differently.
    private static bool SameScale(object a, object b) => a is not decimal x || b is not decimal y || x.Scale == y.Scale;
}

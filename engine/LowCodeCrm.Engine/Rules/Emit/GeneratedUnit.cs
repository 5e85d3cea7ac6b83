using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>The source of one generated assembly.</summary>
/// <param name="AssemblyName">Simple name, unique within an app version.</param>
/// <param name="Text">C# with marks (see <see cref="Mark"/>) where constants stand.</param>
/// <param name="Literals">The constants: string, long or decimal.</param>
/// <param name="References">What it relies on of the records assembly: a change of these makes it another unit.</param>
internal sealed record GeneratedUnit(string AssemblyName, string Text, ImmutableArray<object> Literals, ImmutableArray<string> References)
{
    /// <summary>Encloses the index of a literal; cannot occur in C#.</summary>
    public const char Mark = '\u0001';

    /// <summary>Changes whenever anything in the engine that generated code is compiled against may have changed.</summary>
    private static readonly string EngineVersion = typeof(GeneratedUnit).Module.ModuleVersionId.ToString("N");

    /// <summary>Name of its compiled image in a cache: equal for equal source on the same engine.</summary>
    public string Key { get; } = KeyOf(AssemblyName, Text, Literals, References);

    /// <summary>The text with each literal as <paramref name="write"/> gives it.</summary>
    public string Render(Func<object, string> write)
    {
        var parts = Text.Split(Mark);
        for (var i = 1; i < parts.Length; i += 2)
            parts[i] = write(Literals[int.Parse(parts[i], CultureInfo.InvariantCulture)]);
        return string.Concat(parts);
    }

    private static string KeyOf(string assemblyName, string text, ImmutableArray<object> literals, ImmutableArray<string> references)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(EngineVersion);
        Add(assemblyName);
        Add(text);
        foreach (var literal in literals) Add(literal.GetType().Name + Convert.ToString(literal, CultureInfo.InvariantCulture));
        Add("|");
        foreach (var reference in references) Add(reference);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // The length in front keeps neighbours apart.
        void Add(string part)
        {
            var bytes = Encoding.Unicode.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}

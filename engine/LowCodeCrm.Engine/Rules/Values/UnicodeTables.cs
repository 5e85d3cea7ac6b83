using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Unicode's data as this version of the product knows them: the same on every machine, whatever its ICU or .NET.</summary>
internal static class UnicodeTables
{
    private static readonly Lazy<Tables> tables = new(Load);

    /// <summary>Simple 1:1 mapping: a code point becomes one code point (ß stays ß).</summary>
    public static string Upper(string s) => Map(s, tables.Value.Upper);
    public static string Lower(string s) => Map(s, tables.Value.Lower);
    internal static IReadOnlyDictionary<int, int> UpperMapping => tables.Value.Upper;
    internal static IReadOnlyDictionary<int, int> LowerMapping => tables.Value.Lower;
    /// <summary>Simple case folding.</summary>
    public static string FoldCase(string s) => Map(s, tables.Value.Fold);

    /// <summary>Full compatibility decomposition of one code point; null where it is itself. Hangul syllables are computed, not listed.</summary>
    public static int[]? Decomposition(int codePoint) => tables.Value.Decompositions.GetValueOrDefault(codePoint);

    /// <summary>One step of the canonical decomposition of one code point; null where it is itself. Hangul syllables are computed, not listed.</summary>
    public static int[]? CanonicalStep(int codePoint) => tables.Value.Canonical.GetValueOrDefault(codePoint);

    public static int CombiningClass(int codePoint) => codePoint < 0x300 ? 0 : tables.Value.CombiningClasses.GetValueOrDefault(codePoint);
    public static int? Compose(int first, int second) => tables.Value.Compositions.TryGetValue(((long)first << 32) | (uint)second, out var composed) ? composed : null;

    /// <summary>The code points of a general category (Lu) or a script (Han), as inclusive ranges in order; null where there is none of that name.</summary>
    public static (int From, int To)[]? Class(string name) =>
        tables.Value.Classes.TryGetValue(name, out var text) ? [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseRange)] : null;

    private static string Map(string s, FrozenDictionary<int, int> mapping)
    {
        StringBuilder? builder = null;
        var at = 0;
        foreach (var rune in s.EnumerateRunes())
        {
            if (mapping.TryGetValue(rune.Value, out var mapped))
                (builder ??= new StringBuilder(s, 0, at, s.Length + 8)).Append(new Rune(mapped));
            else
                builder?.Append(rune);
            at += rune.Utf16SequenceLength;
        }
        return builder?.ToString() ?? s;
    }

    private static (int, int) ParseRange(string text)
    {
        var dash = text.IndexOf('-');
        return dash < 0 ? (Hex(text), Hex(text)) : (Hex(text[..dash]), Hex(text[(dash + 1)..]));
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static Tables Load()
    {
        Dictionary<int, int> upper = [], lower = [], fold = [], combining = [];
        Dictionary<int, int[]> decompositions = [], canonical = [];
        Dictionary<long, int> compositions = [];
        Dictionary<string, string> classes = new(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(EmbeddedData.ReadDeflated("unicode.bin")).Split('\n'))
        {
            var parts = line.Split(' ');
            switch (parts[0])
            {
                case "U": upper[Hex(parts[1])] = Hex(parts[2]); break;
                case "L": lower[Hex(parts[1])] = Hex(parts[2]); break;
                case "F": fold[Hex(parts[1])] = Hex(parts[2]); break;
                case "C": combining[Hex(parts[1])] = int.Parse(parts[2], CultureInfo.InvariantCulture); break;
                case "D": decompositions[Hex(parts[1])] = [.. parts.Skip(2).Select(Hex)]; break;
                case "N": canonical[Hex(parts[1])] = [.. parts.Skip(2).Select(Hex)]; break;
                case "P":
                    compositions[((long)Hex(parts[1]) << 32) | (uint)Hex(parts[2])] = Hex(parts[3]);
                    canonical[Hex(parts[3])] = [Hex(parts[1]), Hex(parts[2])];
                    break;
                case "G": classes[parts[1]] = line[(parts[1].Length + 3)..]; break;
            }
        }
        return new(upper.ToFrozenDictionary(), lower.ToFrozenDictionary(), fold.ToFrozenDictionary(), combining.ToFrozenDictionary(),
            decompositions.ToFrozenDictionary(), canonical.ToFrozenDictionary(), compositions.ToFrozenDictionary(), classes.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private sealed record Tables(
        FrozenDictionary<int, int> Upper, FrozenDictionary<int, int> Lower, FrozenDictionary<int, int> Fold, FrozenDictionary<int, int> CombiningClasses,
        FrozenDictionary<int, int[]> Decompositions, FrozenDictionary<int, int[]> Canonical, FrozenDictionary<long, int> Compositions, FrozenDictionary<string, string> Classes);
}

using System.Security.Cryptography;
using System.Text;

namespace LowCodeCrm.Engine.Schema;

/// <summary>Gives out names within one scope (a database's tables, a table's columns): as wished where that fits, else derived from an id.</summary>
/// <remarks>Two names that differ only in case count as one, because some databases fold it.</remarks>
internal sealed class PhysicalNames(IEnumerable<string> taken)
{
    /// <summary>PostgreSQL's limit, the tightest of the databases.</summary>
    public const int MaxBytes = 63;

    // Columns that PostgreSQL puts on every table, and the row number's names in SQLite: a business column of that name would hide or be hidden.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "xmin", "xmax", "cmin", "cmax", "ctid", "tableoid", "oid", "rowid", "_rowid_",
    };

    private readonly HashSet<string> used = new(taken, StringComparer.OrdinalIgnoreCase);

    /// <param name="wished">The name to be had if it fits and is free.</param>
    /// <param name="derived">The stem to fall back on, ASCII and short, made from ids by <see cref="FromId"/>.</param>
    public string Take(string wished, string derived)
    {
        if (Fits(wished) && used.Add(wished)) return wished;
        for (var n = 1; ; n++)
        {
            var name = n == 1 ? derived : $"{derived}_{n}";
            if (used.Add(name)) return name;
        }
    }

    /// <summary>Whether all of the wished names are to be had.</summary>
    public bool AreFree(IEnumerable<string> wished) => wished.All(name => Fits(name) && !used.Contains(name));

    /// <summary>A short ASCII stem from an id: the id itself where it is one, else a hash of it.</summary>
    public static string FromId(string id) =>
        id.Length is > 0 and <= 24 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? id : "x" + Hash(id);

    /// <summary>16 hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 8);

    private static bool Fits(string name) =>
        Encoding.UTF8.GetByteCount(name) <= MaxBytes && !Reserved.Contains(name) && !name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase);
}

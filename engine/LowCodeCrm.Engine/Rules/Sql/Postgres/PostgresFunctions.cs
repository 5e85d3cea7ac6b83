using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Sql.Postgres;

/// <summary>The functions that a PostgreSQL database must have before it runs translated statements (functions.sql).</summary>
public static partial class PostgresFunctions
{
    /// <summary>Offsets of time zones: <c>zone</c>, <c>since</c> (seconds since 1970), <c>shift</c> (seconds east of UTC). Filled from the product's data.</summary>
    public const string ZoneTable = "lcr_zone";

    private static readonly string script = Read();
    private static readonly FrozenSet<string> names = Definition().Matches(script).Select(match => match.Groups[1].Value).ToFrozenSet(StringComparer.Ordinal);

    public static bool Has(string name) => names.Contains(name);

    /// <summary>The statements that make the functions and their table.</summary>
    /// <param name="schema">Where: <c>pg_temp</c> makes them for one connection.</param>
    public static string Script(string schema)
    {
        var place = SqlContext.Quote(schema);
        return $"create table {place}.{ZoneTable} (zone text not null, since bigint not null, shift integer not null, primary key (zone, since));\n"
            + script.Replace("lcr.", place + ".", StringComparison.Ordinal);
    }

    // Case is mapped as this product's Unicode has it, not as the server's.
    private static string Read()
    {
        using var stream = typeof(PostgresFunctions).Assembly.GetManifestResourceStream("Rules.Sql.Postgres.functions.sql")!;
        using var reader = new StreamReader(stream);
        var text = new StringBuilder(reader.ReadToEnd());
        var (lower, upper) = Mapping(UnicodeTables.UpperMapping);
        var (capital, small) = Mapping(UnicodeTables.LowerMapping);
        return text.Replace("@lower@", lower).Replace("@upper@", upper).Replace("@capital@", capital).Replace("@small@", small).ToString();
    }

    private static (string From, string To) Mapping(IReadOnlyDictionary<int, int> mapping)
    {
        var pairs = mapping.OrderBy(pair => pair.Key).ToArray();
        return (string.Concat(pairs.Select(pair => char.ConvertFromUtf32(pair.Key))), string.Concat(pairs.Select(pair => char.ConvertFromUtf32(pair.Value))));
    }

    [GeneratedRegex(@"^create function lcr\.(lcr_\w+)", RegexOptions.Multiline)]
    private static partial Regex Definition();
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LowCodeCrm.Engine.Rules.Sql.SqlServer;

/// <summary>The functions that a SQL Server database must have before it runs translated statements (functions.sql).</summary>
public static partial class SqlServerFunctions
{
    private static readonly string script = Read();
    private static readonly FrozenSet<string> names = Definition().Matches(script).Select(match => match.Groups[1].Value).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether SQL Server computes a function of <see cref="SqlFunctions"/> with exactly its meaning.</summary>
    public static bool Has(string name) => names.Contains(name);

    /// <summary>The statements that make the functions, one batch each, the schema first.</summary>
    /// <param name="schema">Where.</param>
    public static ImmutableArray<string> Batches(string schema) =>
    [
        $"create schema {SqlContext.Quote(schema)}",
        .. script.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(batch => !batch.StartsWith("--", StringComparison.Ordinal))
            .Select(batch => batch.Replace("lcr.", SqlContext.Quote(schema) + ".", StringComparison.Ordinal)),
    ];

    private static string Read()
    {
        using var stream = typeof(SqlServerFunctions).Assembly.GetManifestResourceStream("Rules.Sql.SqlServer.functions.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"^create function lcr\.(lcr_\w+)", RegexOptions.Multiline)]
    private static partial Regex Definition();
}

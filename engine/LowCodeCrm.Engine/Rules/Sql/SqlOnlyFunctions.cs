namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>Functions that only queries need; the rules language has no name for them.</summary>
public static class SqlOnlyFunctions
{
    /// <summary>An id as rules and the API write it.</summary>
    public static string? TextOf(Guid? id) => id?.ToString();

    /// <summary>Both of two tests, each evaluated; empty where one is.</summary>
    public static bool? Both(bool? first, bool? second) => first is null || second is null ? null : first.Value && second.Value;

    /// <summary>OData's <c>indexof</c>: the position from 0 in code points, -1 where it does not occur.</summary>
    public static long? IndexOf(string? text, string? part)
    {
        if (text is null || part is null) return null;
        var index = text.IndexOf(part, StringComparison.Ordinal);
        return index < 0 ? -1 : text[..index].EnumerateRunes().Count();
    }
}

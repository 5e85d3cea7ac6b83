using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <summary>Names for what headers and sheets call freely.</summary>
internal static class SheetNames
{
    private static readonly HashSet<string> Reserved = new(["meta", "changes", "files", "settings", "openapi"], StringComparer.OrdinalIgnoreCase);

    /// <summary>An identifier: Japanese as it is without spaces and signs, English in lower case with underscores.</summary>
    public static string Of(string header)
    {
        var isLatin = header.All(c => c < 128);
        var name = Names.Propose(isLatin ? header : string.Concat(header.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c) && !char.IsSymbol(c) || c == '_')));
        if (name.Length > 50) name = name[..50];
        return isLatin ? Names.Propose(name.ToLowerInvariant()) : name;
    }

    public static string Entity(string title, ISet<string> taken) => Free(Reserved.Contains(Of(title)) ? Of(title) + "_record" : Of(title), taken);

    public static string Field(string header, ISet<string> taken)
    {
        var name = Of(header);
        // What every record has already.
        return Free(SystemFields.All.Contains(name, StringComparer.OrdinalIgnoreCase) || name is "owner_id" or "created_by_id" or "updated_by_id" ? name + "_1" : name, taken);
    }

    /// <summary>The wanted name, numbered where it is taken.</summary>
    public static string Free(string name, ISet<string> taken)
    {
        for (var i = 1; ; i++)
        {
            var candidate = i == 1 ? name : $"{name}_{i}";
            if (taken.Add(candidate.ToUpperInvariant())) return candidate;
        }
    }
}

using System.Text;
using LowCodeCrm.Engine.Search;

namespace LowCodeCrm.Runtime.Queries;

/// <summary><c>$search</c> as a match expression of FTS5: all words and phrases must be found.</summary>
public static class SearchQuery
{
    /// <summary>Words more than this are refused.</summary>
    public const int MaximumWords = 50;

    /// <returns>Null where there is nothing to look for.</returns>
    public static string? Parse(string text)
    {
        var terms = new List<string>();
        foreach (var (word, isPhrase) in Words(text))
            foreach (var term in SearchTokenizer.Query(word))
                // Tokens hold letters and digits only, so nothing needs escaping.
                terms.Add($"\"{term.Tokens}\"{(term.IsPrefix && !isPhrase ? " *" : "")}");
        if (terms.Count > MaximumWords) throw QueryProblems.Unsupported("$search", $"more than {MaximumWords} words");
        return terms.Count == 0 ? null : string.Join(" AND ", terms);
    }

    private static IEnumerable<(string Word, bool IsPhrase)> Words(string text)
    {
        var word = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                if (word.Length > 0) yield return (word.ToString(), quoted);
                word.Clear();
                quoted = !quoted;
            }
            else if (!quoted && char.IsWhiteSpace(c))
            {
                if (word.Length > 0) yield return (word.ToString(), false);
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }
        if (word.Length > 0) yield return (word.ToString(), quoted);
    }
}

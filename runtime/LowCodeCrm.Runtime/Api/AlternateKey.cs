using System.Collections.Immutable;
using System.Text;

namespace LowCodeCrm.Runtime.Api;

/// <summary>The text in the brackets of <c>{entity}(code='A-1',region='east')</c>.</summary>
public static class AlternateKey
{
    /// <returns>Null where the text is no key.</returns>
    public static ImmutableArray<(string Name, string Value)>? Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<(string, string)>();
        for (var at = 0; at < text.Length;)
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0) return null;
            var name = text[at..equals].Trim();
            var value = new StringBuilder();
            at = equals + 1;
            if (at < text.Length && text[at] == '\'')
            {
                // A quote inside is doubled.
                for (at++; ; at++)
                {
                    if (at >= text.Length) return null;
                    if (text[at] == '\'')
                    {
                        if (at + 1 >= text.Length || text[at + 1] != '\'') break;
                        at++;
                    }
                    value.Append(text[at]);
                }
                at++;
            }
            else
            {
                while (at < text.Length && text[at] != ',') value.Append(text[at++]);
            }
            if (at < text.Length && text[at++] != ',') return null;
            parts.Add((name, value.ToString()));
        }
        return parts.Count == 0 ? null : parts.ToImmutable();
    }
}

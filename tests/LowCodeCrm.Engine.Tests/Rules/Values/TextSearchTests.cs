using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Tests.Rules.Values;

public sealed class TextSearchTests
{
    /// <summary>Long enough that the part is searched for without comparing all of it at every place.</summary>
    [Theory]
    [InlineData("a", "b"), InlineData("ab", "a"), InlineData("aab", "c"), InlineData("abcab", "d")]
    public void A_long_part_is_found_where_the_plain_search_finds_it(string piece, string other)
    {
        var part = string.Concat(Enumerable.Repeat(piece, 3_000)) + other + string.Concat(Enumerable.Repeat(piece, 50));
        var text = string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat(piece, 3_700)) + other + piece + part, 3)) + part[..^1];
        Assert.Equal(Plain(text, part), TextSearch.All(text, part));
        Assert.Equal(text.IndexOf(part, 5, StringComparison.Ordinal), TextSearch.IndexOf(text, part, 5));
        Assert.Equal(-1, TextSearch.IndexOf(text, part + "!"));
    }

    [Fact]
    public void Places_do_not_overlap() => Assert.Equal([0, 2, 4], TextSearch.All("aaaaaaa", "aa"));

    private static IEnumerable<int> Plain(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal)) yield return at;
    }
}

using LowCodeCrm.Engine.Records;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Records;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("山田花子", "山田 田花 花子 山 田 花 子")]
    [InlineData("V-00001", "v 00001")]
    [InlineData("株式会社ABC", "株式 式会 会社 abc 株 式 会 社")]
    [InlineData("トヨタ", "とよ よた と よ た")]
    [InlineData("𠮷野", "𠮷野 𠮷 野")]
    [InlineData("猫", "猫")]
    [InlineData(" - ", null)]
    public void A_text_is_indexed_by_words_and_neighbouring_characters(string text, string? tokens) => Assert.Equal(tokens, SearchText.Index([text]));

    [Theory]
    [InlineData("花子", "花子")]
    [InlineData("V-00001", "v*|00001*")]
    [InlineData("青山　Taro", "青山|taro*")]
    [InlineData("\"big deal\" 子", "big deal|子")]
    [InlineData("", "")]
    public void A_query_is_split_at_white_space_and_quotes_make_a_phrase(string query, string terms) =>
        Assert.Equal(terms, string.Join('|', SearchText.Query(query).Select(t => string.Join(' ', t.Tokens) + (t.IsPrefix ? "*" : ""))));

    [Fact]
    public void A_name_is_found_with_and_without_the_space_between_its_parts()
    {
        var index = SearchText.Index(SearchText.Texts(new PersonName("山田", "花子", "ヤマダ", "ハナコ")))!;
        Assert.Contains("山田 田花 花子", index, StringComparison.Ordinal);
        Assert.Contains("だは", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_sort_by_their_reading_and_texts_by_their_fold()
    {
        Assert.Equal("やまだ はなこ", SortKey.Of(new PersonName("山田", "花子", "ヤマダ", "ハナコ")));
        Assert.Equal("smith john", SortKey.Of(new PersonName("Smith", "John", null, null)));
        Assert.Equal("abc", SortKey.Of("ＡＢＣ"));
        Assert.Null(SortKey.Of(null));
    }
}

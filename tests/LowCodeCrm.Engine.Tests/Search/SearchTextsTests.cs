using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Search;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Search;

public sealed class SearchTextsTests
{
    [Fact]
    public void A_name_is_found_with_and_without_the_space_between_its_parts()
    {
        var index = SearchTokenizer.Index(SearchTexts.Of(new PersonName("山田", "花子", "ヤマダ", "ハナコ")))!;
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

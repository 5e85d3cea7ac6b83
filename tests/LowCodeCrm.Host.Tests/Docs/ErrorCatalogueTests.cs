using LowCodeCrm.Host.Docs;

namespace LowCodeCrm.Host.Tests.Docs;

/// <summary>The reference explains exactly the codes that the API answers with.</summary>
public sealed class ErrorCatalogueTests
{
    [Fact]
    public void Explains_every_code_that_the_source_hands_out_and_no_other()
    {
        var used = CodesInSource.All().Where(found => !found.Code.StartsWith("LCR", StringComparison.Ordinal)).ToLookup(found => found.Code, found => found.Place);
        var explained = ErrorCatalogue.All.Select(entry => entry.Code).ToHashSet(StringComparer.Ordinal);
        var missing = used.Where(code => !explained.Contains(code.Key)).Select(code => $"{code.Key} ({string.Join(", ", code)})");
        Assert.True(!missing.Any(), $"Without an entry in ErrorCatalogue: {string.Join("; ", missing)}");
        Assert.DoesNotContain(explained, code => !used.Contains(code));
    }

    [Fact]
    public void Every_entry_has_one_anchor() =>
        Assert.Equal(ErrorCatalogue.All.Count(), ErrorCatalogue.All.Select(entry => entry.Code).Distinct(StringComparer.Ordinal).Count());
}

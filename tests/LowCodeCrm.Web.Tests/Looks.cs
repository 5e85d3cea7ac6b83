namespace LowCodeCrm.Web.Tests;

/// <summary>Looks that pages are tested in.</summary>
public static class Looks
{
    /// <summary>Both languages, schemes and widths, in as few looks as show each of them.</summary>
    public static TheoryData<string, bool, int> All => new()
    {
        { "ja", false, 1440 }, { "en", true, 375 },
    };
}

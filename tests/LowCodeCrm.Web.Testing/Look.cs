namespace LowCodeCrm.Web.Testing;

/// <summary>How a page is looked at.</summary>
public sealed record Look(string Language = "en", bool Dark = false, int Width = 1440)
{
    public bool IsPhone => Width < 768;

    /// <summary>Both languages, schemes and widths, in as few looks as show each of them.</summary>
    public static TheoryData<string, bool, int> All => new()
    {
        { "ja", false, 1440 }, { "en", true, 375 },
    };
}

namespace LowCodeCrm.Web.Testing;

/// <summary>How a page is looked at.</summary>
public sealed record Look(string Language = "en", bool Dark = false, int Width = 1440)
{
    public bool IsPhone => Width < 768;
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Engine.Tests.Model;

public sealed class ThemeTests
{
    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static TheoryData<string, string?> Logos => new()
    {
        { "data:image/png;base64," + Png, null },
        { "data:image/svg+xml;base64," + Base64("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"), null },
        { "data:image/jpeg;base64," + Png, "LCR4132" },
        { "data:image/gif;base64,R0lGODlhAQABAAAAACw=", "LCR4132" },
        { "data:text/html;base64," + Base64("<svg>"), "LCR4132" },
        { "https://example.com/logo.png", "LCR4132" },
        { "data:image/svg+xml;base64," + Base64("<svg>" + new string(' ', 70_000)), "LCR4133" },
    };

    [Theory, MemberData(nameof(Logos))]
    public void A_logo_is_a_small_picture_of_the_kind_that_it_says(string logo, string? id)
    {
        var package = new AppPackage(
            [
                PackageFile.FromText("app.json", """{"formatVersion": 1, "name": "t", "title": "T"}"""),
                PackageFile.FromText("theme.json", $$"""{"logo": "{{logo}}"}"""),
            ]);
        var found = AppCompiler.Check(package).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.Equal(id, found.SingleOrDefault()?.Id);
        if (found is [var only]) Assert.Equal(("theme.json", false), (only.Location.File, only.Message.For("ja") == only.Message.For("en")));
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}

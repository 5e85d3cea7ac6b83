using System.Net;
using System.Text.RegularExpressions;

namespace LowCodeCrm.Web.Tests.Serving;

/// <summary>How the host serves the pages and what they load.</summary>
public sealed partial class PageTests(WebApp web)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/app/sales-crm")]
    [InlineData("/app/sales-crm/opportunity/new?view=x")]
    [InlineData("/design/sales-crm/forms")]
    public async Task A_page_is_open_to_all_and_carries_a_fresh_nonce(string path)
    {
        using var http = Client();
        var nonces = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            var answer = await http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            var nonce = Nonce().Match(policy).Groups[1].Value;
            Assert.Contains($"content=\"{nonce}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Equal(path.StartsWith("/design", StringComparison.Ordinal), policy.Contains("unsafe-inline", StringComparison.Ordinal));
            Assert.True(nonces.Add(nonce));
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData(null)]
    public async Task What_a_page_loads_is_kept_for_ever_and_comes_compressed(string? encoding)
    {
        using var http = Client();
        var script = Script().Match(await http.GetStringAsync("/")).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, script);
        if (encoding is not null) request.Headers.Add("Accept-Encoding", encoding);
        var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(encoding is null ? [] : [encoding], answer.Content.Headers.ContentEncoding);
        Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync()).Length);
    }

    [Theory]
    [InlineData("/assets/nothing.js", HttpStatusCode.NotFound)]
    [InlineData("/assets/../index.html", HttpStatusCode.Unauthorized)]
    [InlineData("/assets/%2e%2e/%2e%2e/crm.dll", HttpStatusCode.NotFound)]
    [InlineData("/design/api/nothing", HttpStatusCode.Unauthorized)]
    [InlineData("/api/nothing", HttpStatusCode.Unauthorized)]
    [InlineData("/nothing", HttpStatusCode.Unauthorized)]
    public async Task Everything_else_stays_closed_and_answers_as_the_API_does(string path, HttpStatusCode status)
    {
        using var http = Client();
        var answer = await http.GetAsync(path);
        Assert.True(answer.StatusCode == status || (status == HttpStatusCode.NotFound && answer.StatusCode == HttpStatusCode.Unauthorized), $"{answer.StatusCode}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = new Uri(web.Address) };

    [GeneratedRegex("'nonce-([^']{20,})'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script type=\"module\"[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Script();
}

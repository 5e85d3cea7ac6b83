using System.Net;
using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>The reference under /docs.</summary>
[Collection(CrmServerTests.Name)]
public sealed partial class DocsTests(CrmServerFixture server)
{
    private static readonly string[] Paths = ["/docs", "/docs/functions", "/docs/keywords", "/docs/grammar", "/docs/constructs", "/docs/constructs/validate", "/docs/constructs/between", "/docs/functions/left", "/docs/tests", "/docs/diagnostics", "/docs/errors"];

    [Fact]
    public async Task Answers_without_signing_in_and_allows_nothing_but_its_own_style()
    {
        foreach (var path in Paths)
        {
            var page = await Get(path);
            Assert.StartsWith("text/html", page.Header("Content-Type"), StringComparison.Ordinal);
            Assert.Equal("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", page.Header("Content-Security-Policy"));
            Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("style=\"", page.Text, StringComparison.Ordinal);
        }
        var style = StyleSheet().Match((await Get("/docs")).Text).Groups[1].Value;
        Assert.StartsWith("text/css", (await Get(WebUtility.HtmlDecode(style))).Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speaks_the_readers_language_and_the_one_that_is_asked_for()
    {
        Assert.Contains("<html lang=\"en\">", (await Get("/docs")).Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"ja\">", (await Get("/docs", ("Accept-Language", "ja-JP, en;q=0.5"))).Text, StringComparison.Ordinal);
        var asked = (await Get("/docs/errors?lang=ja")).Text;
        Assert.Contains("<html lang=\"ja\">", asked, StringComparison.Ordinal);
        // Links keep what was asked for.
        Assert.Contains("href=\"/docs/functions?lang=ja\"", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_every_function_keyword_and_diagnostic_of_the_tables()
    {
        var functions = Anchors((await Get("/docs/functions")).Text);
        Assert.DoesNotContain(Functions.All.Select(f => f.Name).Concat(Functions.Aggregates.Select(f => $"sets-{f.Name}")), name => !functions.Contains(name));
        var keywords = (await Get("/docs/keywords?lang=ja")).Text;
        Assert.All(Keywords.All, keyword => Assert.Contains($"<code>{keyword.Alias}</code>", keywords, StringComparison.Ordinal));
        var productions = Anchors((await Get("/docs/grammar")).Text);
        Assert.DoesNotContain(Grammar.All, production => !productions.Contains(production.Name));
        var diagnostics = Anchors((await Get("/docs/diagnostics")).Text);
        Assert.DoesNotContain(DiagnosticCatalogue.All, entry => !diagnostics.Contains(entry.Id));
    }

    [Fact]
    public async Task Every_link_into_the_reference_leads_somewhere()
    {
        var pages = new Dictionary<string, HashSet<string>>();
        foreach (var path in Paths) pages[path] = Anchors((await Get(path)).Text);
        foreach (var path in Paths)
            foreach (var link in Link().Matches((await Get(path)).Text).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).Where(href => !href.Contains(".css", StringComparison.Ordinal)))
            {
                var parts = link.Split('#');
                var target = parts[0].Length == 0 ? path : parts[0].Split('?')[0];
                if (!pages.ContainsKey(target)) pages[target] = Anchors((await Get(target)).Text);
                Assert.True(parts.Length == 1 || pages[target].Contains(parts[1]), $"{path}: {link}");
            }
    }

    [Fact]
    public async Task An_example_is_changed_and_run_by_who_has_signed_in()
    {
        Assert.DoesNotContain("<form", (await Get("/docs/functions/left?try=1%2B1")).Text, StringComparison.Ordinal);
        Assert.Contains("Sign in to change", (await Get("/docs/functions/left")).Text, StringComparison.Ordinal);
        var run = (await server.Api.Get("/docs/functions/left?try=" + Uri.EscapeDataString("left(\"<b>日本\", 5)") + "&lang=en")).Is(200);
        Assert.Contains("<span>&lt;b&gt;日本 (text)</span>", run.Text, StringComparison.Ordinal);
        var example = Example().Match((await server.Api.Get("/docs/constructs/validate?lang=ja")).Is(200).Text).Groups[1].Value;
        var rules = WebUtility.HtmlDecode(example);
        var ran = (await server.Api.Get("/docs/constructs/validate?lang=ja&try=" + Uri.EscapeDataString(rules))).Is(200).Text;
        Assert.Contains("<output id=\"result\" class=\"good\"><span>合格: opportunity.needs_amount</span>", ran, StringComparison.Ordinal);
        var wrong = (await server.Api.Get("/docs/constructs/validate?lang=ja&try=" + Uri.EscapeDataString(rules.Replace("then rejected by won_needs_amount at amount, decided_on", "then stage = won", StringComparison.Ordinal)))).Is(200).Text;
        Assert.Contains("class=\"bad\"><span>不合格", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/docs/constructs\"", ran, StringComparison.Ordinal);
    }

    [GeneratedRegex("<textarea[^>]*>\n(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Example();

    [Fact]
    public async Task The_type_of_an_error_is_an_anchor_of_the_reference()
    {
        var anchors = Anchors((await Get("/docs/errors")).Text);
        using var anonymous = new HttpClient { BaseAddress = new Uri(server.Host.Address) };
        foreach (var reply in (Reply[])
        [
            await server.Api.Post("account", "{}"), await server.Api.Get("account?$filter=nothing eq 1"), await server.Api.Get("nothing"),
            await new ApiClient(anonymous).Get("/api/"), await server.Api.Post("account", "[1"),
        ])
        {
            var type = ((string)reply.Json["type"]!).Split('#');
            Assert.Equal("/docs/errors", type[0]);
            Assert.Contains(type[1], anchors);
            foreach (var detail in reply.Json["error"]!["details"]!.AsArray()) Assert.Contains((string)detail!["code"]!, anchors);
        }
    }

    [Theory, InlineData("en"), InlineData("ja")]
    public async Task The_rule_on_the_first_page_parses(string locale)
    {
        var rule = WebUtility.HtmlDecode(Code().Match((await Get($"/docs?lang={locale}")).Text).Groups[1].Value);
        var diagnostics = new DiagnosticBag();
        RulesParser.Parse(new SourceText("docs.rules", rule), diagnostics);
        Assert.Empty(diagnostics);
        Assert.Contains(locale == "ja" ? Keywords.Validate.Alias : Keywords.Validate.Text, rule, StringComparison.Ordinal);
    }

    private async Task<Reply> Get(string path, params (string, string)[] headers)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Host.Address) };
        return (await new ApiClient(http).Get(path, headers)).Is(200);
    }

    private static HashSet<string> Anchors(string html) => [.. Anchor().Matches(html).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex StyleSheet();

    [GeneratedRegex("<pre><code>(.*?)</code>", RegexOptions.Singleline)]
    private static partial Regex Code();
}

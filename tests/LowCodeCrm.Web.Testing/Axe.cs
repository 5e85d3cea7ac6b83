using System.Text.Json;

namespace LowCodeCrm.Web.Testing;

/// <summary>Runs axe-core over a page as it stands.</summary>
public static class Axe
{
    private const string Run = """
        (async () => {
          const result = await axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, resultTypes: ['violations'] });
          return result.violations.map(v => `${v.id}: ${v.help}\n` + v.nodes.map(n => `    ${n.target.join(' ')}\n    ${n.html.slice(0, 200)}\n    ${n.failureSummary.replaceAll('\n', ' ')}`).join('\n')).join('\n');
        })()
        """;
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(Repository.Root, "node_modules", "axe-core", "axe.min.js")));

    public static async Task AssertAsync(IPage page)
    {
        // Over the debugger: a script element would be refused by the page's policy, as it should.
        var session = await page.Context.NewCDPSessionAsync(page);
        await EvaluateAsync(session, Source.Value + ";0");
        var violations = await EvaluateAsync(session, Run);
        await session.DetachAsync();
        Assert.True(violations.GetProperty("value").GetString() == "", violations.GetProperty("value").GetString());
    }

    private static async Task<JsonElement> EvaluateAsync(ICDPSession session, string expression)
    {
        var answer = (await session.SendAsync("Runtime.evaluate", new Dictionary<string, object> { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true }))!.Value;
        Assert.False(answer.TryGetProperty("exceptionDetails", out var exception), exception.ToString());
        return answer.GetProperty("result");
    }
}

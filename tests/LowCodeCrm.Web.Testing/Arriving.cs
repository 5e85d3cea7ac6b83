using System.Text.RegularExpressions;

namespace LowCodeCrm.Web.Testing;

/// <summary>Where a page leads. Asks again and again, where Playwright's own waiting listens, and misses what happens just before it does.</summary>
public static class Arriving
{
    public static Task ArriveAsync(this IPage page, string ending) => page.ArriveAsync(new Regex(Regex.Escape(ending) + "$"));

    public static Task ArriveAsync(this IPage page, Regex address) => Assertions.Expect(page).ToHaveURLAsync(address);
}

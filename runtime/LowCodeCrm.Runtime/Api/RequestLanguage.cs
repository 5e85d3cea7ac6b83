using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Which language to answer in: the request's <c>Accept-Language</c>, over the user's setting, over the app's default.</summary>
public static class RequestLanguage
{
    /// <summary>Languages that the product's own texts exist in.</summary>
    private static readonly string[] Product = ["en", "ja"];

    /// <param name="request">Its header is read; an unreadable one is passed over.</param>
    /// <param name="user">The user's setting, or null.</param>
    /// <param name="fallback">The app's default.</param>
    public static string Of(HttpRequest request, string? user, string fallback)
    {
        if (request.Headers.AcceptLanguage.Count > 0 && StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted))
            foreach (var language in wanted.Where(value => value.Quality is not 0).OrderByDescending(value => value.Quality ?? 1).Select(value => value.Value.Value))
                if (language is not null && Array.Find(Product, known => Matches(language, known)) is { } found)
                    return found;
        return user is not null && Array.Find(Product, known => Matches(user, known)) is { } own ? own : fallback;
    }

    private static bool Matches(string asked, string known) =>
        asked.Equals(known, StringComparison.OrdinalIgnoreCase) || asked.StartsWith(known + "-", StringComparison.OrdinalIgnoreCase);
}

using System.Security.Cryptography;

namespace LowCodeCrm.Host.Web;

/// <summary>The page of a web app, as built, in which each answer gets a nonce of its own.</summary>
internal sealed class WebPage
{
    private const string NoncePlace = "__NONCE__";
    private const string Policy = "default-src 'none'; script-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src 'self' 'nonce-";

    private readonly string[] parts;
    private readonly string policyEnd;

    private WebPage(string html, string policyEnd)
    {
        parts = html.Split(NoncePlace);
        this.policyEnd = policyEnd;
    }

    /// <summary>Null where the apps were not built with this server.</summary>
    /// <param name="file">The built index.html.</param>
    /// <param name="styleAttributes">Whether markup may carry style attributes, which the designer's code editor needs.</param>
    public static WebPage? Read(string file, bool styleAttributes) =>
        File.Exists(file) ? new WebPage(File.ReadAllText(file), styleAttributes ? "'; style-src-attr 'unsafe-inline'" : "'") : null;

    public Task WriteAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy + nonce + policyEnd;
        return response.WriteAsync(string.Join(nonce, parts), context.RequestAborted);
    }
}

using System.Security.Cryptography;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Marks the few endpoints that answer without authentication: sign-in, health, and what is published as public.</summary>
public sealed class AllowAnonymousAttribute : Attribute;

/// <summary>
/// Before anything else: who is calling? Bearer key or session cookie; a cookie's unsafe requests must repeat the anti-forgery token. Requests to
/// unknown addresses are refused the same way, so that nothing can be probed.
/// </summary>
public sealed class AuthenticationMiddleware(RequestDelegate next, CredentialStore credentials)
{
    public const string SessionCookie = "crm_session";
    public const string AntiForgeryCookie = "crm_antiforgery";
    public static readonly string[] AntiForgeryHeaders = ["X-CSRF-Token", "X-XSRF-Token", "RequestVerificationToken"];

    public Task InvokeAsync(HttpContext context)
    {
        var credential = Find(context.Request, out var fromCookie);
        if (credential is null)
            return context.GetEndpoint()?.Metadata.GetMetadata<AllowAnonymousAttribute>() is not null ? next(context) : throw (fromCookie ? ApiProblem.SignedOut() : ApiProblem.Unauthorized());
        if (fromCookie && !IsSafe(context.Request.Method) && !HasAntiForgery(context.Request, credential.AntiForgery!)
            && context.GetEndpoint()?.Metadata.GetMetadata<AllowAnonymousAttribute>() is null)
            throw new ApiProblem(403, "anti_forgery", LocalizedText.Of(
                $"Send the anti-forgery token of the session in the header {AntiForgeryHeaders[0]}.",
                $"セッションの偽造防止トークンを {AntiForgeryHeaders[0]} ヘッダーで送信してください。"));
        var user = credential.User;
        context.Features.Set(new Caller(user.Id, user.Name, credential.Roles, RequestLanguage.Of(context.Request, user.Locale, "en"), user.TimeZone));
        context.Features.Set(credential);
        return next(context);
    }

    private Credential? Find(HttpRequest request, out bool fromCookie)
    {
        fromCookie = false;
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return credentials.FindKey(header["Bearer ".Length..].Trim());
        if (!request.Cookies.TryGetValue(SessionCookie, out var token) || token.Length > 200) return null;
        fromCookie = true;
        return credentials.FindSession(token);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool HasAntiForgery(HttpRequest request, string expected) => Array.Exists(AntiForgeryHeaders, name =>
        request.Headers.TryGetValue(name, out var value) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value.ToString()), Encoding.UTF8.GetBytes(expected)));
}

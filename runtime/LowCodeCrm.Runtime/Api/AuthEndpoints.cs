using System.Threading.RateLimiting;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Sign-in and out: <c>/auth/…</c>.</summary>
public static class AuthEndpoints
{
    public sealed record LoginRequest(string? User, string? Password);
    public sealed record PasswordRequest(string? Current, string? New);
    public sealed record SessionAnswer(string AntiForgeryToken, string AntiForgeryHeader, UserAnswer User);
    public sealed record UserAnswer(Guid Id, string Name, string DisplayName, string[] Roles, string? Locale, string? TimeZone, string? Reading, bool HasPassword);

    public static void MapAuth(this IEndpointRouteBuilder endpoints)
    {
        var anonymous = new AllowAnonymousAttribute();
        endpoints.MapPost("/auth/login", Login).WithMetadata(anonymous);
        endpoints.MapGet("/auth/link/{token}", FollowLink).WithMetadata(anonymous);
        endpoints.MapPost("/auth/logout", Logout);
        endpoints.MapGet("/auth/me", Me);
        endpoints.MapPut("/auth/me", SaveProfile);
        endpoints.MapPost("/auth/password", ChangePassword);
    }

    private static IResult Login(HttpContext context, LoginRequest request, UserStore users, CredentialStore credentials, SignInThrottle throttle)
    {
        if (!throttle.TryEnter(context.Connection.RemoteIpAddress))
            throw new ApiProblem(429, "too_many_sign_ins", LocalizedText.Of(
                "Too many sign-in attempts from this address. Try again in a minute.", "このアドレスからのサインインが多すぎます。1分後にもう一度お試しください。")) { RetryAfter = 60 };
        if (request.User is null || request.Password is null)
            throw ApiProblem.Malformed("Send {\"user\", \"password\"}.", "{\"user\", \"password\"} を送信してください。");
        var (result, account) = users.SignIn(request.User, request.Password);
        return result switch
        {
            SignInResult.Succeeded => StartSession(context, account!, users, credentials),
            SignInResult.LockedOut => throw new ApiProblem(429, "locked_out", LocalizedText.Of(
                "The account is locked for a few minutes after several wrong passwords.", "パスワードの誤りが続いたため、アカウントを数分間ロックしています。")) { RetryAfter = 300 },
            _ => throw new ApiProblem(401, "wrong_password", LocalizedText.Of("The user name or password is wrong.", "ユーザー名またはパスワードが正しくありません。")),
        };
    }

    private static IResult FollowLink(HttpContext context, string token, UserStore users, CredentialStore credentials)
    {
        var account = credentials.RedeemSignInLink(token) ?? throw new ApiProblem(401, "link_used", LocalizedText.Of(
            "This sign-in link has been used or has expired. Ask for a new one.", "このサインインリンクは使用済みか期限切れです。新しいリンクを発行してください。"));
        StartSession(context, account, users, credentials);
        return Results.Redirect(SafePath(context.Request.Query["to"]));
    }

    // A link must not lead to another site, whatever browsers make of odd slashes.
    private static string SafePath(string? to) =>
        to is ['/', ..] && !to.AsSpan(1).StartsWith("/") && !to.Contains('\\') && !to.Any(char.IsControl) ? to : "/";

    private static IResult StartSession(HttpContext context, UserAccount account, UserStore users, CredentialStore credentials)
    {
        var (token, antiForgery) = credentials.StartSession(account);
        var cookie = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };
        context.Response.Cookies.Append(AuthenticationMiddleware.SessionCookie, token, cookie);
        context.Response.Cookies.Append(AuthenticationMiddleware.AntiForgeryCookie, antiForgery, new CookieOptions(cookie) { HttpOnly = false });
        return Results.Ok(new SessionAnswer(antiForgery, AuthenticationMiddleware.AntiForgeryHeaders[0], Describe(account, users)));
    }

    private static IResult Logout(HttpContext context, CredentialStore credentials)
    {
        if (context.Request.Cookies.TryGetValue(AuthenticationMiddleware.SessionCookie, out var token)) credentials.EndSession(token);
        context.Response.Cookies.Delete(AuthenticationMiddleware.SessionCookie);
        context.Response.Cookies.Delete(AuthenticationMiddleware.AntiForgeryCookie);
        return Results.NoContent();
    }

    private static IResult Me(HttpContext context, UserStore users)
    {
        var credential = context.Features.Get<Credential>()!;
        return Results.Ok(new SessionAnswer(credential.AntiForgery ?? "", AuthenticationMiddleware.AntiForgeryHeaders[0], Describe(credential.User, users)));
    }

    private static async Task<IResult> SaveProfile(HttpContext context, UserStore users, CredentialStore credentials)
    {
        using var body = await JsonBody.ReadAsync(context);
        var credential = context.Features.Get<Credential>()!;
        var account = UserProfile.Read(body?.RootElement ?? default, users.Find(credential.User.Id)!);
        users.SetProfile(account);
        credentials.Refresh(account.Id);
        return Results.Ok(new SessionAnswer(credential.AntiForgery ?? "", AuthenticationMiddleware.AntiForgeryHeaders[0], Describe(account, users)));
    }

    private static IResult ChangePassword(HttpContext context, PasswordRequest request, UserStore users)
    {
        var account = context.Features.Get<Credential>()!.User;
        if (request.New is null) throw ApiProblem.Malformed("Send {\"current\", \"new\"}.", "{\"current\", \"new\"} を送信してください。");
        // Somebody who came by a one-time link has no password yet, so there is none to ask for.
        if (users.HasPassword(account) && users.SignIn(account.Name, request.Current ?? "").Result != SignInResult.Succeeded)
            throw new ApiProblem(403, "wrong_password", LocalizedText.Of("The current password is wrong.", "現在のパスワードが正しくありません。"));
        users.SetPassword(account, request.New);
        return Results.NoContent();
    }

    private static UserAnswer Describe(UserAccount account, UserStore users) =>
        new(account.Id, account.Name, account.DisplayName, [.. account.Roles], account.Locale, account.TimeZone, account.Reading, users.HasPassword(account));
}

/// <summary>Limits sign-in attempts per address.</summary>
public sealed class SignInThrottle(SecurityOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.SignInsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool TryEnter(System.Net.IPAddress? address) => limiter.AttemptAcquire(address?.ToString() ?? "").IsAcquired;

    public void Dispose() => limiter.Dispose();
}

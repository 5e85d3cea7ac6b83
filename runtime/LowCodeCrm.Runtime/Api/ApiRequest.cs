using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>What every endpoint under <c>/api/{app}</c> starts from: the leased version and the caller. The lease ends with the request.</summary>
public sealed record ApiRequest(AppLease Lease, Caller Caller)
{
    public CompiledApp App => Lease.App;
    public CrmModel Model => Lease.App.Model;

    /// <summary>The language to answer in.</summary>
    public string Locale => Caller.Locale;

    /// <exception cref="ApiProblem">404: the app has no such entity.</exception>
    public Entity Entity(string name) =>
        Model.Find(name) is { IsSystem: false } entity ? entity
        : throw ApiProblem.NotFound($"The app has no entity '{name}'.", $"このアプリにエンティティ「{name}」はありません。");
}

/// <summary>Access to what the pipeline in front of the endpoints has found.</summary>
public static class ApiRequestExtensions
{
    /// <exception cref="InvalidOperationException">The endpoint does not stand under <c>/api/{app}</c>.</exception>
    public static ApiRequest ApiRequest(this HttpContext context) =>
        context.Features.Get<ApiRequest>() ?? throw new InvalidOperationException("No app was leased for this request.");

    /// <exception cref="InvalidOperationException">The endpoint is reached without authentication.</exception>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("No caller was authenticated for this request.");
}

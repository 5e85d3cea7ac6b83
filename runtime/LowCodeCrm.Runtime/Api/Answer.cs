using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Runtime.Api;

/// <summary>An answer as data, so that a batch can hold several and a repeated request can be given the same again.</summary>
/// <param name="Body">JSON in UTF-8; empty: none.</param>
public sealed record Answer(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    public static Answer Json(int status, byte[] body) => new(status, body, NoHeaders);

    public static Answer Problem(ApiProblem problem, string locale) =>
        new(problem.Status, ProblemWriter.ToJson(problem, locale), new Dictionary<string, string> { ["Content-Type"] = "application/problem+json; charset=utf-8" });

    public bool IsSuccess => Status is >= 200 and < 300;

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        foreach (var (name, value) in Headers) context.Response.Headers[name] = value;
        if (Body.Length == 0) return;
        if (!Headers.ContainsKey("Content-Type")) context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }
}

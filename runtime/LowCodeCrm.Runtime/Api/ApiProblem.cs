using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Runtime.Api;

/// <summary>One reason of an error.</summary>
/// <param name="Code">Stable machine-readable code.</param>
/// <param name="Target">The field or parameter it concerns.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Rule">The rule that said no.</param>
/// <param name="Span">Where in the target's text it stands, in UTF-16 units.</param>
public sealed record ProblemDetail(string Code, string? Target, LocalizedText Message, string? Rule = null, TextSpan? Span = null);

/// <summary>
/// An answer that is an error: RFC 9457 problem details that also carry OData's <c>error</c> member. Thrown anywhere below an endpoint; written in
/// one place, in the caller's language.
/// </summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">Stable machine-readable code: <c>not_found</c>, <c>invalid_query</c> …</param>
/// <param name="text">A sentence that names the place and the remedy.</param>
/// <param name="details">Every reason, where there are several.</param>
public sealed class ApiProblem(int status, string code, LocalizedText text, ImmutableArray<ProblemDetail> details = default)
    : Exception(text.For("en"))
{
    public int Status { get; } = status;
    public string Code { get; } = code;
    public LocalizedText Text { get; } = text;
    public ImmutableArray<ProblemDetail> Details { get; } = details.IsDefault ? [] : details;

    /// <summary>Seconds for <c>Retry-After</c>, or null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Further members of the problem, e.g. both versions of a conflict; values are serialised as JSON.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public static ApiProblem Malformed(string en, string ja, string? target = null) =>
        new(400, "malformed", LocalizedText.Of(en, ja), target is null ? [] : [new ProblemDetail("malformed", target, LocalizedText.Of(en, ja))]);

    public static ApiProblem Unauthorized() =>
        new(401, "unauthorized", LocalizedText.Of("Sign in, or send an API key as a bearer token.", "サインインするか、APIキーをBearerトークンとして送信してください。"));

    /// <summary>A session that was, and is no more: clients ask for the password and go on where they were.</summary>
    public static ApiProblem SignedOut() =>
        new(401, "signed_out", LocalizedText.Of("Your session has ended. Sign in again.", "セッションが終了しました。もう一度サインインしてください。"));

    public static ApiProblem Forbidden(string en = "You may not do this.", string ja = "この操作を行う権限がありません。") =>
        new(403, "forbidden", LocalizedText.Of(en, ja));

    public static ApiProblem NotFound(string en = "There is no such thing, or you may not see it.", string ja = "対象が存在しないか、閲覧する権限がありません。") =>
        new(404, "not_found", LocalizedText.Of(en, ja));

    public static ApiProblem TooLarge(long limit) =>
        new(413, "too_large", LocalizedText.Of($"The request is larger than the limit of {limit:N0} bytes.", $"リクエストが上限の {limit:N0} バイトを超えています。"));

    public static ApiProblem Busy(string en, string ja, int retryAfterSeconds) =>
        new(503, "busy", LocalizedText.Of(en, ja)) { RetryAfter = retryAfterSeconds };
}

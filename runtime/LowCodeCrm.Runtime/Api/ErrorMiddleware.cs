using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LowCodeCrm.Runtime.Api;

/// <summary>Outermost: turns whatever is thrown below into problem details. Never a stack trace.</summary>
public sealed class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception exception)
        {
            var problem = Describe(exception, context);
            if (context.Response.HasStarted)
            {
                // Half an answer is out: break the connection, so that the client cannot take it for a whole one.
                context.Abort();
                return;
            }
            await ProblemWriter.WriteAsync(context, problem, Locale(context));
        }
    }

    private ApiProblem Describe(Exception exception, HttpContext context)
    {
        switch (exception)
        {
            case ApiProblem problem:
                return problem;
            case SaveRejectedException { Rejected: var rejected }:
                return SaveResponse.ProblemOf(rejected);
            case BadHttpRequestException { StatusCode: 413 }:
                return new ApiProblem(413, "too_large", LocalizedText.Of("The request body is larger than allowed.", "リクエスト本文が大きすぎます。"));
            case BadHttpRequestException { StatusCode: 415 }:
                return new ApiProblem(415, "media_type", LocalizedText.Of("Send the body as application/json.", "本文は application/json で送信してください。"));
            case BadHttpRequestException:
                return ApiProblem.Malformed("The request could not be read: check that its body is valid JSON.", "リクエストを読み取れません。本文が正しいJSONか確認してください。");
            default:
                logger.LogError(exception, "Unexpected failure in {Method} {Path} ({TraceId})", context.Request.Method, context.Request.Path, context.TraceIdentifier);
                return new ApiProblem(500, "unexpected", LocalizedText.Of(
                    $"Something went wrong on our side; nothing was changed. Give the administrator the number {context.TraceIdentifier}.",
                    $"サーバーで問題が発生しました。変更は行われていません。管理者に番号 {context.TraceIdentifier} をお伝えください。"));
        }
    }

    private static string Locale(HttpContext context) => context.Features.Get<Caller>()?.Locale ?? RequestLanguage.Of(context.Request, null, "en");
}

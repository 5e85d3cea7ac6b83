using System.Collections.Immutable;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Api;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Checks;

/// <summary>What is wrong with the draft, and what publishing it would do.</summary>
internal static class CheckEndpoints
{
    /// <summary>"This version does not run tests of rules yet."</summary>
    private const string TestNotYet = "LCR2053";

    private sealed record TestResult(string Name, bool Passed, string? Message);
    private sealed record TestAnswer(ImmutableArray<TestResult> Tests, ImmutableDictionary<string, double> Coverage, DiagnosticJson[] Diagnostics);

    public static void MapChecks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("POST", "check", CheckAsync);
        endpoints.MapDesign("POST", "plan", PlanAsync);
        endpoints.MapDesign("POST", "test", TestAsync);
    }

    private static async Task CheckAsync(DesignRequest request)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var check = DraftCheck.Of(draft.Package);
        await request.Context.WriteAsync(new { diagnostics = check.Diagnostics.Select(d => DiagnosticJson.Of(d, request.Locale)) });
    }

    /// <summary>Of the draft; or of a package in the body, so that looking does not touch what somebody is working on.</summary>
    private static async Task PlanAsync(DesignRequest request)
    {
        var planner = request.Service<Planner>();
        await request.Context.WriteAsync(request.Context.Request.ContentType?.Split(';')[0].Trim() is "application/zip"
            ? await planner.PlanAsync(request.Host, await PackageBody.ReadAsync(request.Context, request.Service<DesignerOptions>()), request.Caller, request.CancellationToken)
            : await planner.PlanAsync(request.Host, request.Caller, request.CancellationToken));
    }

    /// <summary>Tests of rules are not bound yet, so none has run and nothing is covered; each is named in the diagnostics.</summary>
    private static async Task TestAsync(DesignRequest request)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var check = DraftCheck.Of(draft.Package);
        if (check.HasErrors) throw DesignJson.Rejected(check.Diagnostics, request.Locale);
        await request.Context.WriteAsync(new TestAnswer(
            [], ImmutableDictionary<string, double>.Empty, [.. check.Diagnostics.Where(d => d.Id == TestNotYet).Select(d => DiagnosticJson.Of(d, request.Locale))]));
    }
}

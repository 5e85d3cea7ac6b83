using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Designer.References;
using LowCodeCrm.Engine;
using LowCodeCrm.Runtime.Testing;
using Microsoft.AspNetCore.Routing;

namespace LowCodeCrm.Designer.Checks;

/// <summary>What is wrong with the draft, and what publishing it would do.</summary>
internal static class CheckEndpoints
{
    public static void MapChecks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDesign("POST", "check", CheckAsync);
        endpoints.MapDesign("POST", "plan", PlanAsync);
        endpoints.MapDesign("POST", "test", TestAsync);
        endpoints.MapDesign("POST", "test/record", RecordTestEndpoint.RecordAsync);
    }

    private static async Task CheckAsync(DesignRequest request)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var check = DraftCheck.Of(draft.Package);
        await request.Context.WriteAsync(new { diagnostics = ProblemJson.Of(check.Diagnostics, check.Model, request.Locale) });
    }

    /// <summary>Of the draft; or of a package in the body, so that looking does not touch what somebody is working on.</summary>
    private static async Task PlanAsync(DesignRequest request)
    {
        var planner = request.Service<Planner>();
        await request.Context.WriteAsync(request.Context.Request.ContentType?.Split(';')[0].Trim() is "application/zip"
            ? await planner.PlanAsync(request.Host, await PackageBody.ReadAsync(request.Context, request.Service<DesignerOptions>()), request.Caller, request.CancellationToken)
            : await planner.PlanAsync(request.Host, request.Caller, request.CancellationToken));
    }

    /// <summary>Runs the draft's tests on a database of their own; nothing of the app is touched. <c>?mutate=true</c> tries which mistakes they notice, for a minute at most.</summary>
    private static async Task TestAsync(DesignRequest request)
    {
        var draft = await request.Service<DraftStore>().ReadAsync(request.Host, request.CancellationToken);
        var compiled = AppCompiler.Compile(draft.Package);
        if (compiled.App is null) throw DesignJson.Rejected(compiled.Diagnostics, request.Locale);
        var mutation = request.Context.Request.Query["mutate"] == "true" ? new MutationOptions(Within: TimeSpan.FromMinutes(1)) : null;
        using (compiled.App) await request.Context.WriteAsync(RuleTestJson.Of(await RuleTestRunner.RunAsync(compiled.App, request.CancellationToken, mutation), request.Locale));
    }
}

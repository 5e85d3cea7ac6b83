using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Designer.Plans;

/// <summary>Works out what publishing would change, and changes nothing.</summary>
public sealed class Planner(DraftStore drafts, DesignerOptions options, TimeProvider clock)
{
    /// <exception cref="Runtime.Api.ApiProblem">422 with diagnostics: the draft has errors.</exception>
    internal async Task<PlanAnswer> PlanAsync(AppHost host, Caller caller, CancellationToken cancellationToken)
    {
        var draft = await drafts.ReadAsync(host, cancellationToken);
        return await PlanAsync(host, draft.Package, caller, cancellationToken);
    }

    /// <summary>The same for a package that is no draft yet.</summary>
    /// <returns>As the API answers.</returns>
    /// <exception cref="Runtime.Api.ApiProblem">422 with diagnostics: the package has errors.</exception>
    public async Task<PlanAnswer> PlanAsync(AppHost host, AppPackage files, Caller caller, CancellationToken cancellationToken)
    {
        var package = Publisher.WithIds(host, files);
        await using var connection = await host.Database.OpenReadAsync(cancellationToken);
        var tables = AppVersionStore.CurrentSchema(connection);
        var check = AppCompiler.Check(package, tables);
        if (check.HasErrors || check.Schema is null) throw DesignJson.Rejected(check.Diagnostics, caller.Locale, check.Model);

        using var lease = host.Lease();
        var changes = SchemaDiff.Between(tables, lease.App.Model, check.Schema, check.Model).OfType<ModelChange>().ToList();
        var rules = RuleDiff.Between(lease.App.Rules, check.Rules);
        var records = new LiveRecords(connection, lease, check, caller, clock.GetUtcNow().UtcDateTime);
        var impact = new ImpactReport(records, caller.Locale, options, clock, cancellationToken);
        return new PlanAnswer(
            [.. PackageDiff.Between((DraftStore.LiveOf(host), lease.App.Model), (files, check.Model), changes, rules, caller.Locale)],
            [.. new Losses(records, options, caller.Locale).Run(), .. Stranded.Of(records, options, caller.Locale), .. impact.Run(changes, rules)]);
    }
}

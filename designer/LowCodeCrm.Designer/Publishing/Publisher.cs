using System.Collections.Immutable;
using LowCodeCrm.Designer.Apps;
using LowCodeCrm.Designer.Checks;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Designer.Publishing;

/// <summary>Makes the draft the live version, or an earlier version live again.</summary>
public sealed class Publisher(DraftStore drafts, PublishProgress progress)
{
    /// <summary>Publishes the draft with the ids that it lacks.</summary>
    /// <param name="host">The app.</param>
    /// <param name="consent">Targets of the changes whose loss is accepted.</param>
    /// <param name="caller">Who publishes.</param>
    /// <param name="cancellationToken">Ends compiling; once the version is live, nothing does.</param>
    /// <exception cref="ApiProblem">422 with diagnostics; 409 where consent is missing or another publish runs.</exception>
    internal async Task<PublishAnswer> PublishAsync(AppHost host, IReadOnlyCollection<string> consent, Caller caller, CancellationToken cancellationToken)
    {
        var draft = await drafts.ReadAsync(host, cancellationToken);
        var filled = WithIds(host, draft.Package);
        BoundRuleSet before;
        using (var lease = host.Lease()) before = lease.App.Rules;
        using var run = progress.Start(host.Name);
        var result = await host.PublishAsync(filled, caller.UserId, caller.UserName, consent, cancellationToken, run.Report);
        var published = Expect(result, caller.Locale, host.Lease, DraftCheck.Of(filled).Model);
        await drafts.SettleAsync(host, draft, filled, caller);
        run.Succeed(published.Version);
        return Answer(host, published, before, caller.Locale);
    }

    /// <exception cref="ApiProblem">404: there is no such version; 422: it no longer compiles; 409: another publish runs.</exception>
    internal async Task<PublishAnswer> RollBackAsync(AppHost host, int to, Caller caller, CancellationToken cancellationToken)
    {
        BoundRuleSet before;
        using (var lease = host.Lease()) before = lease.App.Rules;
        using var run = progress.Start(host.Name);
        var published = Expect(await host.RollBackAsync(to, cancellationToken, run.Report), caller.Locale);
        run.Succeed(published.Version);
        return Answer(host, published, before, caller.Locale);
    }

    /// <summary>A package under the app's name in which everything has an id: what bears the same name as in the live version has the same id.</summary>
    public static AppPackage WithIds(AppHost host, AppPackage package) => IdAssigner.Fill(AppName.Set(package, host.Name), DraftStore.LiveOf(host), FreshId.New);

    /// <summary>A publish that succeeded.</summary>
    /// <exception cref="ApiProblem">It did not.</exception>
    internal static Published Expect(PublishResult result, string locale, Func<AppLease>? live = null, CrmModel? model = null) => result switch
    {
        Published published => published,
        PublishRejected rejected => throw DesignJson.Rejected(rejected.Diagnostics, locale, model),
        PublishNeedsConsent missing => throw NeedsConsent(missing.Changes, live, model, locale),
        PublishBusy => throw new ApiProblem(409, "publish_running", LocalizedText.Of(
            "Another publish of this app is running. Wait until it has ended and look at what it changed.",
            "このアプリの別の公開処理が実行中です。終わるのを待ち、変更内容を確認してください。")),
        VersionNotFound missing => throw ApiProblem.NotFound($"There is no version {missing.Number}.", $"バージョン {missing.Number} はありません。"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ApiProblem NeedsConsent(ImmutableArray<SchemaChange> changes, Func<AppLease>? live, CrmModel? model, string locale)
    {
        using var lease = live?.Invoke();
        var before = lease?.App.Model ?? BindingScope.NoModel;
        return new(409, "consent_needed",
            LocalizedText.Of(
                $"Publishing would lose something. Consent by name to: {string.Join(", ", changes.Select(c => c.Target))}.",
                $"公開すると失われるものがあります。次の対象を consent に指定してください：{string.Join("、", changes.Select(c => c.Target))}。"),
            [.. changes.Select(c => new ProblemDetail("consent_needed", c.Target, c.Loses ?? LocalizedText.Plain(c.Target)))])
        {
            Extensions = new Dictionary<string, object?>
            {
                ["targets"] = changes.Select(c => c.Target).ToArray(),
                ["changes"] = DesignJson.ToNode(ChangeJson.Of(changes, before, model ?? before, locale)),
            },
        };
    }

    private static PublishAnswer Answer(AppHost host, Published published, BoundRuleSet before, string locale)
    {
        using var lease = host.Lease();
        var rules = RuleDiff.Between(before, lease.App.Rules);
        return new PublishAnswer(
            published.Version, [.. ChangeJson.Of(published.Changes, before.Model, lease.App.Model, locale), .. FormDiff.Between(before.Model, lease.App.Model, locale), .. rules.In(before.Model, lease.App.Model, locale)],
            [.. published.Diagnostics.Select(d => DiagnosticJson.Of(d, locale))]);
    }
}

/// <param name="Diagnostics">Warnings and remarks.</param>
internal sealed record PublishAnswer(int Version, ChangeJson[] Changes, DiagnosticJson[] Diagnostics);

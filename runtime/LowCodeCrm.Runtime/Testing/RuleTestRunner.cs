using System.Collections.Immutable;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>
/// Runs the tests of a package through the pipeline that saves everything else, on an empty database of its own: each in a transaction that is taken back, with
/// the rules on the interpreter, which tells what ran.
/// </summary>
public static class RuleTestRunner
{
    /// <summary>The time of tests that name none.</summary>
    private static readonly DateTime DefaultClock = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    // Nobody else waits for this writer, however slow the machine.
    private static readonly SqliteOptions Alone = SqliteOptions.Default with { WriterBudget = TimeSpan.FromSeconds(30) };

    /// <param name="app">Compiled; its rules are not run, the interpreter's are.</param>
    public static async Task<RuleTestReport> RunAsync(CompiledApp app, CancellationToken cancellationToken)
    {
        var trace = new RuleTrace();
        var traced = new CompiledApp(app.Package, app.Model, app.Rules, app.Schema, app.ClientRules,
            [.. app.Modules.Select((module, i) => (EntityModule)new TracedModule(module, trace.Wrap(Interpreter.ProgramFor(app.Rules, app.Model.Entities[i]), app.Rules.ByEntity[i])))], Stream.Null) { Jobs = trace.WrapJobs(Interpreter.JobsFor(app.Rules), app.Rules) };
        var folder = Directory.CreateTempSubdirectory("crm-test-");
        try
        {
            await using var database = await SqliteAppDatabase.OpenAsync(Path.Combine(folder.FullName, "app.db"), Alone, cancellationToken);
            await database.WriteAsync((session, _) =>
            {
                SqliteSchemaWriter.CreateAll(session.Connection, app.Schema);
                return ValueTask.FromResult(true);
            }, cancellationToken);
            var version = new AppVersion(app.Model.Name, 1, traced, database);
            var results = ImmutableArray.CreateBuilder<RuleTestResult>();
            foreach (var test in app.Rules.Tests)
                for (var row = 0; row < Math.Max(1, test.Rows.Length); row++)
                    results.Add(await RunAsync(version, test, row, cancellationToken));
            return new RuleTestReport(results.ToImmutable(), trace.Coverage());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<RuleTestResult> RunAsync(AppVersion version, BoundTest test, int row, CancellationToken cancellationToken)
    {
        var name = $"{test.Entity.Name}.{test.Name}" + (test.Rows.Length > 0 ? $" ({row + 1})" : "");
        var clock = new FixedClock(test.Clock is null ? DefaultClock : (DateTime)Interpreter.Evaluate(test.Clock, new EvaluationFrame(new NoRecords(version.App.Model)))!);
        var users = ImmutableArray.CreateBuilder<Caller>();
        foreach (var user in test.Users) users.Add(await CallerAsync(version, user, clock, cancellationToken));
        var caller = users.Count > 0 ? users[^1] : Caller.System with { Locale = version.App.Model.DefaultLocale };
        var pipeline = new SavePipeline(clock, new ChangeFeed(), SaveLimits.Default, new TestRoles(users.ToImmutable()));
        using var lease = new AppLease(version, () => { });
        var failure = await pipeline.InTransactionAsync(lease, caller, SaveLimits.Default, transaction =>
        {
            try
            {
                return new RuleTestRun(test, row, transaction, users.ToImmutable()).Run();
            }
            finally
            {
                transaction.Reject();
            }
        }, cancellationToken);
        return new RuleTestResult(name, failure?.Message, failure?.Location ?? test.Location);
    }

    /// <summary>A user of a test, who is then also a record of the app.</summary>
    private static async Task<Caller> CallerAsync(AppVersion version, TestUser user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var account = new UserAccount(Guid.CreateVersion7(), user.Symbol.Name, user.Symbol.Name, user.Roles, version.App.Model.DefaultLocale, null, false);
        await new UserDirectory(clock).EnsureAsync(version, account, cancellationToken);
        return new Caller(account.Id, account.Name, account.Roles, account.Locale!, null);
    }

    private sealed class TestRoles(ImmutableArray<Caller> users) : Approvals.IRoleMembers
    {
        public ImmutableArray<Approvals.RoleMember> Of(string role) => [.. users.Where(user => user.Roles.Contains(role)).Select(user => new Approvals.RoleMember(user.UserId, user.UserName))];
    }

    private sealed class FixedClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

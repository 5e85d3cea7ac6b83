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
/// Where tests run: the pipeline that saves everything else, on an empty database of its own, with the rules on the interpreter, which tells what ran. Each test
/// is a transaction that is taken back.
/// </summary>
internal sealed class RuleTestBench : IAsyncDisposable
{
    /// <summary>The time of tests that name none.</summary>
    private static readonly DateTime DefaultClock = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    // Nobody else waits for this writer, however slow the machine.
    private static readonly SqliteOptions Alone = SqliteOptions.Default with { WriterBudget = TimeSpan.FromSeconds(30) };

    private readonly DirectoryInfo folder;
    private readonly SqliteAppDatabase database;
    private readonly AppVersion version;

    private RuleTestBench(DirectoryInfo folder, SqliteAppDatabase database, AppVersion version, RuleTrace trace, EvaluationProbe probe) =>
        (this.folder, this.database, this.version, Trace, Probe) = (folder, database, version, trace, probe);

    public RuleTrace Trace { get; }

    public EvaluationProbe Probe { get; }

    /// <param name="app">Compiled; its rules are not run, the interpreter's are.</param>
    public static async Task<RuleTestBench> OpenAsync(CompiledApp app, CancellationToken cancellationToken)
    {
        var (trace, probe) = (new RuleTrace(), new EvaluationProbe());
        var traced = new CompiledApp(app.Package, app.Model, app.Rules, app.Schema, app.ClientRules,
            [.. app.Modules.Select((module, i) => (EntityModule)new TracedModule(module, trace.Wrap(Interpreter.ProgramFor(app.Rules, app.Model.Entities[i], probe), app.Rules.ByEntity[i])))], Stream.Null)
            { Jobs = trace.WrapJobs(Interpreter.JobsFor(app.Rules, probe), app.Rules), Seldom = new SeldomRules(probe) };
        var folder = Directory.CreateTempSubdirectory("crm-test-");
        SqliteAppDatabase? database = null;
        try
        {
            database = await SqliteAppDatabase.OpenAsync(Path.Combine(folder.FullName, "app.db"), Alone, cancellationToken);
            await database.WriteAsync((session, _) =>
            {
                SqliteSchemaWriter.CreateAll(session.Connection, app.Schema);
                return ValueTask.FromResult(true);
            }, cancellationToken);
            return new RuleTestBench(folder, database, new AppVersion(app.Model.Name, 1, traced, database), trace, probe);
        }
        catch
        {
            if (database is not null) await database.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Every test with each of its rows.</summary>
    public IEnumerable<(BoundTest Test, int Row)> Cases => version.App.Rules.Tests.SelectMany(test => Enumerable.Range(0, Math.Max(1, test.Rows.Length)).Select(row => (test, row)));

    public async Task<RuleTestResult> RunAsync(BoundTest test, int row, CancellationToken cancellationToken)
    {
        var name = $"{test.Entity.Name}.{test.Name}" + (test.Rows.Length > 0 ? $" ({row + 1})" : "");
        var failure = await RunAsync(test, row, run => run.Run(), cancellationToken);
        return new RuleTestResult(name, failure?.Message, failure?.Location ?? test.Location);
    }

    /// <summary>Does something with a test in a transaction that is taken back.</summary>
    public async Task<T> RunAsync<T>(BoundTest test, int row, Func<RuleTestRun, T> work, CancellationToken cancellationToken)
    {
        var clock = new FixedClock(test.Clock is null ? DefaultClock : (DateTime)Interpreter.Evaluate(test.Clock, new EvaluationFrame(new NoRecords(version.App.Model)))!);
        var users = ImmutableArray.CreateBuilder<Caller>();
        foreach (var user in test.Users) users.Add(await CallerAsync(user, clock, cancellationToken));
        var caller = users.Count > 0 ? users[^1] : Caller.System with { Locale = version.App.Model.DefaultLocale };
        var pipeline = new SavePipeline(clock, new ChangeFeed(), SaveLimits.Default, new TestRoles(users.ToImmutable()));
        using var lease = new AppLease(version, () => { });
        return await pipeline.InTransactionAsync(lease, caller, SaveLimits.Default, transaction =>
        {
            try
            {
                return work(new RuleTestRun(test, row, transaction, users.ToImmutable()));
            }
            finally
            {
                transaction.Reject();
            }
        }, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>A user of a test, who is then also a record of the app.</summary>
    private async Task<Caller> CallerAsync(TestUser user, TimeProvider clock, CancellationToken cancellationToken)
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

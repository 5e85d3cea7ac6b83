using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Data;

public sealed class SqliteAppDatabaseTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private SqliteAppDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await SqliteAppDatabase.OpenAsync(folder.File("app.db"));
        await Write("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT NOT NULL UNIQUE) STRICT");
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task What_is_written_is_read_on_another_connection()
    {
        await Insert("a");
        Assert.Equal(["a"], await Values());
    }

    [Fact]
    public async Task Concurrent_writes_are_all_there_and_share_commits()
    {
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Task.Run(() => Insert($"v{n:000}"))));
        Assert.Equal(500, (await Values()).Count);
    }

    [Fact]
    public async Task Failing_work_rolls_back_alone()
    {
        using var gate = new ManualResetEventSlim();
        var blocker = Blocked(gate);
        var good = Insert("good");
        var bad = database.WriteAsync<int>((session, _) =>
        {
            Insert(session, "bad");
            throw new InvalidOperationException("no");
        }, CancellationToken.None);
        var taken = Insert("good");
        var after = Insert("after");
        gate.Set();
        await Task.WhenAll(blocker, good, after);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        await Assert.ThrowsAsync<SqliteException>(() => taken);
        Assert.Equal(["after", "good"], await Values());
    }

    [Fact]
    public async Task Rejected_work_returns_its_result_and_leaves_nothing()
    {
        var heard = false;
        var result = await database.WriteAsync((session, _) =>
        {
            Insert(session, "rejected");
            session.OnCommitted(() => heard = true);
            session.Reject();
            return ValueTask.FromResult("why");
        }, CancellationToken.None);
        Assert.Equal("why", result);
        Assert.False(heard);
        Assert.Empty(await Values());
    }

    [Fact]
    public async Task Listeners_hear_once_the_commit_is_visible_to_others()
    {
        var seen = -1L;
        await database.WriteAsync((session, _) =>
        {
            Insert(session, "a");
            session.OnCommitted(() =>
            {
                using var other = new SqliteConnection($"Data Source={database.FilePath};Pooling=False;Mode=ReadOnly");
                other.Open();
                using var command = other.CreateCommand();
                command.CommandText = "SELECT count(*) FROM t";
                seen = (long)command.ExecuteScalar()!;
            });
            return ValueTask.FromResult(0);
        }, CancellationToken.None);
        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task Work_past_its_budget_is_stopped_and_rolled_back()
    {
        await Assert.ThrowsAsync<WriterBudgetException>(() => database.WriteAsync(async (session, token) =>
        {
            Insert(session, "slow");
            await Task.Delay(Timeout.Infinite, token);
            return 0;
        }, TimeSpan.FromMilliseconds(20), CancellationToken.None));
        Assert.Empty(await Values());
        await Insert("next");
        Assert.Equal(["next"], await Values());
    }

    [Fact]
    public async Task Waits_while_another_process_holds_the_file()
    {
        await using var other = new SqliteConnection($"Data Source={database.FilePath};Pooling=False");
        await other.OpenAsync();
        await using (var begin = other.CreateCommand())
        {
            begin.CommandText = "BEGIN IMMEDIATE; INSERT INTO t (v) VALUES ('other');";
            await begin.ExecuteNonQueryAsync();
        }
        var mine = Insert("mine");
        Assert.Empty(await Values());
        Assert.False(mine.IsCompleted);
        await using (var commit = other.CreateCommand())
        {
            commit.CommandText = "COMMIT";
            await commit.ExecuteNonQueryAsync();
        }
        await mine;
        Assert.Equal(["mine", "other"], await Values());
    }

    [Fact]
    public async Task Readers_cannot_write()
    {
        await using var connection = await database.OpenReadAsync(CancellationToken.None);
        using var statement = connection.Prepare("INSERT INTO t (v) VALUES ('x')");
        Assert.Throws<SqliteException>(() => statement.Execute());
    }

    [Fact]
    public async Task A_statement_in_use_is_not_given_out_twice()
    {
        await Insert("a");
        await Insert("b");
        await using var connection = await database.OpenReadAsync(CancellationToken.None);
        var seen = new List<string>();
        using var outer = connection.Prepare("SELECT v FROM t WHERE v >= @p0 ORDER BY v");
        outer[0] = "a";
        using var rows = outer.ExecuteReader();
        while (rows.Read())
        {
            using var inner = connection.Prepare("SELECT v FROM t WHERE v >= @p0 ORDER BY v");
            inner[0] = "b";
            seen.Add(rows.GetString(0) + inner.ExecuteScalar());
        }
        Assert.Equal(["ab", "bb"], seen);
    }

    private Task Blocked(ManualResetEventSlim gate) => database.WriteAsync((_, _) =>
    {
        gate.Wait();
        return ValueTask.FromResult(0);
    }, CancellationToken.None);

    private Task<int> Insert(string value) => database.WriteAsync((session, _) =>
    {
        Insert(session, value);
        return ValueTask.FromResult(0);
    }, CancellationToken.None);

    private static void Insert(WriteSession session, string value)
    {
        using var statement = session.Connection.Prepare("INSERT INTO t (v) VALUES (@p0)");
        statement[0] = value;
        statement.Execute();
    }

    private Task<int> Write(string sql) => database.WriteAsync((session, _) =>
    {
        using var statement = session.Connection.Prepare(sql);
        return ValueTask.FromResult(statement.Execute());
    }, CancellationToken.None);

    private async Task<List<string>> Values()
    {
        await using var connection = await database.OpenReadAsync(CancellationToken.None);
        using var statement = connection.Prepare("SELECT v FROM t ORDER BY v");
        using var reader = statement.ExecuteReader();
        var values = new List<string>();
        while (reader.Read()) values.Add(reader.GetString(0));
        return values;
    }
}

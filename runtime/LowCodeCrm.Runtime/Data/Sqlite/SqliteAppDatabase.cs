using System.Collections.Concurrent;
using System.Data.Common;
using LowCodeCrm.Engine.Records;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>An app's database in one SQLite file: any number of readers beside a single writer that groups commits.</summary>
public sealed class SqliteAppDatabase : AppDatabase
{
    private readonly ConcurrentBag<PooledConnection> idle = [];
    private readonly SqliteOptions options;
    private readonly string readString;
    private readonly SqliteWriter writer;
    private volatile bool isDisposed;

    static SqliteAppDatabase() => SqliteNative.Configure();

    private SqliteAppDatabase(string path, SqliteOptions options, PooledConnection writerConnection)
    {
        FilePath = path;
        this.options = options;
        readString = ConnectionString(path, SqliteOpenMode.ReadWrite, options);
        writer = new SqliteWriter(writerConnection, options);
    }

    public string FilePath { get; }

    public override ColumnCodec Codec => SqliteCodec.Instance;

    /// <summary>Opens the file, creating it where there is none.</summary>
    public static async Task<SqliteAppDatabase> OpenAsync(string path, SqliteOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= SqliteOptions.Default;
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var connection = new PooledConnection(ConnectionString(full, SqliteOpenMode.ReadWriteCreate, options), options, giveBack: null);
        try
        {
            await connection.OpenAsync(cancellationToken);
            // FULL: a commit that was acknowledged survives a power cut, not only a crash of the process.
            Execute(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864; {Common(options)}");
            SqliteNative.KeepPlans(connection);
            SqliteFunctions.Register(connection);
        }
        catch
        {
            connection.CloseForGood();
            throw;
        }
        return new SqliteAppDatabase(full, options, connection);
    }

    public override ValueTask<DbConnection> OpenReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return new ValueTask<DbConnection>(idle.TryTake(out var connection) ? connection : OpenReader());
    }

    public override Task<T> WriteAsync<T>(Func<WriteSession, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(work, options.WriterBudget, cancellationToken);

    public override Task<T> WriteAsync<T>(Func<WriteSession, CancellationToken, ValueTask<T>> work, TimeSpan budget, CancellationToken cancellationToken) =>
        // A job that may hold the writer longer than a save keeps its transaction to itself: others would wait for its end, and inside a savepoint around it
        // each of its statements costs as much as has been written so far.
        writer.Run(work, budget, alone: budget > options.WriterBudget, cancellationToken);

    /// <summary>The same in a transaction of its own, for changes to tables: full-text tables that are made within a savepoint cannot be rolled back to it.</summary>
    public Task<T> WriteAloneAsync<T>(Func<WriteSession, CancellationToken, ValueTask<T>> work, TimeSpan budget, CancellationToken cancellationToken) =>
        writer.Run(work, budget, alone: true, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        await writer.DisposeAsync();
        while (idle.TryTake(out var connection)) connection.CloseForGood();
    }

    private PooledConnection OpenReader()
    {
        var connection = new PooledConnection(readString, options, GiveBack);
        try
        {
            connection.Open();
            Execute(connection, $"{Common(options)} PRAGMA query_only=ON;");
            SqliteNative.KeepPlans(connection);
            SqliteFunctions.Register(connection);
            return connection;
        }
        catch
        {
            connection.CloseForGood();
            throw;
        }
    }

    private void GiveBack(PooledConnection connection)
    {
        if (isDisposed || idle.Count >= options.IdleReaders || connection.State != System.Data.ConnectionState.Open || !SqliteNative.IsAutoCommit(connection))
            connection.CloseForGood();
        else
            idle.Add(connection);
    }

    private static string ConnectionString(string path, SqliteOpenMode mode, SqliteOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = mode,
        // The pool is ours: it keeps prepared statements and registered functions with the connection.
        Pooling = false,
        ForeignKeys = true,
        DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),
    }.ToString();

    private static string Common(SqliteOptions options) =>
        $"PRAGMA busy_timeout={(long)options.BusyTimeout.TotalMilliseconds}; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{options.CacheKibibytes}; PRAGMA mmap_size=268435456; PRAGMA trusted_schema=OFF;";

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

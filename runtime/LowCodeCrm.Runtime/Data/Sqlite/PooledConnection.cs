using LowCodeCrm.Runtime.Saving;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>A connection that goes back to its pool when disposed, with its prepared statements.</summary>
internal sealed class PooledConnection : SqliteConnection
{
    private readonly Action<PooledConnection>? giveBack;
    private bool isClosing;

    public PooledConnection(string connectionString, SqliteOptions options, Action<PooledConnection>? giveBack) : base(connectionString)
    {
        this.giveBack = giveBack;
        Statements = new StatementCache(this, options.PreparedStatements);
    }

    public StatementCache Statements { get; }

    /// <summary>Closes for good.</summary>
    public void CloseForGood()
    {
        isClosing = true;
        Statements.Dispose();
        PreparedStatements.Release(this);
        Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isClosing && giveBack is not null) giveBack(this);
        else base.Dispose(disposing);
    }
}

using System.Buffers;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Channels;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>One transaction under way: a save with all that its rules cause, a batch, or a chunk of an import. Not thread-safe.</summary>
/// <remarks>Inside a transaction everything is synchronous: rules are, and they read through the same connection.</remarks>
internal sealed class SaveUnit
{
    private readonly Action<SaveUnit, EntityAccess, Guid> recalculate;
    private static readonly Statement LiveVersion = new("SELECT \"number\" FROM \"$app_version\" WHERE \"live\" = 1", 0);
    private readonly SortedSet<(int Entity, Guid Id)> due = [];
    private readonly HashSet<Guid> beingRemoved = [];
    private BoundRule? rule;
    private (string Name, Engine.Diagnostics.SourceLocation Location)? place;
    private int statements, rowsRead, rowsWritten, commands;
    private long deadline;
    private bool flushing;
    private bool? isSuperseded;
    private (int Entity, Guid Id)? deriving;

    public SaveUnit(AppLease lease, Caller caller, WriteSession session, ColumnCodec codec, SaveLimits limits, DateTime now, Func<Guid> newId, Action<SaveUnit, EntityAccess, Guid> recalculate)
    {
        this.recalculate = recalculate;
        Lease = lease;
        Caller = caller;
        Session = session;
        Codec = codec;
        Limits = limits;
        Now = now;
        NewId = newId;
        Access = AppAccess.For(lease.App);
        ReadersLeft = limits.DerivedReaders;
        Records = new RecordCache(this);
        Contacts = new StoredContacts(session.Connection, lease.App.Model, codec) { Transaction = session.Transaction, Counted = CountRead };
        Context = new SaveContext(this, now);
        StartBudget();
    }

    public AppLease Lease { get; }
    public CompiledApp App => Lease.App;
    public AppAccess Access { get; }
    public Caller Caller { get; private set; }
    public WriteSession Session { get; }
    public ColumnCodec Codec { get; }
    public SaveLimits Limits { get; }
    /// <summary>The instant of the save, UTC, to the microsecond.</summary>
    public DateTime Now { get; private set; }
    public Func<Guid> NewId { get; }
    public RecordCache Records { get; }
    public StoredContacts Contacts { get; }
    public SaveContext Context { get; private set; }
    /// <summary>Who has a role; null where nobody is known.</summary>
    public Approvals.IRoleMembers? Roles { get; set; }
    public List<ChangeEvent> Events { get; } = [];
    /// <summary>What was put into the outbox, in order.</summary>
    public List<Automation.OutsideEvent> Outside { get; } = [];
    /// <summary>Records whose full-text rows are due at the end of the transaction, in the order of their writing; of a new one with the number of its row, else 0.</summary>
    public List<(EntityAccess Access, EntityRecord Record, long Row)> SearchRows { get; } = [];
    /// <summary>For whoever writes JSON for a column, one at a time.</summary>
    public (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Json { get; } = NewJson();
    /// <summary>How many saves deep: 0 for what the caller asked, 1 for what its rules asked …</summary>
    public int Depth { get; private set; }

    /// <summary>Somebody else goes on within the same transaction, as in a test with several users.</summary>
    public void ActAs(Caller caller)
    {
        Caller = caller;
        Context = new SaveContext(this, Now) { Fuel = Limits.Fuel };
    }

    public DbCommand Prepare(Statement statement) => PreparedStatements.Prepare(Session.Connection, Session.Transaction, statement);

    /// <summary>Runs a statement that writes.</summary>
    /// <returns>Rows changed.</returns>
    public int Execute(Statement statement, ReadOnlySpan<object?> values) => PreparedStatements.PrepareDirect(Session.Connection, statement).Execute(values);

    /// <returns>The row's integer key.</returns>
    public long Insert(Statement statement, ReadOnlySpan<object?> values)
    {
        var prepared = PreparedStatements.PrepareDirect(Session.Connection, statement);
        prepared.Execute(values);
        return prepared.LastRow;
    }

    /// <summary>Time passes: what comes from here on happens at another instant.</summary>
    public void MoveTo(DateTime now)
    {
        Now = now;
        Context = new SaveContext(this, now) { Message = Context.Message };
        StartBudget();
    }

    /// <summary>Each save of a batch or an import has the budgets of a save.</summary>
    public void StartBudget()
    {
        (statements, rowsRead, rowsWritten, commands) = (0, 0, 0, 0);
        Context.Fuel = Limits.Fuel;
        deadline = Environment.TickCount64 + (long)Limits.Time.TotalMilliseconds;
        (rule, place, deriving) = (null, null, null);
        // What the rules of one save read is no reason of the next.
        Records.ReadByRules.Clear();
    }

    /// <summary>Notes which rule runs, so that a failure can name it.</summary>
    public void Running(BoundRule running) => (rule, place) = (running, null);

    public void Running(string name, Engine.Diagnostics.SourceLocation location) => place = (name, location);

    /// <summary>The rule that ran last and its place, or null before the first.</summary>
    public (string Name, Engine.Diagnostics.SourceLocation Location)? Current => place ?? (rule is null ? null : (rule.Name, rule.Location));

    /// <summary>The record whose derived fields were worked out when a rule failed; null: a rule of the save itself did.</summary>
    public (int Entity, Guid Id)? Deriving => deriving;

    public void CountRead(int rows)
    {
        if (flushing) return;
        if (++statements > Limits.Statements) throw new RuleBudgetException("statements");
        if ((rowsRead += rows) > Limits.RowsRead) throw new RuleBudgetException("rows read");
        CheckTime();
    }

    public void CountRow()
    {
        if (!flushing && ++rowsRead > Limits.RowsRead) throw new RuleBudgetException("rows read");
    }

    public void CountWrite()
    {
        if (flushing) return;
        if (Depth > 0 && ++statements > Limits.Statements) throw new RuleBudgetException("statements");
        if (++rowsWritten > Limits.RowsWritten) throw new RuleBudgetException("rows written");
        CheckTime();
    }

    public void CountCommand()
    {
        if (++commands > Limits.Commands) throw new RuleBudgetException("commands");
    }

    public void Enter()
    {
        if (Depth >= Limits.CascadeDepth + 1) throw new RuleBudgetException("cascade depth");
        Depth++;
    }

    public void Leave() => Depth--;

    public bool IsNested => Depth > 1;

    /// <summary>Whether another version is live by now: its rules must look again at what is written here.</summary>
    public bool IsSuperseded => isSuperseded ??= Prepare(LiveVersion).ExecuteScalar() is long live && live != Lease.Version.Number;

    /// <summary>See <see cref="SaveLimits.DerivedReaders"/>.</summary>
    public int ReadersLeft { get; set; }

    /// <summary>Something was put into the queue of what is to be derived.</summary>
    public bool HasQueued { get; set; }

    public bool IsAnyDue => due.Count > 0;

    public int DueCount => due.Count;

    /// <summary>By record and field id: what many-to-many fields of records being saved are to hold.</summary>
    public Dictionary<(Guid Record, string Field), IReadOnlyList<Guid>> PendingLinks { get; } = [];

    public void Removing(Guid id) => beingRemoved.Add(id);
    public void Removed(Guid id) => beingRemoved.Remove(id);
    public bool IsBeingRemoved(Guid id) => beingRemoved.Contains(id);

    /// <summary>Its derived fields must be derived again before anybody reads them, at the latest before the commit.</summary>
    public void MarkDue(Entity entity, Guid id) => due.Add((entity.Index, id));

    /// <summary>Derives all records that are due, in the order of their ids, so that concurrent saves lock in one order.</summary>
    /// <param name="passOver">One on which a rule fails is due no longer; the exception comes all the same.</param>
    public void FlushRollups(bool passOver = false)
    {
        if (flushing) return;
        flushing = true;
        try
        {
            while (due.Count > 0)
            {
                var next = due.Min;
                due.Remove(next);
                deriving = next;
                // Many records may be due after many saves: each has the fuel of one.
                Context.Fuel = Limits.Fuel;
                try
                {
                    recalculate(this, Access.Of(next.Entity), next.Id);
                }
                catch when (!passOver)
                {
                    // It stays due, so that nothing of what made it so is committed unseen.
                    due.Add(next);
                    throw;
                }
                deriving = null;
            }
        }
        finally
        {
            flushing = false;
        }
    }

    public void FlushRollups(int entityIndex)
    {
        if (due.Count == 0 || flushing) return;
        foreach (var (entity, _) in due)
            if (entity == entityIndex)
            {
                FlushRollups();
                return;
            }
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) NewJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        return (buffer, new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }));
    }

    private void CheckTime()
    {
        if (Environment.TickCount64 > deadline) throw new RuleBudgetException("time");
    }
}

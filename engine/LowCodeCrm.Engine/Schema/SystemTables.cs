using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Schema;

/// <summary>The platform's own tables in every app's database. Their names start with "$", which no entity's can.</summary>
public static class SystemTables
{
    /// <summary>When a record went to the recycle bin; empty for a live one. On every entity table.</summary>
    public const string DeletedAt = "deleted_at";
    /// <summary>The version that wrote the row. On every entity table.</summary>
    public const string AppVersionColumn = "app_version";

    public const string Meta = "$meta";
    public const string AppVersion = "$app_version";
    public const string Draft = "$draft";
    public const string History = "$history";
    public const string Outbox = "$outbox";
    public const string Idempotency = "$idempotency";
    public const string Setting = "$setting";
    /// <summary>Views that people share with each other.</summary>
    public const string View = "$view";
    public const string File = "$file";
    public const string AutoNumber = "$auto_number";
    public const string Import = "$import";
    /// <summary>Records whose derived fields are due, by entity id and record id.</summary>
    public const string Derive = "$derive";
    /// <summary>Words of records on channels: consent given and withdrawn. Rows are added, never changed; the newest counts.</summary>
    public const string Consent = "$consent";
    /// <summary>Messages from and to records.</summary>
    public const string Message = "$message";
    /// <summary>Records on their way through an approval, or at its end.</summary>
    public const string Approval = "$approval";
    /// <summary>Who is asked at each step of an approval.</summary>
    public const string ApprovalAsked = "$approval_asked";
    /// <summary>What was done about approvals. Rows are added, never changed.</summary>
    public const string ApprovalDecision = "$approval_decision";
    /// <summary>What people wrote about records, beside their fields.</summary>
    public const string Note = "$note";
    /// <summary>When each schedule is due next.</summary>
    public const string Schedule = "$schedule";
    /// <summary>Runs of schedules: how far they came and what they did.</summary>
    public const string ScheduleRun = "$schedule_run";
    /// <summary>Records that wait for a transition with a time limit: until when.</summary>
    public const string Deadline = "$deadline";
    /// <summary>Segments that are worked out every night: when that was, and by which condition.</summary>
    public const string Segment = "$segment";
    /// <summary>Their members as of then.</summary>
    public const string SegmentMember = "$segment_member";
    /// <summary>How far the stored derived fields of each entity follow their rules.</summary>
    public const string Derivation = "$derivation";

    public static ImmutableArray<Table> All { get; } =
    [
        // Facts about the database itself, by name; "schema" is the DatabaseSchema that its tables have now.
        Table(Meta, ["name"], [Text("name", false), Json("value", false)]),

        // Every published version, with the package it was compiled from and the tables it reads; exactly one is live.
        Table(AppVersion, ["number"],
        [
            Int("number", false), Instant("at", false), Guid("by"), Text("by_name"), new("package", StorageType.Bytes, false), Json("schema", false), Bool("live", false),
        ]),

        Table(Draft, ["path"], [Text("path", false), new("content", StorageType.Bytes, false), Text("etag", false), Instant("updated_at", false), Guid("updated_by")]),

        // One row a changed record: changes as JSON, with the rule and the versions of records read.
        Table(History, ["seq"],
        [
            Sequence("seq"), Text("entity_id", false), Guid("record_id", false), Int("version", false), Text("kind", false), Instant("at", false), Guid("by"), Text("by_name"),
            Int("app_version", false), Json("changes", false),
        ],
        new TableIndex("$history_record", ["record_id", "seq"], false)),

        // What is to happen outside the database, exactly once by key; also the feed of changes that live updates resume from.
        Table(Outbox, ["seq"],
        [
            Sequence("seq"), Text("kind", false), Text("key"), Json("payload", false), Instant("at", false), Instant("due_at"), Int("attempts", false), Instant("leased_until"),
            Instant("done_at"), Text("error"),
        ],
        new TableIndex("$outbox_key", ["key"], true), new TableIndex("$outbox_due", ["done_at", "due_at"], false)),

        Table(Idempotency, ["user_id", "key"],
        [
            Guid("user_id", false), Text("key", false), Instant("at", false), Text("request_hash", false), Int("status"), Json("headers"), Text("body"),
        ],
        new TableIndex("$idempotency_at", ["at"], false)),

        Table(Setting, ["user_id", "name"], [Guid("user_id", false), Text("name", false), Json("value", false), Instant("updated_at", false)]),

        // No role is everybody; by_all says whether whoever sees it may change it.
        Table(View, ["id"],
        [
            Guid("id", false), Text("entity_id", false), Text("title", false), Text("role"), Bool("by_all", false), Guid("owner", false), Text("owner_name", false), Json("definition", false),
            Int("version", false), Instant("updated_at", false), Guid("updated_by", false),
        ]),

        Table(File, ["id"],
        [
            Guid("id", false), Text("name", false), Text("type", false), Int("size", false), Text("hash", false), Instant("created_at", false), Guid("created_by"),
            Text("entity_id"), Guid("record_id"), Text("field_id"),
        ],
        new TableIndex("$file_record", ["record_id"], false)),

        Table(AutoNumber, ["field_id"], [Text("field_id", false), Int("last", false)]),

        Table(Import, ["id"],
        [
            Guid("id", false), Text("entity_id", false), Instant("at", false), Guid("by"), Text("mode", false), Text("key"), Bool("dry_run", false),
            Int("created", false), Int("updated", false), Int("unchanged", false), Int("rejected", false), Json("report", false),
        ]),

        // An empty purpose is consent in general. Rows outlive their record, so that a restored one has kept its word; erasing a person removes them.
        Table(Consent, ["seq"],
        [
            Sequence("seq"), Text("entity_id", false), Guid("record_id", false), Text("channel_id", false), Text("purpose", false), Text("state", false),
            Instant("at", false), Guid("by"), Text("by_name"), Text("source"),
        ],
        new TableIndex("$consent_newest", ["record_id", "channel_id", "purpose", "seq"], false)),

        Table(Message, ["id"],
        [
            Guid("id", false), Text("entity_id", false), Guid("record_id", false), Text("channel_id", false), Text("direction", false), Instant("at", false), Guid("reply_to"),
        ],
        new TableIndex("$message_record", ["record_id", "channel_id", "direction", "at"], false), new TableIndex("$message_reply", ["reply_to"], false)),

        Table(Note, ["seq"],
        [
            Sequence("seq"), Text("entity_id", false), Guid("record_id", false), Text("text", false), Instant("at", false), Guid("by", false), Text("by_name", false),
        ],
        new TableIndex("$note_record", ["record_id", "seq"], false)),

        // The timing by which the time was worked out: with another one it is worked out anew.
        Table(Schedule, ["name"], [Text("name", false), Text("timing", false), Instant("next_at", false)]),

        // The step and the last record that were finished stand here in the transaction that finished them, so a run goes on where a crash stopped it.
        Table(ScheduleRun, ["seq"],
        [
            Sequence("seq"), Text("schedule", false), Int("app_version", false), Text("state", false), Instant("due_at", false), Instant("started_at"), Instant("finished_at"), Text("by_name"),
            Int("step", false), Guid("last_id"), Int("taken", false), Int("selected", false), Int("done", false), Int("refused", false), Json("errors", false),
        ],
        new TableIndex("$schedule_run_name", ["schedule", "seq"], false), new TableIndex("$schedule_run_state", ["state"], false)),

        // The limit by which the time was worked out: with another one it is worked out anew.
        Table(Deadline, ["record_id", "process", "transition"],
        [
            Guid("record_id", false), Text("entity_id", false), Text("process", false), Text("transition", false), Text("time_limit", false), Instant("due_at", false), Instant("done_at"),
        ],
        new TableIndex("$deadline_due", ["done_at", "due_at"], false)),

        Table(Segment, ["name"], [Text("name", false), Text("condition", false), Instant("at", false), Int("members", false)]),
        Table(SegmentMember, ["segment", "record_id"], [Text("segment", false), Guid("record_id", false)]),

        Table(Approval, ["id"],
        [
            Guid("id", false), Text("entity_id", false), Guid("record_id", false), Text("name", false), Text("state", false), Json("steps", false), Int("at_step", false), Int("needed", false),
            Guid("submitted_by"), Text("submitted_by_name", false), Instant("submitted_at", false), Instant("since", false), Instant("due_at"), Instant("escalated_at"), Instant("ended_at"),
        ],
        new TableIndex("$approval_record", ["record_id", "state"], false), new TableIndex("$approval_due", ["state", "due_at"], false)),

        Table(ApprovalAsked, ["seq"],
        [
            Sequence("seq"), Guid("approval_id", false), Int("at_step", false), Guid("user_id"), Text("role"), Text("name", false), Text("as", false), Guid("from_user"), Bool("open", false),
        ],
        new TableIndex("$approval_asked_approval", ["approval_id", "open"], false), new TableIndex("$approval_asked_user", ["user_id", "open"], false)),

        Table(ApprovalDecision, ["seq"],
        [
            Sequence("seq"), Guid("approval_id", false), Int("at_step", false), Text("step", false), Text("kind", false), Guid("by"), Text("by_name", false), Instant("at", false), Text("comment"), Text("to_name"),
        ],
        new TableIndex("$approval_decision_approval", ["approval_id", "seq"], false)),

        Table(Derive, ["entity_id", "record_id"], [Text("entity_id", false), Guid("record_id", false)]),

        // Fingerprints of the rules by which all rows were derived, and the walk under way: towards which rules, and how far.
        Table(Derivation, ["entity_id"], [Text("entity_id", false), Json("done", false), Json("target"), Guid("last_id")]),
    ];

    private static Table Table(string name, ImmutableArray<string> key, ImmutableArray<Column> columns, params ImmutableArray<TableIndex> indexes) => new(name, columns, key, indexes, []);

    private static Column Sequence(string name) => new(name, StorageType.Int, false, IsGenerated: true);
    private static Column Text(string name, bool nullable = true) => new(name, StorageType.Text, nullable);
    private static Column Json(string name, bool nullable = true) => new(name, StorageType.Json, nullable);
    private static Column Int(string name, bool nullable = true) => new(name, StorageType.Int, nullable);
    private static Column Bool(string name, bool nullable = true) => new(name, StorageType.Bool, nullable);
    private static Column Guid(string name, bool nullable = true) => new(name, StorageType.Guid, nullable);
    private static Column Instant(string name, bool nullable = true) => new(name, StorageType.DateTime, nullable);
}

/// <summary>What the column <c>state</c> of <see cref="SystemTables.Consent"/> says.</summary>
public static class ConsentState
{
    public const string Granted = "granted";
    public const string Withdrawn = "withdrawn";
}

/// <summary>What the column <c>direction</c> of <see cref="SystemTables.Message"/> says.</summary>
public static class MessageDirection
{
    public const string Out = "out";
    public const string In = "in";
}

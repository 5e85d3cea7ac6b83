using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>One record on its way through the pipeline. A parent and the rows of its child lists go together, step by step.</summary>
internal sealed class RecordSave(EntityAccess access, SaveRequest request)
{
    private RecordSave[]? alone;

    public EntityAccess Access { get; } = access;
    public SaveRequest Request { get; } = request;
    public Entity Entity => Access.Entity;
    public RecordInput Input => Request.Input;
    public bool IsByRule => Request.ByRule is not null;

    /// <summary>As stored; null on create.</summary>
    public EntityRecord? Stored { get; set; }
    /// <summary>As it is to be.</summary>
    public EntityRecord Record { get; set; } = null!;
    public bool IsCreate => Stored is null;
    public bool IsRemoved { get; set; }

    /// <summary>Where the row stands in the request: "" or <c>lines[0]/</c>.</summary>
    public string Path { get; init; } = "";
    /// <summary>Of a row of a child list: the lookup that names the parent.</summary>
    public Field? Via { get; init; }
    public List<RecordSave> Children { get; } = [];

    /// <summary>Field indices that the caller (or the rule that asks) gave.</summary>
    public bool[] Given { get; } = new bool[access.Entity.Fields.Length];
    /// <summary>Which rule gave a field its value.</summary>
    public Dictionary<int, string> SetBy { get; } = [];
    /// <summary>Set while checking: fields that differ from what is stored.</summary>
    public bool[] Changed { get; } = new bool[access.Entity.Fields.Length];
    public bool IsChanged { get; set; }

    public ProcessTransition? Transition { get; set; }
    public TransitionProgram? TransitionProgram { get; set; }
    /// <summary>What the transition's <c>do</c> asks for beside setting fields; carried out after the write.</summary>
    public List<Effect> TransitionEffects { get; } = [];

    /// <summary>The record, then its child rows, in the order in which they are saved.</summary>
    /// <remarks>Asked for at every step; nearly every save is of one record.</remarks>
    public RecordSave[] Rows => Children.Count == 0 ? alone ??= [this] : [this, .. Children.SelectMany(c => c.Rows)];

    public object? Old(Field field) => Stored?.GetValue(field.Index);
    public object? New(Field field) => Record.GetValue(field.Index);
}

/// <summary>Nothing but the place where evaluation stands, so that a failure can name it.</summary>
internal sealed class RuleCursor
{
    public string? Rule { get; set; }
    public int Line { get; set; }
    public string? File { get; set; }

    public void At(BoundRule rule) => (Rule, Line, File) = (rule.Name, rule.Location.Start.Line, rule.Location.File);
    public void At(string name, Engine.Diagnostics.SourceLocation location) => (Rule, Line, File) = (name, location.Start.Line, location.File);
}

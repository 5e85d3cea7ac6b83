using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>
/// What a rule may know besides its record: clock, user, and other records, all handed in. One context serves one save or one request;
/// it is not thread-safe.
/// </summary>
public abstract class RuleContext
{
    /// <summary>The instant of the save, UTC; the same throughout.</summary>
    public required DateTime Now { get; init; }
    /// <summary>The app's zone, IANA id.</summary>
    public required string TimeZone { get; init; }
    /// <summary>The caller's zone, IANA id.</summary>
    public required string UserTimeZone { get; init; }
    /// <summary>The reader's language, for label() and interpolation in messages.</summary>
    public required string Locale { get; init; }
    /// <summary>Name of the holiday calendar, or null.</summary>
    public string? Calendar { get; init; }
    /// <summary>The app, for the labels of choices; null: a choice's label is its value.</summary>
    public Model.CrmModel? Model { get; init; }
    /// <summary>The caller; null for the system.</summary>
    public Guid? UserId { get; init; }

    public abstract bool HasRole(string role);

    /// <summary>A record by id, or null where there is none that the rule may see.</summary>
    public abstract EntityRecord? Load(int entityIndex, Guid id);

    /// <summary>The records of an entity whose lookup names the parent, as this save sees them.</summary>
    public abstract IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId);

    /// <summary>Consents and messages of records; none in a context without records.</summary>
    public virtual ContactHistory Contacts => ContactHistory.None;

    /// <summary>The records of a selection of the rules (<see cref="Binding.BoundRuleSet.Selections"/>), as this save sees them, in the order of their ids.</summary>
    /// <param name="selection">Its index.</param>
    /// <param name="outer">Values of what the condition reads of the rule around it, in its order, boxed.</param>
    public virtual IReadOnlyList<EntityRecord> Select(int selection, object?[] outer) => throw new NotSupportedException($"{GetType().Name} has no records to select.");

    /// <summary>The live record of an entity whose address on the channel of the message at hand it is; the oldest of several; null where there is none.</summary>
    public virtual Guid? FindBySender(int entityIndex, string? sender) => null;

    /// <summary>The message that is being answered; null outside a handler.</summary>
    public IncomingMessage? Message { get; set; }

    /// <summary>A text of the message that is being answered.</summary>
    public string? MessageText(string member) => Message?.TextPart(member);

    /// <summary>When the message that is being answered came.</summary>
    public DateTime? MessageAt() => Message?.At;

    /// <summary>The records that a many-to-many field of a record holds, as this save sees them.</summary>
    /// <param name="entityIndex">The entity that has the field.</param>
    public virtual IReadOnlyList<EntityRecord> LoadLinked(int entityIndex, int fieldIndex, Guid id) =>
        throw new NotSupportedException($"{GetType().Name} has no many-to-many relations.");

    /// <summary>What a turn of a loop over records costs: what it asks for is kept until the loop ends.</summary>
    internal const int Turn = 10;

    /// <summary>Units of work left; about 100 ns each. Back ends spend through <see cref="Spend"/>.</summary>
    public long Fuel { get; set; } = 1_000_000;

    /// <exception cref="RuleBudgetException">The budget is used up.</exception>
    public void Spend(long units)
    {
        if ((Fuel -= units) < 0) throw new RuleBudgetException("fuel");
    }

    /// <summary>The text, once the work on it is paid for by its length; what people write in a field costs nothing.</summary>
    /// <exception cref="RuleBudgetException">The budget is used up.</exception>
    public string? Paid(string? text)
    {
        if (text is not null && text.Length >= FreeLength) Spend(text.Length / UnitLength);
        return text;
    }

    private const int FreeLength = 1_024, UnitLength = 16;
}

/// <summary>A budget of the save was exceeded; the pipeline names rule, line and budget.</summary>
public sealed class RuleBudgetException(string budget) : Exception($"The budget '{budget}' is used up.")
{
    public string Budget { get; } = budget;
}

/// <summary>A failure while evaluating (overflow): it rejects the save.</summary>
/// <param name="id">Diagnostic id, LCR6….</param>
public sealed class RuleEvaluationException(string id, Diagnostics.LocalizedText text) : Exception(text.For("en"))
{
    public string Id { get; } = id;
    public Diagnostics.LocalizedText Text { get; } = text;
}

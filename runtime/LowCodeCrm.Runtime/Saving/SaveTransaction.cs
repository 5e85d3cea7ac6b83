using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>A write transaction in which several saves are made. See <see cref="SavePipeline.InTransactionAsync"/>.</summary>
public sealed class SaveTransaction
{
    private static readonly Statement Savepoint = new("SAVEPOINT row_save", 0);
    private static readonly Statement Release = new("RELEASE SAVEPOINT row_save", 0);
    private static readonly Statement RollBack = new("ROLLBACK TO SAVEPOINT row_save", 0);
    private readonly SavePipeline pipeline;

    internal SaveTransaction(SavePipeline pipeline, SaveUnit unit)
    {
        this.pipeline = pipeline;
        Unit = unit;
    }

    internal SaveUnit Unit { get; }

    /// <summary>Saves as part of the whole: when it is refused, the caller must <see cref="Reject"/> or go on knowing that rules may have written half.</summary>
    public SaveResult Save(SaveRequest request)
    {
        Unit.StartBudget();
        return pipeline.Save(Unit, request);
    }

    /// <summary>Saves by itself: a refused save leaves nothing, the others stay.</summary>
    public SaveResult TrySave(SaveRequest request)
    {
        Unit.Prepare(Savepoint).ExecuteNonQuery();
        var events = Unit.Events.Count;
        var result = Save(request);
        if (!result.IsSuccess)
        {
            Unit.Prepare(RollBack).ExecuteNonQuery();
            Unit.Records.Clear();
            Unit.Events.RemoveRange(events, Unit.Events.Count - events);
        }
        Unit.Prepare(Release).ExecuteNonQuery();
        return result;
    }

    public Evaluation Evaluate(SaveRequest request)
    {
        Unit.StartBudget();
        return pipeline.Evaluate(Unit, request);
    }

    /// <summary>Nothing of this transaction stays.</summary>
    public void Reject() => Unit.Session.Reject();

    /// <summary>A live record, or null.</summary>
    public EntityRecord? Load(Entity entity, Guid id) => Unit.Records.Load(entity.Index, id);
}

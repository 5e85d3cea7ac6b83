using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>What the last action of a test did.</summary>
/// <param name="Failure">A step before it that could not be done.</param>
/// <param name="Before">The test's records by name, as they were before it.</param>
/// <param name="After">And as they are.</param>
/// <param name="Effects">What happened to other records, in order, with what is left of each.</param>
/// <param name="HasOutside">Whether something was put into the outbox.</param>
internal sealed record TestObservation(
    TestFailure? Failure, SaveResult? Outcome, IReadOnlyDictionary<string, EntityRecord> Before, IReadOnlyDictionary<string, EntityRecord> After, IReadOnlyList<(ChangeEvent Event, EntityRecord? Record)> Effects, bool HasOutside);

internal sealed partial class RuleTestRun
{
    /// <summary>Runs the steps, and looks instead of expecting.</summary>
    public TestObservation Observe()
    {
        var before = new Dictionary<string, EntityRecord>();
        foreach (var step in test.Steps)
        {
            if (step is ActionStep) before = Records();
            if (Run(step) is { } message) return new TestObservation(new TestFailure(message, step.Location), outcome, before, before, [], false);
        }
        var entities = transaction.Unit.App.Model.Entities;
        return new TestObservation(null, outcome, before, Records(), [.. effects.Select(one => (one, entities.FirstOrDefault(entity => entity.Id == one.EntityId) is { } entity ? transaction.Load(entity, one.Id) : null))], outside.Count > 0);
    }

    private Dictionary<string, EntityRecord> Records()
    {
        var found = new Dictionary<string, EntityRecord>(StringComparer.Ordinal);
        foreach (var (symbol, value) in values)
            if (value is Guid id && symbol.Type.Entity is { } name && transaction.Unit.App.Model.Find(name) is { IsSystem: false } entity && transaction.Load(entity, id) is { } record) found[symbol.Name] = record.Clone();
        return found;
    }
}

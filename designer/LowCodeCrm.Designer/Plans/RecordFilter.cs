using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Designer.Plans;

/// <summary>Conditions by which a list of the live app shows the records that a line of the impact speaks of.</summary>
internal sealed class RecordFilter(LiveRecords records, DesignerOptions options)
{
    public string? Set(Entity live, Field field) => Write(live, field.Name, ConditionOperators.IsSet);

    public string? Empty(Entity live, Field field) => Write(live, field.Name, ConditionOperators.IsEmpty);

    public string? Option(Entity live, Field field, Option option) =>
        Write(live, field.Name, field.Type == FieldType.MultiChoice ? ConditionOperators.Includes : "=", option.Value);

    /// <summary>The records whose value gets lost; where that are too many different ones, all that hold a value.</summary>
    public string? Values(Entity live, Field field, Retyping retyping) =>
        (retyping.Lost < retyping.Held && retyping.LostValues.Count <= options.NamedValues && field.Type is FieldType.Text or FieldType.LongText or FieldType.Email or FieldType.Url or FieldType.Choice
            ? Write(live, field.Name, ConditionOperators.In, [.. retyping.LostValues.Select(value => value.Value)])
            : null) ?? Set(live, field);

    /// <summary>Records one by one.</summary>
    public string? Records(Entity live, IEnumerable<Guid> ids) => Write(live, SystemFields.Id, ConditionOperators.In, [.. ids.Select(id => id.ToString("D"))]);

    private string? Write(Entity live, string path, string comparison, params ImmutableArray<string> values) => ConditionWriter.Write(
        new ConditionGroup(true, [new Condition(path, comparison, [.. values.Select(value => new LiteralValue(value))])]), records.Lease.App.Rules, live, new DiagnosticBag());
}

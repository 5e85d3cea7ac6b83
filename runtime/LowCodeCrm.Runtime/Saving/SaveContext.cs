using System.Diagnostics.CodeAnalysis;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>What rules see during a save: other records as this save has left them so far.</summary>
[method: SetsRequiredMembers]
internal sealed class SaveContext(SaveUnit unit, DateTime now) : RuleContextOf(unit.Caller, unit.App.Model, now)
{
    public override ContactHistory Contacts => unit.Contacts;

    public override EntityRecord? Load(int entityIndex, Guid id)
    {
        unit.FlushRollups(entityIndex);
        return unit.Records.Load(entityIndex, id, counted: true);
    }

    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId)
    {
        unit.FlushRollups(entityIndex);
        return unit.Records.Related(entityIndex, lookupFieldIndex, parentId);
    }

    public override IReadOnlyList<EntityRecord> Select(int selection, object?[] outer) =>
        SelectionQuery.Of(unit.App, selection).Read(unit, outer, Guid.Empty, unit.App.Rules.Selections[selection].Limit);

    public override Guid? FindBySender(int entityIndex, string? sender)
    {
        var entity = unit.App.Model.Entities[entityIndex];
        if (string.IsNullOrEmpty(sender) || Message is not { } message || unit.App.Model.FindChannel(message.Channel)?.AddressOf(entity) is not { } field) return null;
        unit.CountRead(1);
        using var reader = unit.Prepare(unit.Access.Of(entityIndex).SelectIdsBy([field])).Bind([sender]).ExecuteReader();
        return reader.Read() ? unit.Codec.ReadGuid(reader, 0) : null;
    }

    public override IReadOnlyList<EntityRecord> LoadLinked(int entityIndex, int fieldIndex, Guid id)
    {
        var field = unit.App.Model.Entities[entityIndex].Fields[fieldIndex];
        var target = unit.App.Model.TargetOf(field).Index;
        unit.FlushRollups(target);
        unit.CountRead(0);
        // What is being saved holds what was sent, before the database does.
        var ids = unit.PendingLinks.TryGetValue((id, field.Id), out var sent) ? sent : Steps.Links.Read(unit, field, id);
        return [.. ids.Select(linked => unit.Records.Load(target, linked, counted: true)).OfType<EntityRecord>()];
    }
}

/// <summary>A context whose clock, zones and user are those of a caller of an app.</summary>
internal abstract class RuleContextOf : RuleContext
{
    private readonly Caller caller;

    [SetsRequiredMembers]
    protected RuleContextOf(Caller caller, Engine.Model.CrmModel model, DateTime now)
    {
        this.caller = caller;
        Model = model;
        Now = now;
        TimeZone = model.TimeZone;
        UserTimeZone = caller.TimeZone ?? model.TimeZone;
        Locale = caller.Locale;
        Calendar = model.Calendar;
        Model = model;
        UserId = caller.UserId == Guid.Empty ? null : caller.UserId;
    }

    public override bool HasRole(string role) => caller.Roles.Contains(role);
}

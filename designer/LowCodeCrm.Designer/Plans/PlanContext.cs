using System.Diagnostics.CodeAnalysis;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Designer.Plans;

/// <summary>What rules may know while a plan tries them on records.</summary>
internal sealed class PlanContext : RuleContext
{
    private readonly Caller caller;
    private readonly Func<int, Guid, EntityRecord?> load;
    private readonly Func<int, int, Guid, IReadOnlyList<EntityRecord>> related, linked;

    [SetsRequiredMembers]
    public PlanContext(Caller caller, CrmModel model, DateTime now, ContactHistory contacts, Func<int, Guid, EntityRecord?> load, Func<int, int, Guid, IReadOnlyList<EntityRecord>> related, Func<int, int, Guid, IReadOnlyList<EntityRecord>> linked)
    {
        this.caller = caller;
        this.load = load;
        this.related = related;
        Contacts = contacts;
        this.linked = linked;
        Now = now;
        TimeZone = model.TimeZone;
        UserTimeZone = caller.TimeZone ?? model.TimeZone;
        Locale = caller.Locale;
        Calendar = model.Calendar;
        Model = model;
        UserId = caller.UserId == Guid.Empty ? null : caller.UserId;
    }

    public override ContactHistory Contacts { get; }
    public override bool HasRole(string role) => caller.Roles.Contains(role);
    public override EntityRecord? Load(int entityIndex, Guid id) => load(entityIndex, id);
    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => related(entityIndex, lookupFieldIndex, parentId);
    public override IReadOnlyList<EntityRecord> LoadLinked(int entityIndex, int fieldIndex, Guid id) => linked(entityIndex, fieldIndex, id);
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Clock, zone and user for what a query asks of the rules' functions; records come from its statement.</summary>
internal sealed class QueryRuleContext(ImmutableArray<string> roles) : RuleContext
{
    public override bool HasRole(string role) => roles.Contains(role);
    public override EntityRecord? Load(int entityIndex, Guid id) => null;
    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];
}

using System.Diagnostics.CodeAnalysis;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>For expressions that need an app's zone and nothing else.</summary>
[method: SetsRequiredMembers]
internal sealed class NoRecords(CrmModel model) : Saving.RuleContextOf(Security.Caller.System, model, DateTime.UnixEpoch)
{
    public override EntityRecord? Load(int entityIndex, Guid id) => null;
    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];
}

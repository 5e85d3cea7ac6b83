using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>Where a record stands in one approval, for one caller.</summary>
/// <param name="Case">Null: it was never submitted.</param>
/// <param name="Asked">Who is asked at the step where it stands.</param>
/// <param name="May">What the caller may do now.</param>
internal sealed record ApprovalPosition(
    ApprovalDefinition Approval, ApprovalCase? Case, ImmutableArray<ApprovalAsked> Asked, ImmutableArray<ApprovalDecision> Decisions, ImmutableArray<ApprovalVerb> May);

/// <summary>A decision that waits for the caller.</summary>
/// <param name="As">How they came to be asked; a role's name where it is by that.</param>
internal sealed record WaitingDecision(ApprovalCase Case, Entity Entity, EntityRecord Record, ApprovalDefinition Approval, string As, string? Role);

/// <summary>What is to be seen of approvals.</summary>
internal static class ApprovalView
{
    /// <returns>One for each approval of the entity; null: there is no such record.</returns>
    public static (EntityRecord Record, ImmutableArray<ApprovalPosition> Positions)? Of(SavePipeline pipeline, SaveUnit unit, Entity entity, Guid id)
    {
        if (unit.Records.Load(entity.Index, id) is not { } record) return null;
        var cases = ApprovalStore.Of(unit, entity.Id, id);
        var flow = new ApprovalFlow(pipeline, unit);
        return (record, [.. unit.Access.Of(entity).Rules.Approvals.Select(approval => Position(unit, flow, approval, record, cases.FirstOrDefault(one => one.Name == approval.Name)))]);
    }

    public static ImmutableArray<WaitingDecision> WaitingFor(SaveUnit unit, int most)
    {
        if (unit.Context.UserId is not { } user) return [];
        var found = ImmutableArray.CreateBuilder<WaitingDecision>();
        foreach (var one in ApprovalStore.WaitingFor(unit, user, unit.Caller.Roles, most))
        {
            if (unit.App.Model.Entities.FirstOrDefault(entity => entity.Id == one.EntityId) is not { } entity || !RecordPolicy.MayRead(unit.Caller, entity)) continue;
            if (unit.Records.Load(entity.Index, one.RecordId) is not { } record) continue;
            if (unit.Access.Of(entity).Rules.Approvals.FirstOrDefault(approval => approval.Name == one.Name) is not { } approval) continue;
            var asked = ApprovalStore.AskedFor(unit, one.Id).Where(other => other.IsOpen && other.At == one.At).ToArray();
            var own = asked.FirstOrDefault(other => other.UserId == user);
            found.Add(new(one, entity, record, approval, own?.As ?? AskedAs.Approver, own is null ? asked.FirstOrDefault(other => other.Role is { } role && unit.Caller.Roles.Contains(role))?.Role : null));
        }
        return found.ToImmutable();
    }

    private static ApprovalPosition Position(SaveUnit unit, ApprovalFlow flow, ApprovalDefinition approval, EntityRecord record, ApprovalCase? one)
    {
        var may = ImmutableArray.CreateBuilder<ApprovalVerb>();
        ImmutableArray<ApprovalAsked> asked = [];
        if (one is { IsPending: true })
        {
            asked = [.. ApprovalStore.AskedFor(unit, one.Id).Where(other => other.IsOpen && other.At == one.At)];
            if (!flow.AskedHere(one).IsEmpty) may.AddRange(ApprovalVerb.Approve, ApprovalVerb.Reject, ApprovalVerb.Return, ApprovalVerb.Delegate);
            if (flow.MayWithdraw(one)) may.Add(ApprovalVerb.Withdraw);
        }
        else if (RecordPolicy.MayWrite(unit.Caller, approval.Entity) && flow.Holds(approval.SubmitWhen, approval, record)) may.Add(ApprovalVerb.Submit);
        return new(approval, one, asked, one is null ? [] : ApprovalStore.DecisionsAbout(unit, one.Id), may.ToImmutable());
    }
}

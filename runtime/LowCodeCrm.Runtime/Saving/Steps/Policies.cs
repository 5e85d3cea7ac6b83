using LowCodeCrm.Runtime.Queries;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>What the caller may write at all.</summary>
internal static class Policies
{
    public static Forbidden? Forbids(SaveUnit unit, SaveRequest request) =>
        (request.PastPolicies || (request.ByRule is not null ? !request.Entity.IsSystem : RecordPolicy.MayWrite(unit.Caller, request.Entity))) ? null
            : new Forbidden(SaveMessages.Say(unit.Caller.Locale,
                $"You may not change {request.Entity.Label.For(unit.Caller.Locale)} records.", $"{request.Entity.Label.For(unit.Caller.Locale)}を変更する権限がありません。"));
}

using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>What reading values depends on besides the field.</summary>
/// <param name="TimeZone">The app's zone: for instants written without an offset.</param>
public sealed record InputContext(CrmModel Model, TimeZoneInfo TimeZone, SaveLimits Limits)
{
    public static InputContext For(CrmModel model, SaveLimits limits) =>
        new(model, TimeZoneInfo.TryFindSystemTimeZoneById(model.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc, limits);
}

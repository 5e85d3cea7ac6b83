using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Runtime.Saving.Input;

/// <summary>What reading values depends on besides the field.</summary>
/// <param name="TimeZone">The app's zone: for instants written without an offset.</param>
public sealed record InputContext(CrmModel Model, TimeZoneData TimeZone, SaveLimits Limits)
{
    public static InputContext For(CrmModel model, SaveLimits limits) =>
        new(model, TimeZones.Get(TimeZones.Exists(model.TimeZone) ? model.TimeZone : "UTC"), limits);
}

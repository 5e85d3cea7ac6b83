using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model;

/// <summary>A way to reach people. In the database it is known by <paramref name="Id"/>, in rules and the API by <paramref name="Name"/>.</summary>
/// <param name="Kind">"email", "sms", "line", "phone", "web" …</param>
/// <param name="Definition">The file as written.</param>
public sealed record Channel(string Id, string Name, string Kind, LocalizedText Label, JsonObject Definition)
{
    /// <summary>Where records hold their address on this channel, at most one an entity.</summary>
    public ImmutableArray<ChannelAddress> Contact { get; init; } = [];

    /// <summary>Null: the channel may be used at any time.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>The field of an entity that holds the address; null where its records have none, or the field is gone.</summary>
    public Field? AddressOf(Entity entity) => Contact.FirstOrDefault(address => address.Entity == entity.Name) is { } address ? entity.Find(address.Field) : null;
}

/// <summary>An entity's field that holds addresses of a channel, by name.</summary>
public sealed record ChannelAddress(string Entity, string Field);

/// <summary>When a channel is left alone, by clocks in the app's zone.</summary>
/// <param name="From">The first moment of quiet.</param>
/// <param name="To">The first moment after it; earlier than <paramref name="From"/>: on the next day.</param>
/// <param name="Weekends">Days that the app's calendar does not work are quiet as a whole.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, bool Weekends)
{
    public bool Covers(TimeOnly time) => From < To ? time >= From && time < To : time >= From || time < To;
}

using System.Text.Json.Nodes;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>Something that is to happen outside the database, or that was held back.</summary>
/// <param name="Kind"><c>send</c>, <c>reply</c>, <c>notify</c> or <c>webhook</c>.</param>
/// <param name="Key">By which it happens once; null: each time anew.</param>
/// <param name="State">One of <see cref="OutboxState"/>.</param>
/// <param name="Reason">Of what was held back or failed.</param>
/// <param name="Payload">What it is about, as the API gives it.</param>
public sealed record OutboxEntry(long Id, string Kind, string? Key, string State, string? Reason, DateTime At, DateTime? DueAt, DateTime? DoneAt, long Attempts, JsonObject Payload);

/// <summary>Where an entry of the outbox stands.</summary>
public static class OutboxState
{
    /// <summary>Waits to be delivered.</summary>
    public const string Pending = "pending";
    public const string Delivered = "delivered";
    /// <summary>Never to be delivered: the reason says why.</summary>
    public const string Held = "held";
    public const string Failed = "failed";
}

/// <summary>Why a message was held back.</summary>
public static class HeldReason
{
    public const string NoConsent = "no_consent";
    public const string NoAddress = "no_address";
}

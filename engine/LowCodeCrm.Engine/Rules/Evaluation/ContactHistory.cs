namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>What records have agreed to, and what was sent to them, as rules about people and channels read it. Entities and channels are named as in the package.</summary>
public abstract class ContactHistory
{
    /// <summary>Of a world without records.</summary>
    public static readonly ContactHistory None = new Nothing();

    /// <summary>Whether the newest word of a record on a channel, for no purpose in particular, is consent; null where it never said any.</summary>
    public abstract bool? Consent(string entity, Guid record, string channel);

    /// <summary>The messages sent to a record on a channel since an instant, that instant included.</summary>
    public abstract MessageCount Sent(string entity, Guid record, string channel, DateTime since);

    private sealed class Nothing : ContactHistory
    {
        public override bool? Consent(string entity, Guid record, string channel) => null;
        public override MessageCount Sent(string entity, Guid record, string channel, DateTime since) => default;
    }
}

/// <param name="Sent">How many were sent.</param>
/// <param name="Answered">How many of these an incoming message replies to.</param>
public readonly record struct MessageCount(long Sent, long Answered);

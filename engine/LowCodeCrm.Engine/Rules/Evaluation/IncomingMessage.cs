namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>A message that came in on a channel, as handlers see it.</summary>
/// <param name="Channel">By name.</param>
/// <param name="Sender">The address that it came from.</param>
public sealed record IncomingMessage(string Channel, string Sender, string? Text, string? Subject, DateTime At)
{
    /// <summary>A part by the name that rules write.</summary>
    public object? Part(string member) => member switch
    {
        "channel" => Channel,
        "sender" => Sender,
        "text" => string.IsNullOrEmpty(Text) ? null : Text,
        "subject" => string.IsNullOrEmpty(Subject) ? null : Subject,
        "at" => At,
        _ => throw new System.Diagnostics.UnreachableException(member),
    };

    internal string? TextPart(string member) => Part(member) as string;
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>The message that a handler answers, as its rules name it.</summary>
internal sealed record MessageName(string Name, ImmutableArray<Channel> Channels)
{
    /// <summary>What can be asked of a message, with types.</summary>
    public static readonly ImmutableArray<(string Name, RuleType Type)> Parts =
        [("sender", RuleType.Text), ("text", RuleType.Text.Optional), ("subject", RuleType.Text.Optional), ("channel", RuleType.Channel), ("at", RuleType.DateTime)];
}

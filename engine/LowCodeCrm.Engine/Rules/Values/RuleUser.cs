using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Functions of the current user.</summary>
public static class RuleUser
{
    /// <summary>Whether the caller has the role; never unknown.</summary>
    public static bool Role(RuleContext context, string? role) => role is not null && context.HasRole(role);
}

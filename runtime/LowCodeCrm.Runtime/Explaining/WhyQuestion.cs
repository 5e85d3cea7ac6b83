using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>What of a field is asked for.</summary>
public enum WhyAspect { Value, Default, Show, Required, ReadOnly }

/// <summary>What somebody wants to know of a record. Exactly one of field, rule, transition and approval is the subject; a transition beside a rule says with which move.</summary>
/// <param name="Aspect">Of a field.</param>
/// <param name="Version">As it was after the change that made this version; null: now.</param>
public sealed record WhyQuestion(string? Field, WhyAspect Aspect, string? Rule, string? Transition, string? Approval, long? Version, ExplainLevel Level);

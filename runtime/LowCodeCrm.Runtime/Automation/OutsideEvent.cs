using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Automation;

/// <summary>What a save put into the outbox, for whoever asks what it has done.</summary>
/// <param name="Rule">That asked for it.</param>
internal sealed record OutsideEvent(OutsideEffect Effect, string Rule);

using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Something that an evaluation of the past reads is no longer known: neither a value nor empty.</summary>
/// <param name="text">What is missing.</param>
public abstract class UnknownInputException(LocalizedText text) : Exception(text.For("en"))
{
    public LocalizedText Text { get; } = text;
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Testing.Recording;

/// <summary>What a test is made from.</summary>
/// <param name="Entity">Of the live version.</param>
/// <param name="Name">Of the test; null: one is made up.</param>
/// <param name="Transition">What is done to the record as it is now; null: its last change is done again.</param>
/// <param name="Input">What is entered with a transition; null: nothing.</param>
/// <param name="Mask">Whether names, addresses and other texts about people are replaced, as far as the rules then still do the same.</param>
public sealed record RecordingRequest(Entity Entity, Guid Id, string? Name, string? Transition, RecordInput? Input, bool Mask);

/// <summary>A test that passes.</summary>
/// <param name="Text">As the formatter writes it.</param>
/// <param name="Masked">Fields whose values were replaced, as <c>entity.field</c>.</param>
/// <param name="Kept">Fields of texts that had to stay as they are, because rules look at them.</param>
/// <param name="IsRejected">Whether what is done is refused.</param>
/// <param name="LeftOut">Related records that were too many.</param>
public sealed record RecordedTest(string Name, string Text, ImmutableArray<string> Masked, ImmutableArray<string> Kept, bool IsRejected, int LeftOut);

/// <summary>No test can be made of it, and why.</summary>
public sealed class RecordingException(LocalizedText text) : Exception(text.For("en"))
{
    public LocalizedText Text { get; } = text;
}

using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Host.Docs.Language;

internal enum ConstructGroup { Rules, Processes, Automation, Security, Shared, Commands, Expressions, Tests }

/// <summary>Something that the language has, on a page of its own.</summary>
/// <param name="Id">The last part of the page's address.</param>
/// <param name="Title">As it is written, in short.</param>
/// <param name="Example">Rules for <see cref="ExampleRunner.App"/> whose tests pass; of an expression: the expression.</param>
/// <param name="Result">What the expression gives; null: the example is rules.</param>
internal sealed record Construct(ConstructGroup Group, string Id, string Title, LocalizedText Text, string Example, string? Result = null)
{
    public string Path => $"/docs/constructs/{Id}";
}

namespace LowCodeCrm.Host.Docs;

/// <param name="IsExpression">Else rules with their tests.</param>
internal sealed record DocsExample(bool IsExpression, string Text);

/// <summary>What came of an example that was run.</summary>
/// <param name="Lines">A line for each test, mistake or result, in the reader's language.</param>
internal sealed record DocsOutcome(bool IsGood, IReadOnlyList<string> Lines);

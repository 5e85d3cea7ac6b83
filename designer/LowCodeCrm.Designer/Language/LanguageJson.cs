using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Designer.Language;

/// <summary>A stretch of text; lines and columns from 1.</summary>
internal sealed record RangeJson(int Line, int Column, int EndLine, int EndColumn)
{
    public static RangeJson Of(SourceText source, TextSpan span)
    {
        var ((line, column), (endLine, endColumn)) = (source.Position(span.Start), source.Position(span.End));
        return new RangeJson(line, column, endLine, endColumn);
    }
}

/// <param name="Start">UTF-16 offset.</param>
/// <param name="Kind"><c>keyword</c>, <c>name</c>, <c>function</c> …</param>
internal sealed record SpanJson(int Start, int Length, int Line, int Column, string Kind)
{
    public static SpanJson Of(SourceText source, ClassifiedSpan span)
    {
        var (line, column) = source.Position(span.Span.Start);
        return new SpanJson(span.Span.Start, span.Span.Length, line, column, Camel.Of(span.Kind));
    }
}

internal sealed record OutlineJson(string Name, string Kind, RangeJson Range, RangeJson NameRange, ImmutableArray<OutlineJson> Children)
{
    public static OutlineJson Of(SourceText source, OutlineItem item) =>
        new(item.Name, item.Kind, RangeJson.Of(source, item.Span), RangeJson.Of(source, item.NameSpan), [.. item.Children.Select(child => Of(source, child))]);
}

internal sealed record CompletionJson(string Label, string Kind, string Detail, string InsertText, string FilterText, string Documentation)
{
    public static CompletionJson Of(CompletionItem item) => new(item.Label, Camel.Of(item.Kind), item.Detail, item.InsertText, item.FilterText, item.Documentation);
}

/// <param name="Text">Markdown.</param>
/// <param name="Reference">A path of the reference that tells more; absent: there is none.</param>
internal sealed record HoverJson(string Text, RangeJson Range, string? Reference)
{
    public static HoverJson? Of(SourceText source, HoverText? hover) => hover is null ? null : new(hover.Text, RangeJson.Of(source, hover.Span), hover.Reference);
}

/// <param name="Active">Which of the signatures is meant.</param>
/// <param name="Parameter">Which of its parameters comes now; absent: none.</param>
internal sealed record SignatureJson(IEnumerable<SignatureJson.Item> Signatures, int Active, int? Parameter)
{
    internal sealed record Item(string Label, IEnumerable<Part> Parameters, string Documentation);

    /// <param name="Start">UTF-16 offset in the label.</param>
    internal sealed record Part(int Start, int Length);

    public static SignatureJson? Of(CallSignatures? help) => help is null ? null : new(
        help.Items.Select(item => new Item(item.Label, item.Parameters.Select(span => new Part(span.Start, span.Length)), item.Documentation)),
        help.Active, help.Parameter < 0 ? null : help.Parameter);
}

internal static class Camel
{
    public static string Of<T>(T value) where T : struct, Enum => value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}

using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Authoring;

namespace LowCodeCrm.Designer.References;

/// <summary>A place that names something; lines and columns from 1. A place of no length is the file as a whole.</summary>
/// <param name="Rule">The rule that it is in, as people call it; absent where it is in none.</param>
internal sealed record UseJson(string File, int Line, int Column, int EndLine, int EndColumn, string Kind, string Name, bool Declaration, string Symbol, RuleTitleJson? Rule)
{
    public static IEnumerable<UseJson> Of(IEnumerable<Reference> references, CrmModel model, string locale) => references.Select(reference =>
    {
        var ((line, column), (endLine, endColumn)) = (reference.At.Start, reference.At.End);
        return new UseJson(
            reference.At.File, line, column, endLine, endColumn, reference.Kind, reference.Name, reference.IsDeclaration, reference.Symbol.ToString(), RuleTitleJson.Of(RuleWords.At(model, reference.At), locale));
    });
}

/// <param name="Kind">“Validation”, in the reader's language.</param>
/// <param name="Title">What it says or is about.</param>
internal sealed record RuleTitleJson(string Kind, string Title)
{
    public static RuleTitleJson? Of(RuleTitle? title, string locale) => title is null ? null : new(title.Kind.For(locale), title.Title.For(locale));
}

/// <param name="Start">UTF-16 offset.</param>
/// <param name="Place">The rule that is edited, in the reader's words; absent in other files.</param>
internal sealed record EditJson(string File, int Line, int Column, int EndLine, int EndColumn, int Start, int Length, string NewText, string? Place)
{
    public static IEnumerable<EditJson> Of(AppPackage package, IEnumerable<TextEdit> edits, CrmModel model, string locale) => edits.GroupBy(edit => edit.File, StringComparer.Ordinal).SelectMany(file =>
    {
        var source = new SourceText(file.Key, package.Files[file.Key].Text);
        return file.OrderBy(edit => edit.Span.Start).Select(edit =>
        {
            var ((line, column), (endLine, endColumn)) = (source.Position(edit.Span.Start), source.Position(edit.Span.End));
            return new EditJson(edit.File, line, column, endLine, endColumn, edit.Span.Start, edit.Span.Length, edit.NewText, RuleWords.At(model, new SourceLocation(source, edit.Span), locale));
        });
    });
}

/// <summary>The index of a package, made once and kept as long as the package.</summary>
internal static class DraftReferences
{
    private static readonly ConditionalWeakTable<AppPackage, Lazy<ReferenceIndex>> Known = [];

    public static ReferenceIndex Of(AppPackage package) => Known.GetValue(package, static p => new Lazy<ReferenceIndex>(() => ReferenceIndex.Of(p))).Value;
}

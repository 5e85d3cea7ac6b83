using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>A decision table as a grid shows it.</summary>
/// <param name="Hit">How rows decide: <c>first</c>, <c>collect sum</c>, … in English, whatever the file's keywords.</param>
/// <param name="HitSpan">Where that stands; of no length, behind the type, where it does not.</param>
/// <param name="Open">Where the opening brace of its rows is.</param>
/// <param name="Close">Where the closing brace is; null where it is missing, and then nothing can be added.</param>
public sealed record TableStructure(
    TextPart Name, TextSpan Span, ImmutableArray<TableColumn> Columns, int CloseColumns, TextPart Type, string Hit, TextSpan HitSpan, int Open, int? Close, ImmutableArray<TableRowStructure> Rows)
{
    internal static TableStructure Of(TableDeclarationSyntax table) => new(
        TextPart.Of(table.Name), table.Span, [.. table.Parameters.Items.Select(one => new TableColumn(one.Span, TextPart.Of(one.Name), TextPart.Of(one.Type)))], table.Close.Position, TextPart.Of(table.ReturnType),
        table.Hit is null ? "first" : string.Join(' ', new[] { Word(table.Hit.Policy), Word(table.Hit.Detail) }.Where(word => word.Length > 0)),
        table.Hit?.Span ?? new TextSpan(table.ReturnType.Span.End, 0), table.OpenRows.Position, table.CloseRows.IsMissing ? null : table.CloseRows.Position, [.. table.Rows.Select(Row)]);

    private static string Word(SyntaxToken? token) => token is null ? "" : token.Keyword?.Text ?? token.Value as string ?? token.Text;

    private static TableRowStructure Row(TableRowSyntax row) =>
        new(row.Span, row.Otherwise is not null, [.. row.Cells.Items.Select(TextPart.Of)], TextPart.Of(row.Result));
}

/// <param name="Span">Name and type.</param>
public sealed record TableColumn(TextSpan Span, TextPart Name, TextPart Type);

/// <param name="Cells">None where it is what applies otherwise.</param>
public sealed record TableRowStructure(TextSpan Span, bool Otherwise, ImmutableArray<TextPart> Cells, TextPart Result);

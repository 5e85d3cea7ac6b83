using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Host.Docs.Language;

namespace LowCodeCrm.Host.Docs;

/// <summary>A page of the reference.</summary>
/// <param name="Of">The page of the menu that it belongs to; null: it stands there itself.</param>
internal sealed record DocsPage(string Path, LocalizedText Title, Action<DocsHtml> Body, DocsPage? Of = null)
{
    /// <summary>What its reader may change and run.</summary>
    public DocsExample? Example { get; init; }
}

/// <summary>The reference: made from the tables that the product itself works by, so that it can say nothing else than what holds.</summary>
internal static class DocsPages
{
    public static ImmutableArray<DocsPage> Menu { get; } =
    [
        new("/docs", LocalizedText.Of("Reference", "リファレンス"), OverviewPage.Write),
        new("/docs/constructs", LocalizedText.Of("Constructs", "構文"), ConstructsPage.Write),
        new("/docs/functions", LocalizedText.Of("Functions", "関数"), FunctionsPage.Write),
        new("/docs/keywords", LocalizedText.Of("Keywords and operators", "キーワードと演算子"), KeywordsPage.Write),
        new("/docs/grammar", LocalizedText.Of("Grammar", "文法"), GrammarPage.Write),
        new("/docs/tests", LocalizedText.Of("Tests and why", "テストと理由"), TestsPage.Write),
        new("/docs/diagnostics", LocalizedText.Of("Diagnostics", "診断"), DiagnosticsPage.Write),
        new("/docs/errors", LocalizedText.Of("Error codes of the API", "API のエラーコード"), ErrorsPage.Write),
    ];

    public static ImmutableArray<DocsPage> All { get; } =
    [
        .. Menu,
        .. ConstructCatalogue.All.Select(construct => new DocsPage(construct.Path, LocalizedText.Of(construct.Title, construct.Title), html => ConstructsPage.Write(html, construct), Menu[1])
        {
            Example = new(construct.Result is not null, construct.Example),
        }),
        .. FunctionsPage.Entries.Select(function => new DocsPage(FunctionsPage.PathOf(function.Id), LocalizedText.Of(function.Info.Name, function.Info.Name), html => FunctionsPage.Write(html, function.Info), Menu[2])
        {
            Example = ExampleRunner.Stands(function.Info.Example) ? new(true, function.Info.Example) : null,
        }),
    ];

    public static FrozenDictionary<string, DocsPage> ByPath { get; } = All.ToFrozenDictionary(page => page.Path, StringComparer.Ordinal);
}

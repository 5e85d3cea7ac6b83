using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Host.Docs;

/// <summary>A page of the reference.</summary>
internal sealed record DocsPage(string Path, LocalizedText Title, Action<DocsHtml> Body);

/// <summary>The reference: made from the tables that the product itself works by, so that it can say nothing else than what holds.</summary>
internal static class DocsPages
{
    public static ImmutableArray<DocsPage> All { get; } =
    [
        new("/docs", LocalizedText.Of("Reference", "リファレンス"), OverviewPage.Write),
        new("/docs/functions", LocalizedText.Of("Functions", "関数"), FunctionsPage.Write),
        new("/docs/keywords", LocalizedText.Of("Keywords and operators", "キーワードと演算子"), KeywordsPage.Write),
        new("/docs/grammar", LocalizedText.Of("Grammar", "文法"), GrammarPage.Write),
        new("/docs/automation", LocalizedText.Of("Automation", "自動化"), AutomationPage.Write),
        new("/docs/tests", LocalizedText.Of("Tests and why", "テストと理由"), TestsPage.Write),
        new("/docs/diagnostics", LocalizedText.Of("Diagnostics", "診断"), DiagnosticsPage.Write),
        new("/docs/errors", LocalizedText.Of("Error codes of the API", "API のエラーコード"), ErrorsPage.Write),
    ];
}

using static LowCodeCrm.Host.Docs.DocsHtml;

namespace LowCodeCrm.Host.Docs;

/// <summary>The way into the reference.</summary>
internal static class OverviewPage
{
    public static void Write(DocsHtml html)
    {
        html.Paragraph(html.Say(
            "Made from the tables that the product itself works by, so what stands here is what holds in this version.",
            "製品が動作に使う表から作られているので、このバージョンで実際に成り立つ内容です。"));
        html.List(
        [
            Item(html, "/docs/constructs", ("Constructs", "構文"), ("what may stand in a rules file, on a page each, with an example to change and run", "ルールに書けるもの。それぞれに変更して実行できる例つき")),
            Item(html, "/docs/functions", ("Functions", "関数"), ("signature, emptiness, errors, where they run, an example with its result", "書き方、空の扱い、エラー、実行場所、結果つきの例")),
            Item(html, "/docs/keywords", ("Keywords and operators", "キーワードと演算子"), ("Japanese aliases, precedence, where each kind of construct is worked out", "日本語の別名、優先順位、構文ごとの実行場所")),
            Item(html, "/docs/grammar", ("Grammar", "文法"), ("what may stand where, with an example of each production", "どこに何を書けるか、生成規則ごとの例つき")),
            Item(html, "/docs/diagnostics", ("Diagnostics", "診断"), ("every mistake in a package that is reported, in both languages", "パッケージの誤りとして報告されるものすべて(両言語)")),
            Item(html, "/docs/errors", ("Error codes of the API", "API のエラーコード"), ("what each means and what to do", "意味と対処")),
        ]);
        html.Heading(2, html.Say("A rule", "規則の例"));
        html.Code(html.Say(
            """
            rules for opportunity {
              validate won_needs_amount {
                when stage = won
                require amount > 0 and decided_on is set
                message en "A won deal needs an amount and a decision date" ja "受注時は金額と決裁日が必要です"
                at amount, decided_on
              }
            }
            """,
            """
            規則 対象 opportunity {
              検証 won_needs_amount {
                条件 stage = won
                要求 amount > 0 かつ decided_on は 設定
                文言 en "A won deal needs an amount and a decision date" ja "受注時は金額と決裁日が必要です"
                項目 amount, decided_on
              }
            }
            """));
        html.Heading(2, html.Say("The API of an app", "アプリの API"));
        html.Paragraph(html.Say("Each app describes its own API, for the version that is live:", "API の記述はアプリごとに、公開中のバージョンから作られます。"));
        html.List([AsCode("/api/{app}/openapi.json"), AsCode("/api/{app}/$metadata"), AsCode("/api/{app}/meta")]);
    }

    private static string Item(DocsHtml html, string path, (string En, string Ja) title, (string En, string Ja) text) =>
        $"{Link(path, Escape(html.Say(title.En, title.Ja)))}{Escape(html.Say(": " + text.En, "：" + text.Ja))}";
}

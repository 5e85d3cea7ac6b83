namespace LowCodeCrm.Host.Docs;

/// <summary>How rules are tested, what tests are worth, and how the app says why.</summary>
internal static class TestsPage
{
    private const string Example = """
        test a_won_deal_needs_an_amount for opportunity {
          clock 2026-04-01T09:00+09:00
          given account a = { name: "青山商事" }
          given opportunity d = { name: "更新", account: a, stage: negotiation }
          when transition win on d
          then rejected by won_needs_amount at amount, decided_on
          then d.stage = negotiation
          then no effects
        }
        """;

    public static void Write(DocsHtml html)
    {
        html.Entry("tests", "test", entry => entry
            .Paragraph(html.Say(
                "A test says what is there (given), what somebody does (when) and what the rules then do (then). It runs on an empty database of its own, with a clock and users of its own. crm test DIR runs the tests of a package, POST /design/api/{app}/test those of a draft.",
                "テストには、前提（given）、操作（when）、ルールの結果（then）を書きます。専用の空のデータベース、時計、利用者で実行されます。crm test DIR はパッケージの、POST /design/api/{app}/test は下書きのテストを実行します。"))
            .Code(Example));
        html.Entry("coverage", "coverage", entry => entry.Table([html.Say("Share", "割合"), html.Say("What it counts", "数えるもの")],
        [
            [DocsHtml.AsCode("rules"), DocsHtml.Escape(html.Say("Rules that ran in any test.", "いずれかのテストで動いたルール。"))],
            [DocsHtml.AsCode("branches"), DocsHtml.Escape(html.Say("Outcomes of rules as a whole: a validation is violated in one test and met in another.", "ルール全体の結果。検証なら、違反したテストと満たしたテストの両方があるか。"))],
            [DocsHtml.AsCode("conditions"), DocsHtml.Escape(html.Say("Outcomes of single conditions, those within and, or, if and functions too: each held in one test and did not in another. missingConditions names those that did not, with file and line.",
                "and、or、if、関数の中も含む個々の条件の結果。成り立ったテストと成り立たなかったテストの両方があるか。足りないものは missingConditions にファイルと行つきで示します。"))],
        ]));
        html.Entry("mutation", "crm test --mutate", entry => entry
            .Paragraph(html.Say(
                "Makes small mistakes in the rules, one at a time: a comparison turned or off by its boundary, and for or, a condition left out, another constant, plus for minus. A mistake that makes a test fail is noticed; one that none notices is listed with file and line. The score is the share of mistakes that are noticed. Only tests that come by the place are run. Selections of records, which the database makes, are left alone.",
                "ルールに小さな誤りを一つずつ入れて試します（比較の反転や境界のずれ、and と or の入れ替え、条件の削除、定数の変更、加算と減算の入れ替え）。テストが失敗すれば誤りに気づけたことになり、気づけなかった誤りはファイルと行つきで示します。スコアは気づけた割合です。その箇所を通るテストだけを実行します。データベースが行うレコードの選択条件は対象外です。"))
            .Code("crm test samples/sales-crm --mutate --json"));
        html.Entry("recorded", "POST /design/api/{app}/test/record", entry => entry
            .Paragraph(html.Say(
                "Makes a test from a real record: what it was before its last change, or before a transition that is named, what is then done, and what the rules do. Texts about people are replaced as long as the rules do the same with what stands in their place. The answer is the text of a test that passes.",
                "実際のレコードからテストを作ります。最後の変更（または指定した遷移）の前の内容、その操作、ルールの結果が入ります。人に関する文字は、ルールの結果が変わらない限り置き換えます。応答は、合格するテストの文です。"))
            .Code("""{"entity": "opportunity", "id": "0198…", "transition": "win", "mask": true}"""));
        html.Entry("why", "GET /api/{app}/{entity}/{id}/why", entry => entry
            .Paragraph(html.Say(
                "Says why a field has its value, is shown, required or read-only (field=, about=), why a validation, warning or guard speaks (rule=), what a transition needs (transition=) and why an approval waits (approval=), in the caller's language. change is what would turn the outcome round. With version= it is told as it was after that change, by the rules of that time on what was recorded; what was not kept is no longer known. POST /api/{app}/{entity}/$why asks about values that are not saved.",
                "項目の値・表示・必須・読み取り専用の理由（field=、about=）、検証・警告・ガードの理由（rule=）、遷移に必要なこと（transition=）、承認待ちの理由（approval=）を、呼び出し元の言語で説明します。change は結果が変わる条件です。version= を付けると、その変更の直後の状態を、当時のルールと記録された値で説明します。残っていないものは「もう分かりません」と答えます。保存前の値については POST /api/{app}/{entity}/$why で尋ねます。"))
            .Code("GET /api/sales-crm/opportunity/0198…/why?field=weighted&level=why"));
    }
}

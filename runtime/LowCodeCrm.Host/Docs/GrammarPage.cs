using LowCodeCrm.Engine.Rules.Language;
using static LowCodeCrm.Host.Docs.DocsHtml;

namespace LowCodeCrm.Host.Docs;

/// <summary>The grammar, production by production, each with an example that the parser reads.</summary>
internal static class GrammarPage
{
    public static void Write(DocsHtml html)
    {
        html.Paragraph(html.Say(
            "What may stand where, in EBNF: [ … ] may be left out, { … } may be repeated or left out, | separates alternatives. Every word may be written in English or by its Japanese alias.",
            "どこに何を書けるかを EBNF で示します。[ … ] は省略可、{ … } は 0 回以上の繰り返し、| は選択です。語は英語でも日本語の別名でも書けます。"));
        html.Paragraph(html.Say(
            "White space, line ends and comments (// and /* */) separate words and mean nothing else. Precedence stands with the operators; expressions below are written so that they follow it.",
            "空白・改行・注釈(// と /* */)は語を区切るだけで意味を持ちません。演算子の優先順位は下の式の書き方にそのまま表れています。"));
        html.List([Link("/docs/keywords" + "#precedence", Escape(html.Say("Operators and words with their aliases", "演算子と、語の別名")))]);
        html.Heading(2, html.Say("Productions", "生成規則"), "productions");
        foreach (var production in Grammar.All)
            html.Entry(production.Name, production.Name, entry => entry.Code(GrammarWriter.Line(production)).Paragraph(html.Say("For example:", "例:")).Code(production.Example));
        html.Heading(2, html.Say("Literals and names", "リテラルと名前"), "tokens");
        html.Terms(Grammar.Tokens.Select(token => (token.Name, AsCode(token.Says))));
    }
}

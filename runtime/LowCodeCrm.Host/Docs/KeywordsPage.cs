using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;
using static LowCodeCrm.Host.Docs.DocsHtml;

namespace LowCodeCrm.Host.Docs;

/// <summary>Words, operators with their precedence, and kinds of construct, from the language's tables.</summary>
internal static class KeywordsPage
{
    public static void Write(DocsHtml html)
    {
        html.Paragraph(html.Say(
            "Each keyword has one Japanese alias: the same word to the language, and either may be written anywhere.",
            "どのキーワードにも日本語の別名が一つあります。意味は同じで、どちらで書いても構いません。"));
        html.Heading(2, html.Say("Operators, loosest first", "演算子(結合の弱い順)"), "precedence").Table(
            [html.Say("operator", "演算子"), html.Say("grouping", "結合")], Levels(html));
        html.Heading(2, html.Say("Reserved words", "予約語"), "reserved");
        html.Paragraph(html.Say("These can name nothing; every other keyword may be a name.", "名前には使えません。ほかのキーワードは名前にも使えます。"));
        Words(html, Keywords.All.Where(keyword => keyword.IsReserved));
        html.Heading(2, html.Say("Words with a meaning of their own where the grammar expects them", "文脈によって意味を持つ語"), "contextual");
        Words(html, Keywords.All.Where(keyword => !keyword.IsReserved));
        html.Heading(2, html.Say("Where a construct is worked out", "構文と実行場所"), "constructs").Table(
            [html.Say("construct", "構文"), html.Say("what it is", "種類"), html.Say("in the browser at each keystroke", "ブラウザー(入力のたび)"), html.Say("as SQL", "SQL")],
            Constructs.All.Select(construct => (IEnumerable<string>)
            [
                string.Join(' ', construct.Keywords.Select(keyword => AsCode(html.Say(keyword.Text, keyword.Alias))).Concat(construct.Forms.Select(AsCode))),
                Escape(html.Say(construct.Kind)), Escape(html.Say(construct.Browser)), Escape(html.Say(construct.Sql)),
            ]));
    }

    private static void Words(DocsHtml html, IEnumerable<Keyword> keywords) => html.Table(
        [html.Say("word", "語"), html.Say("alias", "別名"), html.Say("meaning", "意味")],
        keywords.Select(keyword => (IEnumerable<string>)[Linked(html, keyword), AsCode(keyword.Alias), Escape(html.Say(keyword.Summary))]));

    private static string Linked(DocsHtml html, Keyword keyword) =>
        ReferencePages.PathOf(keyword) is var path && path.StartsWith("/docs/constructs/", StringComparison.Ordinal) ? Link(html.Kept(path), AsCode(keyword.Text)) : AsCode(keyword.Text);

    private static IEnumerable<IEnumerable<string>> Levels(DocsHtml html)
    {
        foreach (var level in Enum.GetValues<Precedence>().Where(level => level != Precedence.None))
        {
            var prefix = Operators.Prefix.Where(op => op.Precedence == level).ToArray();
            var infix = Operators.Infix.Where(op => op.Precedence == level).ToArray();
            IEnumerable<string> written = level switch
            {
                Precedence.Branch => [Spelled(Keywords.If) + " … " + Spelled(Keywords.Then) + " … " + Spelled(Keywords.Else), Spelled(Keywords.Let) + " … " + Spelled(Keywords.In)],
                Precedence.Access => [AsCode("a.b"), AsCode("f(x)")],
                _ => prefix.Select(op => Spelled(op) + " x").Concat(infix.Select(Spelled)),
            };
            var grouping = infix is [var first, ..] ? first.Associativity switch
            {
                Associativity.Right => html.Say("from the right", "右から"),
                Associativity.None => html.Say("a second one needs parentheses", "続けるときは括弧が必要"),
                _ => html.Say("from the left", "左から"),
            } : "";
            yield return [string.Join("&ensp;", written), Escape(grouping)];
        }
    }

    // The word and its alias; is stands for "is set" and "is empty".
    private static string Spelled(OperatorInfo op) => Keywords.Find(op.Text) is not { } keyword ? AsCode(op.Text)
        : op.Kind == TokenKind.Is ? $"{AsCode("is set")} {AsCode("is empty")}"
        : op.Kind is TokenKind.In or TokenKind.Between ? Spelled(keyword) + " " + AsCode($"not {op.Text}")
        : Spelled(keyword);

    private static string Spelled(Keyword keyword) => $"{AsCode(keyword.Text)} ({AsCode(keyword.Alias)})";
}

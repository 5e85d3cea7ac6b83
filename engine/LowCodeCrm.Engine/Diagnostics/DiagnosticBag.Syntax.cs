using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>LCR1xxx: the text is no rules text.</summary>
public sealed partial class DiagnosticBag
{
    internal void UnexpectedCharacter(SourceLocation at, char character)
    {
        var meant = character switch { '≤' or '≦' => "<=", '≥' or '≧' => ">=", '≠' => "<>", '×' => "*", '÷' => "/", '−' => "-", '→' => "->", '“' or '”' or '„' => "\"", '；' or ';' or '。' => "", _ => null };
        if (meant is null) UnexpectedCharacters(at, CharacterFacts.Show(character));
        else if (meant.Length == 0) Error("LCR1001", at, $"'{character}' has no meaning here; nothing ends a line or a sentence", $"「{character}」はここでは使えません。文の終わりに記号は要りません", Replace(at, "", "Remove it", "取り除く"));
        else Error("LCR1001", at, $"'{character}' has no meaning in rules; write '{meant}'", $"「{character}」は規則では使えません。「{meant}」と書いてください", Replace(at, meant, $"Write '{meant}'", $"「{meant}」と書く"));
    }

    internal void UnexpectedCharacters(SourceLocation at, string shown) =>
        Error("LCR1001", at, $"'{shown}' has no meaning here; in a text it would stand between quotes", $"「{shown}」はここでは使えません。文字列なら引用符で囲んでください");

    internal void UnterminatedText(SourceLocation at) =>
        Error("LCR1002", at, "This text does not end on its line: add a closing quote (a line break within a text is \\n)", "文字列がこの行で閉じていません。引用符を補ってください(文字列中の改行は \\n)", Insert(at, "\"", "Add the closing quote", "閉じる引用符を補う"));

    internal void UnterminatedInterpolation(SourceLocation at) =>
        Error("LCR1003", at, "The { in this text has no } on its line; a brace that is meant as such is written \\{", "文字列中の「{」がこの行で閉じていません。波括弧そのものは \\{ と書きます", Replace(new SourceLocation(at.Source, new TextSpan(at.Span.Start, 1)), "\\{", "Write \\{", "\\{ と書く"));

    internal void UnterminatedComment(SourceLocation at) =>
        Error("LCR1004", at, "This comment has no end: add */", "注釈が閉じていません。*/ を補ってください");

    internal void UnknownEscape(SourceLocation at) =>
        Error("LCR1005", at, "Unknown escape: a text knows \\\\ \\\" \\n \\t \\{ \\} and \\u{1F363}", "不明なエスケープです。使えるのは \\\\ \\\" \\n \\t \\{ \\} \\u{1F363} です", at.Span.Length > 0 ? [Replace(at, "\\" + at.Source.ToString(at.Span), "Write the backslash itself", "逆斜線そのものを書く")] : []);

    internal void WordGluedToNumber(SourceLocation number, SourceLocation word)
    {
        var (digits, letters) = (Text(number), Text(word));
        Error("LCR1006", new SourceLocation(number.Source, TextSpan.FromBounds(number.Span.Start, word.Span.End)), $"'{letters}' needs a space before it: write '{digits} {letters}'", $"「{letters}」の前に空白が要ります。「{digits} {letters}」と書いてください",
            Insert(number, " ", "Insert a space", "空白を入れる"));
    }

    internal void IntegerTooLarge(SourceLocation at) =>
        Error("LCR1007", at, "This number is larger than an int (9223372036854775807); as a decimal it is written with a point, such as 1.0", "この数は int の上限 9223372036854775807 を超えています。decimal なら 1.0 のように小数点を付けてください", Insert(at, ".0", "Write as a decimal", "decimal として書く"));

    internal void DecimalOutOfRange(SourceLocation at) =>
        Error("LCR1008", at, "A decimal cannot hold this number exactly: at most 28 digits, at most 28 of them after the point", "decimal ではこの数を正確に表せません。全体で 28 桁、小数点以下も 28 桁までです");

    internal void InvalidDate(SourceLocation at) =>
        Error("LCR1009", at, $"There is no date or time {Text(at)}: a subtraction is written with spaces", $"{Text(at)} という日付や時刻はありません。引き算なら空白を入れてください");

    internal void NameTooLong(SourceLocation at, string proposal) =>
        Error("LCR1010", at, $"A name has at most {Names.MaxLength} characters, this one has {at.Span.Length}; for example '{proposal}'", $"名前は {Names.MaxLength} 文字までですが、これは {at.Span.Length} 文字です(例:「{proposal}」)", Replace(at, proposal, $"Shorten to '{proposal}'", $"「{proposal}」に縮める"));

    internal void NameOutsideBasicPlane(SourceLocation at, string proposal) =>
        Error("LCR1011", at, $"'{Text(at)}' has a character outside the Basic Multilingual Plane, which a name cannot have; for example '{proposal}'", $"「{Text(at)}」には名前に使えない文字(基本多言語面の外)があります(例:「{proposal}」)", Replace(at, proposal, $"Rename to '{proposal}'", $"「{proposal}」に変える"));

    internal void ReservedName(SourceLocation at, string word, string proposal) =>
        Error("LCR1012", at, $"'{word}' is a reserved word and cannot be a name; for example '{proposal}'", $"「{word}」は予約語なので名前にできません(例:「{proposal}」)", Replace(at, proposal, $"Rename to '{proposal}'", $"「{proposal}」に変える"));

    internal void ExpectedToken(SourceLocation at, string what, string found) =>
        Error("LCR1013", at, $"'{what}' is missing{Before(found)}", $"{BeforeJa(found)}「{what}」がありません");

    internal void ExpectedKeyword(SourceLocation at, Keyword keyword, string found) =>
        Error("LCR1013", at, $"'{keyword.Text}' is missing{Before(found)}", $"{BeforeJa(found)}「{keyword.Text}」({keyword.Alias})がありません");

    internal void ExpectedName(SourceLocation at, string found) =>
        Error("LCR1014", at, $"A name is missing{Before(found)}", $"{BeforeJa(found)}名前がありません");

    internal void ExpectedExpression(SourceLocation at, string found) =>
        Error("LCR1015", at, $"A value or an expression is missing{Before(found)}", $"{BeforeJa(found)}値か式がありません");

    internal void ExpectedMessageText(SourceLocation at, string found) =>
        Error("LCR1016", at, $"The message's text is missing{Before(found)}: message \"…\" or message en \"…\" ja \"…\"", $"{BeforeJa(found)}文言の文字列がありません。message \"…\" または message en \"…\" ja \"…\" と書きます");

    internal void TextAfterExpression(SourceLocation at) =>
        Error("LCR1017", at, $"The expression has ended before '{Text(at)}': an operator is missing, or this is too much", $"式は「{Text(at)}」の前で終わっています。演算子が足りないか、余分な部分です");

    internal void NestedTooDeep(SourceLocation at, int limit) =>
        Error("LCR1018", at, $"This is nested more than {limit} deep: take parts of it out into computed fields or functions", $"入れ子が {limit} 段を超えています。一部を算出項目か関数に分けてください");

    internal void ExpressionTooLarge(SourceLocation at, int limit) =>
        Error("LCR1019", at, $"This expression chains more than {limit} operators: use a set ({{a, b}}), or take parts of it out into computed fields or functions", $"式の演算が {limit} 段を超えています。集合 {{a, b}} を使うか、一部を算出項目か関数に分けてください");

    internal void ChainedComparison(SourceLocation at) =>
        Error("LCR1020", at, "Comparisons do not chain: write 'a < b and b < c', or put one of them in parentheses", "比較は続けて書けません。「a < b and b < c」と書くか、一方を括弧で囲んでください");

    internal void UnknownDeclaration(SourceLocation at, string found, string? proposal) =>
        Unknown("LCR1021", at, found, proposal, "begins nothing at the top of a file: rules, function, process, approval, schedule, on message, choose, segment, policy, table or test do", "はファイルの先頭の段には置けません。rules、function、process、approval、schedule、on message、choose、segment、policy、table、test のいずれかで始めてください");

    internal void UnknownRule(SourceLocation at, string found, string? proposal) =>
        Unknown("LCR1022", at, found, proposal, "begins no rule: validate, warn, default, computed, rollup, show, required, readonly, before save and after save do", "で始まる規則はありません。validate、warn、default、computed、rollup、show、required、readonly、before save、after save のいずれかで始めてください");

    internal void UnknownCommand(SourceLocation at, string found, string? proposal) =>
        Unknown("LCR1023", at, found, proposal, "begins no command: set, create, update, delete, send, reply, notify, call webhook, for each, if, let, start process, add tag and remove tag do", "で始まる命令はありません。set、create、update、delete、send、reply、notify、call webhook、for each、if、let、start process、add tag、remove tag のいずれかで始めてください");

    internal void UnknownProcessMember(SourceLocation at, string found, string? proposal) =>
        Unknown("LCR1024", at, found, proposal, "begins nothing in a process: state and transition do", "はプロセスの中には置けません。state か transition で始めてください");

    internal void UnknownClause(SourceLocation at, string found, string clauses) =>
        Error("LCR1025", at, $"'{Shorten(found)}' begins no clause here; there are: {clauses}", $"「{Shorten(found)}」で始まる節はここにはありません。使えるのは {clauses} です");

    internal void ClauseOrder(SourceLocation at, string found, string order) =>
        Error("LCR1026", at, $"'{found}' stands out of order or twice; the order is {order}", $"「{found}」の順序が違うか、重複しています。順序は {order} です");

    internal void UnclosedBrace(SourceLocation at, int line) =>
        Error("LCR1027", at, $"The bracket opened on line {line} is not closed before this", $"{line} 行目で開いた括弧がここまでに閉じていません");

    internal void TextTooLong(SourceLocation at, int kilobytes) =>
        Error("LCR1028", at, $"A text has at most {kilobytes} KB: keep longer ones in a template or in a record", $"文字列は {kilobytes} KB までです。長い文章はテンプレートかレコードに置いてください");

    internal void TooManyItems(SourceLocation at, int max) =>
        Error("LCR1029", at, $"At most {max} items may stand here: keep longer lists as records of an entity", $"ここに並べられるのは {max} 個までです。長い一覧はエンティティのレコードとして持ってください");

    private void Unknown(string id, SourceLocation at, string found, string? proposal, string en, string ja)
    {
        found = Shorten(found);
        if (proposal is null) Error(id, at, $"'{found}' {en}", $"「{found}」{ja}");
        else Error(id, at, $"'{found}' {en}; did you mean '{proposal}'?", $"「{found}」{ja}(「{proposal}」のことですか)", Replace(at, proposal, $"Write '{proposal}'", $"「{proposal}」と書く"));
    }

    /// <summary>A fix that inserts text behind a place.</summary>
    private static DiagnosticFix Insert(SourceLocation behind, string text, string en, string ja) =>
        Replace(new SourceLocation(behind.Source, new TextSpan(behind.Span.End, 0)), text, en, ja);

    private static string Text(SourceLocation at) => Shorten(at.Source.ToString(at.Span));
    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[58]) ? 58 : 59), "…");
    private static string Before(string found) => found.Length == 0 ? " at the end" : $" before '{Shorten(found)}'";
    private static string BeforeJa(string found) => found.Length == 0 ? "末尾に" : $"「{Shorten(found)}」の前に";
}

namespace LowCodeCrm.Engine.Rules.Language;

public static partial class Functions
{
    private static IEnumerable<FunctionInfo> Text()
    {
        yield return OfText("length", "(s: text) -> int", "Number of code points.", "コードポイント数。", "length(\"𠮷野家\")", "3");
        yield return OfText("left", "(s: text, n: int) -> text", "The first n code points.", "先頭の n 文字。", "left(\"東京都港区\", 3)", "東京都");
        yield return OfText("right", "(s: text, n: int) -> text", "The last n code points.", "末尾の n 文字。", "right(\"OP-0012\", 4)", "0012");
        yield return OfText("mid", "(s: text, from: int, n: int) -> text", "n code points from position from, counted from 1; a negative position counts from the end.", "from 文字目（1 から数える。負の数は末尾から）から n 文字。", "mid(\"A-0012\", 3, 2)", "00");
        yield return OfText("upper", "(s: text) -> text", "In upper case, letter by letter.", "大文字にします（1 文字ずつ）。", "upper(\"abcß\")", "ABCß");
        yield return OfText("lower", "(s: text) -> text", "In lower case, letter by letter.", "小文字にします（1 文字ずつ）。", "lower(\"ABC\")", "abc");
        yield return OfText("trim", "(s: text) -> text", "Without Unicode white space (and U+FEFF) at either end.", "前後の空白（全角を含む）を除きます。", "trim(\"　青山商事 \")", "青山商事");
        yield return OfText("replace", "(s: text, find: text, with: text) -> text", "Each occurrence of find replaced; an empty find changes nothing.", "find をすべて with に置き換えます。", "replace(\"03-1234\", \"-\", \"\")", "031234") with { Errors = [FunctionInfo.Budget] };
        yield return OfText("contains", "(s: text, x: text) -> bool", "Whether x occurs in s.", "s に x が含まれるか。", "contains(\"解約したい\", \"解約\")", "true");
        yield return OfText("starts_with", "(s: text, x: text) -> bool", "Whether s begins with x.", "s が x で始まるか。", "starts_with(\"OP-1\", \"OP\")", "true");
        yield return OfText("ends_with", "(s: text, x: text) -> bool", "Whether s ends with x.", "s が x で終わるか。", "ends_with(\"a.pdf\", \".pdf\")", "true");
        yield return Row("text", "contains_any", ["(s: text, items: set of text) -> bool", "(s: text, items: list of text) -> bool"],
            "Whether any of the items occurs in s.", "いずれかの語が s に含まれるか。", "contains_any(\"please cancel\", {\"解約\", \"cancel\"})", "true");
        yield return OfText("before", "(s: text, x: text) -> text", "The part before the first x; \"\" where x does not occur.", "最初の x より前の部分。x がなければ空文字列。", "before(\"a@b\", \"@\")", "a");
        yield return OfText("after", "(s: text, x: text) -> text", "The part after the first x; \"\" where x does not occur.", "最初の x より後の部分。x がなければ空文字列。", "after(\"a@b\", \"@\")", "b");
        yield return OfText("pad_left", "(s: text, n: int, with: text = \" \") -> text", "Filled on the left with the given text to n code points; a longer text stays as it is.", "左側を埋めて n 文字にします。長い場合はそのまま。", "pad_left(\"7\", 3, \"0\")", "007") with { Errors = [FunctionInfo.Budget] };
        yield return Row("text", "split", ["(s: text, separator: text) -> list of text"], "The parts between the separators.", "区切り文字で分けた一覧。", "join(split(\"a,b,c\", \",\"), \"-\")", "a-b-c", BackEnds.NotSql) with { Errors = [FunctionInfo.Budget] };
        yield return Row("text", "join", ["(items: list of text, separator: text) -> text", "(items: set of text, separator: text) -> text"],
            "The items with the separator between them.", "区切り文字でつないだ文字列。", "join({\"a\", \"b\"}, \"/\")", "a/b", BackEnds.NotSql) with { Errors = [FunctionInfo.Budget] };
        yield return Row("text", "nfkc", ["(s: text) -> text"], "In Unicode's normal form NFKC: full-width letters and digits become plain ones.", "NFKC 正規化（全角英数字を半角に）。", "nfkc(\"ＡＢＣ１２３\")", "ABC123", BackEnds.NotSql) with { Errors = [FunctionInfo.Budget] };
        yield return Row("text", "fold", ["(s: text) -> text"], "The search form: NFKC, case folded, katakana to hiragana.", "検索用の形：NFKC、小文字化、カタカナをひらがなに。", "fold(\"アオヤマ ABC\")", "あおやま abc", BackEnds.NotSql) with { Errors = [FunctionInfo.Budget] };
        yield return Row("pattern", "matches", ["(s: text, pattern: pattern) -> bool"], "Whether the pattern (RE2 syntax, a literal) occurs in s.", "正規表現（RE2 構文のリテラル）に一致する部分があるか。", "matches(\"A-123\", r\"^[A-Z]-\\d+$\")", "true");
    }

    private static FunctionInfo OfText(string name, string signature, string en, string ja, string example, string result) =>
        Row("text", name, [signature], en, ja, example, result);
}

namespace LowCodeCrm.Host.Docs.Language;

internal static partial class ConstructCatalogue
{
    private static Construct[] Expressions =>
    [
        Of(ConstructGroup.Expressions, "literals", "1_000, 12.5, 2026-04-01, \"…\"", "Numbers, dates, times and texts as they are written. A text may hold {expressions} and the escapes \\n, \\t, \\\", \\{ and \\u{1F363}; r\"…\" holds neither.",
            "数値・日付・時刻・文字列の書き方です。文字列には {式} とエスケープ \\n、\\t、\\\"、\\{、\\u{1F363} を書けます。r\"…\" ではどちらも使えません。",
            """
            "1 + 1 = {1 + 1}, due {2026-04-01 + days(7)}"
            """, "1 + 1 = 2, due 2026-04-08"),
        Of(ConstructGroup.Expressions, "empty", "empty, ??", "An unknown value. = and <> take it as a value of its own, everything else is empty with it; a ?? b is b where a is empty.",
            "値がないことを表します。= と <> では一つの値として扱い、それ以外の計算では結果も空になります。a ?? b は a が空なら b です。",
            """
            (empty + 1) ?? 5
            """, "5"),
        Of(ConstructGroup.Expressions, "logic", "and, or, not", "Three-valued: unknown and false is false, unknown or true is true, everything else with unknown is unknown.",
            "三値論理です。不明 and 偽は偽、不明 or 真は真、それ以外は不明です。",
            """
            not (1 > 2) and (false or 2 > 1)
            """, "true"),
        Of(ConstructGroup.Expressions, "comparison", "=, <>, <, <=, >, >=", "Compares numbers, texts (by code point), dates and choices. Comparisons do not chain: write between, or and.",
            "数値、文字列（コードポイント順）、日付、選択肢を比べます。続けて書けないので、between か and を使います。",
            """
            "b" > "a" and 1.0 = 1
            """, "true"),
        Of(ConstructGroup.Expressions, "membership", "in, not in", "Whether a value is one of a set or lies in a range. [ and ] count the bound in, ( and ) leave it out; an end may be missing.",
            "集合に含まれるか、範囲に入るかを調べます。[ と ] は端を含み、( と ) は含みません。片側は省けます。",
            """
            5 in {1, 5} and 5 in [5 .. 9) and 5 not in (5 ..)
            """, "true"),
        Of(ConstructGroup.Expressions, "between", "between … and …", "Both bounds count in.",
            "両端を含みます。",
            """
            7 between 1 and 7
            """, "true"),
        Of(ConstructGroup.Expressions, "is_set", "is set, is empty", "Never unknown. After it the value is known to be there.",
            "結果が不明になることはありません。その後は値があるものとして扱えます。",
            """
            empty is set
            """, "false"),
        Of(ConstructGroup.Expressions, "conditional", "if … then … else …", "A value by condition; unknown takes else.",
            "条件による値です。不明なら else になります。",
            """
            if 3 > 2 then "yes" else "no"
            """, "yes"),
        Of(ConstructGroup.Expressions, "let", "let … in …", "Names a value inside an expression.",
            "式の中で値に名前を付けます。",
            """
            let net = 1_000 in net + net / 10
            """, "1100"),
        Of(ConstructGroup.Expressions, "arithmetic", "+, -, *, /, mod", "Exact decimals. / is never whole, mod has the sign of the divisor; by zero both are empty and say why.",
            "正確な十進数です。/ は整数に切り捨てず、mod は除数の符号になります。0 で割ると空になり、理由が残ります。",
            """
            -7 mod 3
            """, "2"),
        Of(ConstructGroup.Expressions, "concatenation", "&", "Joins texts; empty is \"\".",
            "文字列をつなぎます。空は \"\" です。",
            """
            "A" & empty & "B"
            """, "AB"),
        Of(ConstructGroup.Expressions, "periods", "months(1), days(3)", "A period counts years and months and keeps the day, to the month's end at most; a duration counts days to seconds. They never add to one another.",
            "period は年と月で数え、日は保って月末までに収めます。duration は日から秒までです。互いに足すことはできません。",
            """
            2026-01-31 + months(1)
            """, "2026-02-28"),
        Of(ConstructGroup.Expressions, "paths", "account.name", "Reaches through a lookup, four at most; empty on the way is empty. Fields of people, addresses and places have parts.",
            "参照先の項目です。4 段までたどれ、途中が空なら結果も空です。人名・住所・位置の項目には部分があります。",
            """
            rules for activity {
              computed place : text? = account.parent.name ?? account.name
            }
            test reaches for activity {
              given account p = { name: "本社" }
              given account a = { name: "支社", parent: p }
              when create activity c { subject: "訪問", kind: visit, status: planned, account: a }
              then place = "本社"
            }
            """),
        Of(ConstructGroup.Expressions, "relations", "any, all, count, sum, avg, min, max", "Over the records that name this one. A bare name is the inner record's, this. the outer's; sum and count of nothing are 0, the others empty.",
            "このレコードを参照するレコードについて求めます。中の名前は相手の項目、this. は自分の項目です。対象がないとき sum と count は 0、ほかは空です。",
            """
            rules for account {
              rollup biggest : money? = max(opportunity via account where stage <> lost, amount)
            }
            test biggest_of for account {
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: proposal, amount: 7 }
              when create opportunity e { name: "失注", account: a, stage: lost, amount: 9 }
              then a.biggest = 7
            }
            """),
        Of(ConstructGroup.Expressions, "changes", "changed, old, is_new", "What this save changes: whether a field has another value, what it had, whether the record is new.",
            "この保存での変化です。項目が変わったか、前の値、新しいレコードかどうかが分かります。",
            """
            rules for opportunity {
              before save note when not is_new() and changed(amount) { set description = "{old(amount)} -> {amount}" }
            }
            test noted for opportunity {
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: proposal, amount: 7 }
              when update d { amount: 9 }
              then description = "7 -> 9"
            }
            """),
    ];
}

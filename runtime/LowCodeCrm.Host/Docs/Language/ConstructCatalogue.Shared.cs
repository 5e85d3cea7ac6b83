namespace LowCodeCrm.Host.Docs.Language;

internal static partial class ConstructCatalogue
{
    private static Construct[] Shared =>
    [
        Of(ConstructGroup.Shared, "function", "function", "A named expression with typed parameters, for any rule of the app. Functions may call one another, never themselves.",
            "型のある引数を持つ、名前つきの式です。アプリのどのルールからも使えます。ほかの関数は呼べますが、自分自身は呼べません。",
            """
            function discounted(price: money?, off: decimal?) returns money? = round_half_up(price * (100 - (off ?? 0)) / 100, 0)
            rules for opportunity {
              computed net : money? = discounted(amount, probability)
            }
            test discounts for opportunity {
              given account a = { name: "青山商事" }
              when create opportunity d { name: "更新", account: a, stage: proposal, amount: 1_000, probability: 20 }
              then net = 800
            }
            """),
        Of(ConstructGroup.Shared, "table", "table", "A decision table: the row whose cells fit the arguments gives the result. The hit policy says what several fitting rows mean: unique, any, first, priority, rule order (all results as a list), or collect (all results, or their sum, min, max or count). Overlaps and gaps are told while typing.",
            "決定表です。引数に合う行の結果を返します。複数の行が合うときの意味は、unique、any、first、priority、rule order（すべての結果の一覧）、collect（すべての結果、または sum・min・max・count）で決めます。重なりや抜けは入力中に示されます。",
            """
            table discount_cap(rank: text, quantity: int) returns decimal hit first {
              | "A"          | >= 100  => 20 |
              | "A"          | -       => 15 |
              | in {"B","C"} | [50 ..) => 10 |
              | otherwise              => 5  |
            }
            rules for opportunity_line {
              validate cap { require (discount ?? 0) <= discount_cap("B", quantity) message "Too much" at discount }
            }
            test capped for opportunity_line {
              for each (quantity, off) in { (49, 5), (50, 10) }
              given account a = { name: "青山商事" }
              given opportunity d = { name: "更新", account: a, stage: proposal }
              given product p = { code: "P-1", name: "保守" }
              when create opportunity_line { opportunity: d, product: p, quantity: quantity, discount: off + 1 }
              then rejected by cap at discount
            }
            """),
    ];
}

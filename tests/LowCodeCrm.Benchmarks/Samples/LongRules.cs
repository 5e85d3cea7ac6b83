using System.Globalization;
using System.Text;

namespace LowCodeCrm.Benchmarks.Samples;

/// <summary>A rules file of a given length, written as people write: validations, computed fields, states of fields, warnings.</summary>
internal static class LongRules
{
    public static string Text(int lines)
    {
        var text = new StringBuilder("rules for opportunity {\n");
        for (var i = 0; (i + 1) * 20 + 2 <= lines; i++)
            text.Append(CultureInfo.InvariantCulture, $$"""
                  // Block {{i}}: large deals are looked at twice.
                  validate large_deal_{{i}} {
                    when stage = negotiation and amount >= {{i + 1}}_000_000
                    require probability >= {{i % 90}} and close_on is set
                    message en "A deal of {amount} needs a date" ja "金額 {amount} の案件には日付が必要です"
                    at probability, close_on
                  }
                  computed share_{{i}} : money = round_half_up(amount * probability / 100 * {{i + 1}}, 0)
                  computed late_{{i}} : bool = stage not in {won, lost} and close_on < 2026-04-01 + days({{i}})
                  computed label_{{i}} : text? = if is_key = true then "!" & name else if priority <= 2 then "+" & name else name
                  warn next_step when length(next_step) > {{i + 100}} message en "Long" ja "長い"
                  validate {{(i % 2 == 0 ? "商談名" : "name")}}_{{i}} {
                    when source in {web, referral} and is_key = true
                    require contains(account_name, "a") or starts_with(name, "{{i}}") or let n = length(name) in n > {{i % 100}}
                    message en "Check the account" ja "取引先を確認してください"
                    at account_name
                  }

                  // 金額は税抜きです。

                """);
        return text.Append("}\n").ToString();
    }
}

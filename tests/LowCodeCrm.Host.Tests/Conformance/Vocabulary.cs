namespace LowCodeCrm.Host.Tests.Conformance;

/// <summary>What generated expressions are made of.</summary>
internal static class Vocabulary
{
    public static readonly string[] Types = ["bool", "int", "decimal", "money", "text", "date", "time", "datetime", "duration", "period"];

    /// <summary>As written in rules; the plainest first.</summary>
    public static readonly Dictionary<string, string[]> Literals = new()
    {
        ["bool"] = ["true", "false"],
        ["int"] = ["1", "0", "2", "(-3)", "7", "28", "1_000_000", "9223372036854775807"],
        ["decimal"] = ["1.5", "0.0", "(-2.5)", "0.1", "1.005", "12345678901234.56789", "79228162514264337593543950335.0", "0.0000000000000000000000000001"],
        ["money"] = ["v_money", "o_money"],
        ["text"] = ["\"a\"", "\"\"", "\"ＡＢＣ ｱ\"", "\"𠮷野家 ﾊﾟ\"", "\"  x \\t\"", "\"ß İ ﬀ\"", "\"2026-02-29\"", "\"-1.50\"", "\"が\"", "\"ab,c\""],
        ["date"] = ["2026-04-01", "2024-02-29", "0001-01-01", "9999-12-31", "2026-12-31"],
        ["time"] = ["09:30", "00:00", "23:59:59"],
        ["datetime"] = ["2026-04-01T00:00Z", "2026-03-29T01:30:00Z", "0001-01-01T00:00Z", "9999-12-31T23:59:59Z"],
        ["duration"] = ["days(1)", "hours(1.5)", "seconds(0)", "minutes(-90)", "weeks(2)"],
        ["period"] = ["months(1)", "years(1)", "months(0)", "months(-13)"],
    };

    /// <summary>Of variables, as <c>crm eval</c> takes them.</summary>
    public static readonly Dictionary<string, string[]> Values = new()
    {
        ["bool"] = ["true", "false"],
        ["int"] = ["0", "1", "-1", "3", "31", "9223372036854775807", "-9223372036854775808"],
        ["decimal"] = ["0", "1", "-0.5", "2.675", "1000000", "99999999999999.99", "-79228162514264337593543950335", "0.0000000000000000000000000003"],
        ["money"] = ["0", "100", "-19.99", "1234567.891", "79228162514264337593543950335"],
        ["text"] = ["a", "abc", "アイウ", "𠮷", "｡", "e\u0301", "100", "P1D", "12:30", "x\ny", "\uFEFF z\u3000"],
        ["date"] = ["2026-04-01", "2026-01-31", "2024-02-29", "0001-01-01", "9999-12-31"],
        ["time"] = ["00:00:00", "12:30:00", "23:59:59.9999999"],
        ["datetime"] = ["2026-04-01T00:00:00Z", "2026-10-25T00:30:00Z", "2026-03-29T00:59:59.9999999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
        ["duration"] = ["PT0S", "P1D", "-P1DT1H", "PT0.0000001S", "P10675199D"],
        ["period"] = ["P0M", "P1M", "-P1Y1M", "P100Y", "P178956970Y"],
    };

    public static readonly Dictionary<string, (string Template, string[] Types)[]> Productions = new()
    {
        ["bool"] =
        [
            ("(not $0)", ["bool"]), ("($0 and $1)", ["bool", "bool"]), ("($0 or $1)", ["bool", "bool"]),
            ("($0 = $1)", ["any", "any"]), ("($0 <> $1)", ["any", "any"]), ("($0 is set)", ["any"]), ("($0 is empty)", ["any"]), ("($0 in {$1, $2})", ["any", "any", "any"]), ("($0 not in {$1, $2})", ["any", "any", "any"]),
            ("($0 < $1)", ["ordered", "ordered"]), ("($0 <= $1)", ["ordered", "ordered"]), ("($0 > $1)", ["ordered", "ordered"]), ("($0 >= $1)", ["ordered", "ordered"]),
            ("($0 between $1 and $2)", ["ordered", "ordered", "ordered"]), ("($0 in [$1 .. $2))", ["ordered", "ordered", "ordered"]), ("($0 in ($1 ..))", ["ordered", "ordered"]),
            ("($0 = $1)", ["int", "decimal"]), ("($0 < $1)", ["decimal", "int"]), ("($0 >= $1)", ["money", "decimal"]),
            ("contains($0, $1)", ["text", "text"]), ("starts_with($0, $1)", ["text", "text"]), ("ends_with($0, $1)", ["text", "text"]), ("contains_any($0, {\"a\", \"ｱ\"})", ["text"]), ("contains_any($0, v_words)", ["text"]), ("($0 in v_words)", ["text"]),
            ("matches($0, r\"^[a-c]+\\d*.$\")", ["text"]), ("matches($0, r\"(あ|𠮷|\\bx)\")", ["text"]),
        ],
        ["int"] =
        [
            ("($0 + $1)", ["int", "int"]), ("($0 - $1)", ["int", "int"]), ("($0 * $1)", ["int", "int"]), ("($0 mod $1)", ["int", "int"]), ("(-$0)", ["int"]), ("abs($0)", ["int"]),
            ("min($0, $1)", ["int", "int"]), ("max($0, $1, $2)", ["int", "int", "int"]), ("round_half_even($0, $1)", ["int", "int"]), ("floor($0, -1)", ["int"]),
            ("length($0)", ["text"]), ("int($0)", ["text"]), ("year($0)", ["date"]), ("month($0)", ["datetime"]), ("day($0)", ["date"]), ("weekday($0)", ["datetime"]), ("hour($0)", ["time"]), ("minute($0)", ["datetime"]), ("second($0)", ["time"]),
            ("days_of($0)", ["duration"]), ("hours_of($0)", ["duration"]), ("minutes_of($0)", ["duration"]), ("seconds_of($0)", ["duration"]), ("years_of($0)", ["period"]), ("months_of($0)", ["period"]),
            ("days_between($0, $1)", ["date", "date"]), ("months_between($0, $1)", ["date", "date"]),
        ],
        ["decimal"] =
        [
            ("($0 + $1)", ["decimal", "decimal"]), ("($0 - $1)", ["decimal", "int"]), ("($0 * $1)", ["decimal", "decimal"]), ("($0 / $1)", ["decimal", "decimal"]), ("($0 / $1)", ["int", "int"]), ("($0 mod $1)", ["decimal", "decimal"]), ("(-$0)", ["decimal"]),
            ("abs($0)", ["decimal"]), ("floor($0)", ["decimal"]), ("ceiling($0, 1)", ["decimal"]), ("round_half_up($0, $1)", ["decimal", "int"]), ("round_half_even($0, 2)", ["decimal"]), ("round_down($0, 1)", ["decimal"]), ("round_up($0, $1)", ["decimal", "int"]),
            ("min($0, $1)", ["decimal", "int"]), ("max($0, $1)", ["decimal", "decimal"]), ("($0 / $1)", ["money", "money"]), ("($0 / $1)", ["duration", "duration"]), ("decimal($0)", ["text"]),
        ],
        ["money"] =
        [
            ("($0 + $1)", ["money", "money"]), ("($0 - $1)", ["money", "money"]), ("($0 * $1)", ["money", "decimal"]), ("($0 / $1)", ["money", "decimal"]), ("($0 / $1)", ["money", "int"]), ("(-$0)", ["money"]),
            ("round_half_up($0, 0)", ["money"]), ("abs($0)", ["money"]), ("max($0, $1)", ["money", "money"]), ("($0 mod $1)", ["money", "money"]),
        ],
        ["text"] =
        [
            ("($0 & $1)", ["text", "text"]), ("text($0)", ["any"]), ("left($0, $1)", ["text", "int"]), ("right($0, $1)", ["text", "int"]), ("mid($0, $1, $2)", ["text", "int", "int"]), ("upper($0)", ["text"]), ("lower($0)", ["text"]), ("trim($0)", ["text"]),
            ("replace($0, $1, $2)", ["text", "text", "text"]), ("before($0, $1)", ["text", "text"]), ("after($0, $1)", ["text", "text"]), ("pad_left($0, 6, $1)", ["text", "text"]), ("nfkc($0)", ["text"]), ("fold($0)", ["text"]), ("join(split($0, $1), $2)", ["text", "text", "text"]),
            ("min($0, $1)", ["text", "text"]), ("\"<{o_text}|{v_int}|{o_datetime}>\"", []), ("join(v_words, $0)", ["text"]),
        ],
        ["date"] =
        [
            ("($0 + $1)", ["date", "duration"]), ("($0 - $1)", ["date", "duration"]), ("($0 + $1)", ["date", "period"]), ("($0 - $1)", ["date", "period"]), ("($0 + days($1))", ["date", "int"]), ("month_end($0)", ["date"]), ("month_start($0)", ["date"]), ("date_of($0)", ["datetime"]),
            ("business_days($0, 5)", ["date"]), ("business_days($0, -3)", ["date"]), ("today()", []), ("date($0)", ["text"]), ("max($0, $1)", ["date", "date"]),
        ],
        ["time"] = [("($0 + $1)", ["time", "duration"]), ("($0 - $1)", ["time", "duration"]), ("time_of($0)", ["datetime"]), ("time($0)", ["text"]), ("min($0, $1)", ["time", "time"])],
        ["datetime"] =
        [
            ("($0 + $1)", ["datetime", "duration"]), ("($0 - $1)", ["datetime", "duration"]), ("($0 + $1)", ["datetime", "period"]), ("($0 - $1)", ["datetime", "period"]), ("datetime_at($0, $1)", ["date", "time"]), ("now()", []), ("datetime($0)", ["text"]), ("max($0, $1)", ["datetime", "datetime"]),
        ],
        ["duration"] =
        [
            ("days($0)", ["decimal"]), ("hours($0)", ["int"]), ("seconds($0)", ["decimal"]), ("($0 - $1)", ["date", "date"]), ("($0 - $1)", ["datetime", "datetime"]), ("($0 - $1)", ["time", "time"]), ("($0 + $1)", ["duration", "duration"]), ("($0 - $1)", ["duration", "duration"]),
            ("($0 * $1)", ["duration", "decimal"]), ("($0 / $1)", ["duration", "int"]), ("(-$0)", ["duration"]), ("duration($0)", ["text"]), ("min($0, $1)", ["duration", "duration"]),
        ],
        ["period"] = [("months($0)", ["int"]), ("years($0)", ["int"]), ("($0 + $1)", ["period", "period"]), ("($0 - $1)", ["period", "period"]), ("($0 * $1)", ["period", "decimal"]), ("($0 / $1)", ["period", "int"]), ("($0 * $1)", ["int", "period"]), ("(-$0)", ["period"]), ("period($0)", ["text"])],
    };
}

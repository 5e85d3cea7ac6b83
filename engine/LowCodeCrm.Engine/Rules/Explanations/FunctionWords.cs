namespace LowCodeCrm.Engine.Rules.Explanations;

/// <summary>Calls in plain words where there are any; the others stand as they are written.</summary>
internal static class FunctionWords
{
    public static string Of(string name, string[] parts, ValueWords words)
    {
        string a = parts.ElementAtOrDefault(0) ?? "", b = parts.ElementAtOrDefault(1) ?? "";
        return name switch
        {
            "today" or "user_today" => words.Say("today", "今日"),
            "now" => words.Say("now", "現在"),
            "days" => words.Say($"{a} days", $"{a}日"),
            "weeks" => words.Say($"{a} weeks", $"{a}週間"),
            "hours" => words.Say($"{a} hours", $"{a}時間"),
            "minutes" => words.Say($"{a} minutes", $"{a}分"),
            "months" => words.Say($"{a} months", $"{a}か月"),
            "years" => words.Say($"{a} years", $"{a}年"),
            "date_of" => words.Say($"the day of {a}", $"{a}の日付"),
            "month_end" => words.Say($"the end of the month of {a}", $"{a}の月末"),
            "month_start" => words.Say($"the start of the month of {a}", $"{a}の月初"),
            "business_days" => words.Say($"{b} business days after {a}", $"{a}の {b} 営業日後"),
            "days_between" => words.Say($"days from {a} to {b}", $"{a}から{b}までの日数"),
            "months_between" => words.Say($"months from {a} to {b}", $"{a}から{b}までの月数"),
            "round_half_up" => b is "0" or "" ? words.Say($"{a}, rounded", $"{a}（四捨五入）") : words.Say($"{a}, rounded to {b} places", $"{a}（小数 {b} 桁に四捨五入）"),
            "round_down" => words.Say($"{a}, rounded down", $"{a}（切り捨て）"),
            "round_up" => words.Say($"{a}, rounded up", $"{a}（切り上げ）"),
            "length" => words.Say($"length of {a}", $"{a}の文字数"),
            "trim" or "nfkc" or "fold" or "text" or "label" => a,
            "lower" => words.Say($"{a} in lower case", $"{a}（小文字）"),
            "upper" => words.Say($"{a} in upper case", $"{a}（大文字）"),
            "contains" => words.Say($"{a} contains {b}", $"{a}に {b} が含まれる"),
            "starts_with" => words.Say($"{a} starts with {b}", $"{a}が {b} で始まる"),
            "ends_with" => words.Say($"{a} ends with {b}", $"{a}が {b} で終わる"),
            "matches" => words.Say($"{a} has the form {b}", $"{a}が {b} の形"),
            "is_new" => words.Say("it is new", "新規作成である"),
            "role" => words.Say($"my role is {a}", $"自分のロールが {a}"),
            _ => $"{name}({string.Join(words.Say(", ", "、"), parts)})",
        };
    }
}

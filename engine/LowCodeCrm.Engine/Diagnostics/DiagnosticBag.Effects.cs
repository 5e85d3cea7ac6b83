using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>Commands with effects outside the record, loops, schedules, segments, choices, policies and message handlers: LCR2140–2189.</summary>
public sealed partial class DiagnosticBag
{
    public void SendNeedsKey(SourceLocation at) => Error("LCR2140", at,
        "A message needs a key, so that it is sent once: key \"won:{id}\".", "メッセージには一度だけ送るためのキーが必要です。例：key \"won:{id}\"");

    public void SendToUser(SourceLocation at) => Error("LCR2141", at,
        "Messages go to records that have agreed to a channel; tell users of the app by notify.", "send の宛先はチャネルに同意したレコードです。アプリの利用者には notify で知らせてください。");

    public void NoAddressOnChannel(SourceLocation at, string entity, string channel) => Error("LCR2142", at,
        $"Records of {entity} have no address on the channel '{channel}'; name the field that holds it under \"contact\" in channels/{channel}.json.",
        $"{entity} にはチャネル「{channel}」の宛先がありません。channels/{channel}.json の \"contact\" に宛先の項目を指定してください。");

    public void UnknownTemplate(SourceLocation at, string name, string locale, string? suggestion) => Error("LCR2143", at,
        $"There is no template '{name}'{English(suggestion)}; add templates/{name}.{locale}.md.", $"雛形「{name}」はありません{Japanese(suggestion)}。templates/{name}.{locale}.md を加えてください。",
        suggestion is null ? [] : Fixes(at, $"\"{suggestion}\""));

    public void PlainNameNeeded(SourceLocation at) => Error("LCR2144", at,
        "Write the name itself here, without a calculation in it.", "ここには計算を含まない名前そのものを書いてください。");

    public void NoTagField(SourceLocation at, string entity, IEnumerable<string> fields) => Error("LCR2145", at,
        $"Say which field of tags of {entity} is meant; it has: {Listed(fields, "none")}.", $"{entity} のどのタグ項目かを書いてください。タグ項目：{Listed(fields, "なし")}");

    public void LimitMissing(SourceLocation at) => Error("LCR2146", at,
        "Say how many records at most: for each a in account where … limit 1000 { … }.", "レコード数の上限を書いてください。例：for each a in account where … limit 1000 { … }");

    public void LimitOutOfRange(SourceLocation at, int most) => Error("LCR2147", at,
        $"A limit is a whole number from 1 to {most}.", $"上限は 1 から {most} までの整数で指定してください。");

    public void ViaUnfit(SourceLocation at, string field) => Error("LCR2148", at,
        $"'{field}' does not look up the record of this rule; name a lookup that does, or use where.", $"「{field}」はこの規則のレコードを参照する項目ではありません。参照項目を指定するか where を使ってください。");

    public void UnknownConsentWord(SourceLocation at, string word) => Error("LCR2149", at,
        $"'{word}' is no word on a channel: write granted or withdrawn.", $"「{word}」は使えません。granted か withdrawn と書いてください。");

    public void UnknownConsentChannel(SourceLocation at, string name, string? suggestion) => Error("LCR2150", at,
        $"The app has no channel '{name}'{English(suggestion)}.", $"チャネル「{name}」はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void ScheduleNameTaken(SourceLocation at, string name) => Error("LCR2151", at,
        $"There is already a schedule '{name}'; choose another name.", $"定期処理「{name}」はすでにあります。別の名前を付けてください。");

    public void UnknownTimeZone(SourceLocation at, string zone, string? suggestion) => Error("LCR2152", at,
        $"There is no time zone '{zone}'{English(suggestion)}; use an IANA name such as Asia/Tokyo.", $"タイムゾーン「{zone}」はありません{Japanese(suggestion)}。Asia/Tokyo のような IANA 名を指定してください。",
        suggestion is null ? [] : Fixes(at, $"\"{suggestion}\""));

    public void ScheduleTimeMissing(SourceLocation at) => Error("LCR2153", at,
        "Say at what time of day: at 09:00.", "時刻を書いてください。例：at 09:00");

    public void ScheduleDaysMissing(SourceLocation at, bool weekly) => Error("LCR2154", at,
        $"Say on which days: {(weekly ? "on monday, thursday" : "on 1, last")}.", $"どの日かを書いてください。例：{(weekly ? "on monday, thursday" : "on 1, last")}");

    public void DailyHasNoDays(SourceLocation at) => Error("LCR2155", at,
        "Daily is every day; write weekly to choose days of the week.", "daily は毎日です。曜日を選ぶには weekly と書いてください。");

    public void EveryHasNoTime(SourceLocation at) => Error("LCR2156", at,
        "What runs every so many minutes has no time of day; write daily for that.", "間隔で動くものに時刻は指定できません。時刻を決めるには daily と書いてください。");

    public void UnknownIntervalUnit(SourceLocation at, string unit) => Error("LCR2157", at,
        $"'{unit}' is no unit here: write minutes or hours.", $"「{unit}」は使えません。minutes か hours と書いてください。");

    public void IntervalUnfit(SourceLocation at) => Error("LCR2158", at,
        "An interval divides the day: 1, 5, 10, 15, 20, 30 minutes, 1, 2, 3, 4, 6, 8, 12 hours and the like.", "間隔は一日を割り切る長さにしてください(1・5・10・15・20・30 分、1・2・3・4・6・8・12 時間など)。");

    public void UnknownWeekday(SourceLocation at, string name, string? suggestion) => Error("LCR2159", at,
        $"'{name}' is no day of the week{English(suggestion)}.", $"「{name}」は曜日ではありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void UnknownMonthDay(SourceLocation at, string day) => Error("LCR2160", at,
        $"'{day}' is no day of the month: write 1 to 31, or last.", $"「{day}」は日付ではありません。1 から 31、または last と書いてください。");

    public void NoRecordToSet(SourceLocation at) => Error("LCR2161", at,
        "There is no record of its own here; change records by update.", "ここには対象のレコードがありません。update でレコードを変更してください。");

    public void NoRecordToStart(SourceLocation at) => Error("LCR2182", at,
        "There is no record of its own here; say which one's process begins: start process … on …", "ここには対象のレコードがありません。start process … on … で、どのレコードのプロセスを始めるかを指定してください。");

    public void UnknownProcess(SourceLocation at, string entity, string name, string? suggestion) => Error("LCR2181", at,
        $"{entity} has no process '{name}'{English(suggestion)}.", $"{entity} にプロセス「{name}」はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void SlaTwice(SourceLocation at, string transition) => Error("LCR2180", at,
        $"The transition '{transition}' already has a time limit; keep one sla.", $"遷移「{transition}」にはすでに期限があります。sla を一つにしてください。");

    public void ChoiceNeedsList(SourceLocation at, RuleType actual) => Error("LCR2162", at,
        $"A choice is made from a list or set, but this is {A(actual)}.", $"選ぶ元は一覧か集合ですが、これは {actual} です。");

    public void ReplyOutsideMessage(SourceLocation at) => Error("LCR2163", at,
        "Only a message can be replied to: write this in 'on message from … as m', and name that message.", "返信できるのは受信したメッセージだけです。on message from … as m の中で、そのメッセージの名前を指定してください。");

    public void NoAddressToMatch(SourceLocation at, string entity, IEnumerable<string> channels) => Error("LCR2164", at,
        $"Records of {entity} have no address on {string.Join(", ", channels)}; name the field that holds it under \"contact\" in the channel's file.",
        $"{entity} には {string.Join("、", channels)} の宛先がありません。チャネルのファイルの \"contact\" に宛先の項目を指定してください。");

    public void MessageIncomplete(SourceLocation at) => Error("LCR2165", at,
        "A message has at least a channel and a sender: when message { channel: email, sender: \"a@example.com\", text: \"…\" }.",
        "メッセージには channel と sender が必要です。例：when message { channel: email, sender: \"a@example.com\", text: \"…\" }");

    public void SegmentNameTaken(SourceLocation at, string name) => Error("LCR2166", at,
        $"There is already an entity or segment '{name}'; choose another name.", $"「{name}」というエンティティまたは区分がすでにあります。別の名前を付けてください。");

    public void PolicyNameTaken(SourceLocation at, string entity, string name) => Error("LCR2167", at,
        $"{entity} already has a policy '{name}'; choose another name.", $"{entity} には方針「{name}」がすでにあります。別の名前を付けてください。");

    public void PolicyNeedsRoles(SourceLocation at) => Error("LCR2168", at,
        "A policy is for roles: for role(sales) or role(support). Who the user is belongs into where.", "方針の対象はロールです。例：for role(sales) or role(support)。利用者による条件は where に書いてください。");

    public void UnknownPolicyAction(SourceLocation at, string action) => Error("LCR2169", at,
        $"'{action}' cannot be allowed: write read, create, update or delete.", $"「{action}」は使えません。read、create、update、delete から選んでください。");

    public void PolicyNotYetInForce(SourceLocation at) => Info("LCR2170", at,
        "This policy is checked, but in this version only administrators open records, whatever policies allow.", "この方針は検査されますが、このバージョンでは方針に関わらず、レコードを開けるのは管理者だけです。");

    private static string Listed(IEnumerable<string> names, string none) => string.Join(", ", names) is { Length: > 0 } list ? list : none;
}

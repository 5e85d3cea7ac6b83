using LowCodeCrm.Engine.Rules.Language;

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

    private static string Listed(IEnumerable<string> names, string none) => string.Join(", ", names) is { Length: > 0 } list ? list : none;
}

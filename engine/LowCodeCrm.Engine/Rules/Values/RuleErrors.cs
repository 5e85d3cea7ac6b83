using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Rules.Values;

/// <summary>Every failure that evaluating can end in, one method each. Back ends throw these and nothing else.</summary>
public static class RuleErrors
{
    /// <summary>A number left the range of its type.</summary>
    public static RuleEvaluationException Overflow() => new("LCR6001", LocalizedText.Of(
        "The result of a calculation is too large for a number. Check the values that it is calculated from.",
        "計算の結果が数値で表せる範囲を超えました。計算に使う値を確認してください。"));

    /// <summary>A date, time or duration left its range (dates are of the years 1 to 9999).</summary>
    public static RuleEvaluationException TimeOutOfRange() => new("LCR6002", LocalizedText.Of(
        "The result of a date calculation lies outside the years 1 to 9999. Check the values that it is calculated from.",
        "日付の計算結果が西暦 1 年から 9999 年の範囲を超えました。計算に使う値を確認してください。"));

    /// <summary>A date was moved by a duration that is not whole days.</summary>
    public static RuleEvaluationException PartOfDay() => new("LCR6003", LocalizedText.Of(
        "A date can only be moved by whole days, and the duration has a part of a day. Use days(n), or a datetime.",
        "日付に加減できるのは日単位の期間だけですが、1 日に満たない端数があります。days(n) か日時を使ってください。"));

    /// <summary>Business days were counted outside the years that the holiday calendar knows.</summary>
    public static RuleEvaluationException CalendarRange(string calendar, int firstYear, int lastYear) => new("LCR6004", LocalizedText.Of(
        $"The holiday calendar \"{calendar}\" covers the years {firstYear} to {lastYear}; business days outside them are not known.",
        $"祝日カレンダー「{calendar}」の対象は {firstYear} 年から {lastYear} 年です。範囲外の営業日は計算できません。"));

    /// <summary>The app names a time zone that is not in the zone data.</summary>
    public static RuleEvaluationException UnknownZone(string zone) => new("LCR6005", LocalizedText.Of(
        $"The time zone \"{zone}\" is not known. Use an IANA name such as Asia/Tokyo.",
        $"タイムゾーン「{zone}」は存在しません。Asia/Tokyo のような IANA 名を指定してください。"));

    /// <summary>A message was to be sent with an empty key.</summary>
    public static RuleEvaluationException EmptyKey() => new("LCR6007", LocalizedText.Of(
        "A message was to be sent with an empty key, so it could be sent twice. Give it a key that is never empty, such as \"won:{id}\".",
        "キーが空のままメッセージを送ろうとしたため、二重に送られるおそれがあります。\"won:{id}\" のように空にならないキーを指定してください。"));

    /// <summary>The app names a holiday calendar that does not exist.</summary>
    public static RuleEvaluationException UnknownCalendar(string calendar) => new("LCR6006", LocalizedText.Of(
        $"The holiday calendar \"{calendar}\" is not known. Use \"jp\", or none for weekends only.",
        $"祝日カレンダー「{calendar}」は存在しません。\"jp\" を指定するか、土日だけの場合は指定を外してください。"));
}

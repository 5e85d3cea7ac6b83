namespace LowCodeCrm.Engine.Rules.Language;

public static partial class Functions
{
    private static IEnumerable<FunctionInfo> Time()
    {
        yield return OfTime("days", "(n: decimal) -> duration", "A duration of n days.", "n 日の期間。", "days(14)", "P14D") with { Errors = [TimeOutOfRange] };
        yield return OfTime("hours", "(n: decimal) -> duration", "A duration of n hours.", "n 時間の期間。", "hours(1.5)", "PT1H30M") with { Errors = [TimeOutOfRange] };
        yield return OfTime("minutes", "(n: decimal) -> duration", "A duration of n minutes.", "n 分の期間。", "minutes(90)", "PT1H30M") with { Errors = [TimeOutOfRange] };
        yield return OfTime("seconds", "(n: decimal) -> duration", "A duration of n seconds.", "n 秒の期間。", "seconds(5)", "PT5S") with { Errors = [TimeOutOfRange] };
        yield return OfTime("weeks", "(n: decimal) -> duration", "A duration of n weeks of seven days.", "n 週の期間。", "weeks(2)", "P14D") with { Errors = [TimeOutOfRange] };
        yield return OfTime("years", "(n: int) -> period", "A period of n years.", "n 年の暦の期間。", "years(1)", "P1Y") with { Errors = [TimeOutOfRange] };
        yield return OfTime("months", "(n: int) -> period", "A period of n months.", "n か月の暦の期間。", "2026-01-31 + months(1)", "2026-02-28") with { Errors = [TimeOutOfRange] };
        yield return OfDate("year", "The year, in the app's zone.", "年（アプリのタイムゾーン）。", "year(2026-04-01)", "2026");
        yield return OfDate("month", "The month, 1 to 12, in the app's zone.", "月（1〜12、アプリのタイムゾーン）。", "month(2026-04-01)", "4");
        yield return OfDate("day", "The day of the month, in the app's zone.", "日（アプリのタイムゾーン）。", "day(2026-04-01)", "1");
        yield return OfDate("weekday", "The day of the week, 1 for Monday to 7 for Sunday.", "曜日（月曜 1 〜 日曜 7）。", "weekday(2026-04-01)", "3");
        yield return OfClock("hour", "The hour, 0 to 23, in the app's zone.", "時（0〜23、アプリのタイムゾーン）。", "hour(09:30)", "9");
        yield return OfClock("minute", "The minute, 0 to 59.", "分（0〜59）。", "minute(09:30)", "30");
        yield return OfClock("second", "The whole second, 0 to 59.", "秒（0〜59）。", "second(09:30)", "0");
        yield return OfTime("days_of", "(d: duration) -> int", "The days of the duration.", "期間の日の部分。", "days_of(hours(49))", "2");
        yield return OfTime("hours_of", "(d: duration) -> int", "The hours of the duration beyond whole days, 0 to 23.", "期間の時の部分（0〜23、日を除く）。", "hours_of(hours(49))", "1");
        yield return OfTime("minutes_of", "(d: duration) -> int", "The minutes of the duration beyond whole hours, 0 to 59.", "期間の分の部分（0〜59）。", "minutes_of(minutes(150))", "30");
        yield return OfTime("seconds_of", "(d: duration) -> int", "The whole seconds of the duration beyond whole minutes, 0 to 59.", "期間の秒の部分（0〜59）。", "seconds_of(seconds(150))", "30");
        yield return OfTime("years_of", "(p: period) -> int", "The years of the period.", "期間の年の部分。", "years_of(months(30))", "2");
        yield return OfTime("months_of", "(p: period) -> int", "The months of the period beyond whole years, 0 to 11.", "期間の月の部分（0〜11）。", "months_of(months(30))", "6");
        yield return OfTime("month_end", "(d: date) -> date", "The last day of the month.", "月の末日。", "month_end(2026-02-10)", "2026-02-28");
        yield return OfTime("month_start", "(d: date) -> date", "The first day of the month.", "月の初日。", "month_start(2026-02-10)", "2026-02-01");
        yield return OfTime("date_of", "(t: datetime) -> date", "The date in the app's zone.", "アプリのタイムゾーンでの日付。", "date_of(2026-04-01T23:00Z)", "2026-04-02") with { Errors = [TimeOutOfRange] };
        yield return OfTime("time_of", "(t: datetime) -> time", "The time of day in the app's zone.", "アプリのタイムゾーンでの時刻。", "time_of(2026-04-01T23:00Z)", "08:00:00") with { Errors = [TimeOutOfRange] };
        yield return OfTime("datetime_at", "(d: date, t: time) -> datetime", "The instant at which clocks in the app's zone show this date and time.", "アプリのタイムゾーンでのその日時。", "datetime_at(2026-04-01, 09:00)", "2026-04-01T00:00:00Z") with { Errors = [TimeOutOfRange] };
        yield return OfTime("days_between", "(from: date, to: date) -> int", "Days from the first date to the second, negative where the second is earlier.", "from から to までの日数（逆なら負）。", "days_between(2026-04-01, 2026-04-30)", "29");
        yield return OfTime("months_between", "(from: date, to: date) -> int", "Whole months from the first date to the second, negative where the second is earlier.", "from から to までの満月数（逆なら負）。", "months_between(2026-01-31, 2026-03-30)", "1");
        yield return Row("time", "business_days", ["(d: date, n: int) -> date"], "The date n business days after d by the app's calendar.", "アプリのカレンダーで d から n 営業日後の日付。", "business_days(2026-04-28, 2)", "2026-05-01", BackEnds.NotSql) with { Errors = [TimeOutOfRange, CalendarRange, FunctionInfo.Budget] };
        yield return Clock("today", "() -> date", "Today in the app's zone.", "アプリのタイムゾーンでの今日。", "today()", "2026-04-01");
        yield return Clock("now", "() -> datetime", "The present instant.", "現在の日時。", "now()", "2026-04-01T00:00:00Z");
        yield return Clock("user_today", "() -> date", "Today in the user's zone.", "利用者のタイムゾーンでの今日。", "user_today()", "2026-04-01");
    }

    private static FunctionInfo OfTime(string name, string signature, string en, string ja, string example, string result) =>
        Row("time", name, [signature], en, ja, example, result);

    private static FunctionInfo OfDate(string name, string en, string ja, string example, string result) =>
        Row("time", name, ["(d: date) -> int", "(d: datetime) -> int"], en, ja, example, result) with { Errors = [TimeOutOfRange] };

    private static FunctionInfo OfClock(string name, string en, string ja, string example, string result) =>
        Row("time", name, ["(t: time) -> int", "(t: datetime) -> int"], en, ja, example, result) with { Errors = [TimeOutOfRange] };

    private static FunctionInfo Clock(string name, string signature, string en, string ja, string example, string result) =>
        Row("time", name, [signature], en, ja, example, result, isVolatile: true);
}

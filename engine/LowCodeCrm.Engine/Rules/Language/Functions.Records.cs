namespace LowCodeCrm.Engine.Rules.Language;

public static partial class Functions
{
    private static IEnumerable<FunctionInfo> Conversions()
    {
        yield return Row("conversion", "text", ["(x: scalar) -> text"], "The value as text: invariant, no trailing zeros, dates as ISO 8601.", "値を文字列にします（ISO 形式、末尾の 0 なし）。", "text(12.50)", "12.5");
        yield return Reading("int", "int(\"42\")", "42");
        yield return Reading("decimal", "decimal(\"12.5\")", "12.5");
        yield return Reading("date", "date(\"2026-04-01\")", "2026-04-01");
        yield return Reading("time", "time(\"09:30:00\")", "09:30:00");
        yield return Reading("datetime", "datetime(\"2026-04-01T09:00:00+09:00\")", "2026-04-01T00:00:00Z");
        yield return Reading("duration", "duration(\"PT1H\")", "PT1H");
        yield return Reading("period", "period(\"P1Y2M\")", "P1Y2M");
        yield return Row("choices", "label", ["(x: choice) -> text"], "The option's label in the reader's language.", "選択肢の表示名（読み手の言語）。", "label(stage)", "Won", BackEnds.NotSql, isVolatile: true);
    }

    private static FunctionInfo Reading(string name, string example, string result) =>
        Row("conversion", name, [$"(s: text) -> {name}"], $"Reads exactly what text() writes of a {name}; empty where it cannot.", $"text() が書く形の {name} を読み取ります。読めなければ空。", example, result, mayBeEmpty: true);

    private static IEnumerable<FunctionInfo> Records()
    {
        yield return Row(RecordGroup, "changed", ["(field) -> bool"], "Whether this save changes the field.", "この保存で項目の値が変わるか。", "changed(stage)", "true", BackEnds.NotSql, total: true);
        yield return Row(RecordGroup, "old", ["(field) -> T?"], "The field's value before this save; empty on create.", "保存前の値。新規作成では空。", "old(amount)", "100", BackEnds.NotSql, total: true, mayBeEmpty: true);
        yield return Row(RecordGroup, "is_new", ["() -> bool"], "Whether the record is being created.", "新規作成かどうか。", "is_new()", "true", BackEnds.NotSql, total: true);
        yield return Row(RecordGroup, "role", ["(role) -> bool"], "Whether the current user has the role.", "現在の利用者がそのロールを持つか。", "role(sales)", "true", total: true, isVolatile: true);
        yield return Row(RecordGroup, Consent, ["(channel) -> bool"], "Whether the record's newest word on the channel is consent; false where there is none.", "そのチャネルへの同意が記録され、撤回されていないか。記録がなければ false。", "consent(email)", "true", BackEnds.Server, total: true, isVolatile: true);
    }

    private static IEnumerable<FunctionInfo> People()
    {
        yield return OfPeople(ContactableChannels, "(p: record) -> list of channel", "The channels on which the record has an address, in the package's order.", "レコードに宛先があるチャネルの一覧（パッケージの順）。", "email in contactable_channels(this)", "true");
        yield return OfPeople(OptedOut, "(p: record, c: channel) -> bool", "Whether the record's newest word on the channel is a withdrawal.", "そのチャネルへの同意が撤回されているか。", "opted_out(this, email)", "false", total: true);
        yield return OfPeople(QuietHours, "(p: record, c: channel, t: datetime) -> bool", "Whether the channel is left alone at that time, by clocks in the app's zone; false where it declares no quiet hours.", "その日時がチャネルの静かな時間（アプリのタイムゾーン）に当たるか。宣言がなければ false。", "quiet_hours(this, email, now())", "false", BackEnds.Compiled | BackEnds.Interpreted, total: true) with { Errors = [CalendarRange] };
        yield return OfPeople(ReplyRate, "(p: record, c: channel, d: duration) -> decimal", "The share, from 0 to 1, of the messages sent to the record in the last d that were replied to; empty where none were sent.", "直近 d に送ったメッセージのうち返信のあった割合（0〜1）。送っていなければ空。", "reply_rate(this, email, days(180))", "0.4", mayBeEmpty: true) with { Errors = [TimeOutOfRange] };
        yield return OfPeople(RecentSends, "(p: record, c: channel, d: duration) -> int", "How many messages were sent to the record in the last d.", "直近 d に送ったメッセージの件数。", "recent_sends(this, email, days(7))", "2") with { Errors = [TimeOutOfRange] };
    }

    public const string Consent = "consent";
    public const string ContactableChannels = "contactable_channels";
    public const string OptedOut = "opted_out";
    public const string QuietHours = "quiet_hours";
    public const string ReplyRate = "reply_rate";
    public const string RecentSends = "recent_sends";

    private static FunctionInfo OfPeople(string name, string signature, string en, string ja, string example, string result, BackEnds backEnds = BackEnds.Server, bool total = false, bool mayBeEmpty = false) =>
        Row(ChannelsGroup, name, [signature], en, ja, example, result, backEnds, total, mayBeEmpty, isVolatile: true);

    private static IEnumerable<FunctionInfo> Sets()
    {
        yield return Over("any", "(entity via lookup where condition) -> bool", "Whether there is a related record for which the condition is true.", "条件を満たす関連レコードがあるか。", "any(activity via account where done)", "true");
        yield return Over("all", "(entity via lookup where condition, condition) -> bool", "Whether the condition is true for every related record; true where there is none.", "すべての関連レコードが条件を満たすか。", "all(activity via account, done)", "false");
        yield return Over("count", "(entity via lookup where condition) -> int", "The number of related records.", "関連レコードの件数。", "count(opportunity via account where stage = won)", "3");
        yield return Over("sum", "(entity via lookup where condition, value: number) -> number", "The sum of the values; 0 where there are none.", "値の合計。なければ 0。", "sum(opportunity via account where stage = won, amount)", "1200000");
        yield return Over("avg", "(entity via lookup where condition, value: number) -> number?", "The mean of the values; empty where there are none.", "値の平均。なければ空。", "avg(opportunity via account, amount)", "400000", mayBeEmpty: true);
        yield return Over("min", "(entity via lookup where condition, value: ordered) -> ordered?", "The least value; empty where there is none.", "最小の値。なければ空。", "min(opportunity via account, close_on)", "2026-04-30", mayBeEmpty: true);
        yield return Over("max", "(entity via lookup where condition, value: ordered) -> ordered?", "The greatest value; empty where there is none.", "最大の値。なければ空。", "max(opportunity via account, close_on)", "2026-09-30", mayBeEmpty: true);
    }

    private static FunctionInfo Over(string name, string signature, string en, string ja, string example, string result, bool mayBeEmpty = false) =>
        Row(SetsGroup, name, [signature], en, ja, example, result, total: true, mayBeEmpty: mayBeEmpty);
}

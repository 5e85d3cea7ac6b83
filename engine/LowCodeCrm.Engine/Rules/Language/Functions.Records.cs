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
    }

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

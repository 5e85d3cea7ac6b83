using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>
/// All words of the language with their Japanese aliases: the one table that lexer, parser, printer, completion and reference are fed from.
/// Reserved words come first; every other word is a keyword only where the grammar expects it.
/// </summary>
public static class Keywords
{
    private static readonly List<Keyword> table = [];

    public static readonly Keyword And = Add("and", "かつ", TokenKind.And, "both hold", "両方が成り立つ");
    public static readonly Keyword Or = Add("or", "または", TokenKind.Or, "at least one holds; also joins people", "少なくとも一方が成り立つ(担当者の列挙にも使う)");
    public static readonly Keyword Not = Add("not", "でない", TokenKind.Not, "the opposite", "否定");
    public static readonly Keyword In = Add("in", "のうち", TokenKind.In, "is one of a set or within a range; begins the body of a let", "集合や範囲に含まれる。仮にの本体を始める");
    public static readonly Keyword Is = Add("is", "は", TokenKind.Is, "tests whether a value is set or empty", "値の有無を調べる");
    public static readonly Keyword If = Add("if", "もし", TokenKind.If, "chooses by a condition", "条件で選ぶ");
    public static readonly Keyword Then = Add("then", "ならば", TokenKind.Then, "what holds if the condition is true", "条件が真のとき");
    public static readonly Keyword Else = Add("else", "でなければ", TokenKind.Else, "what holds otherwise", "それ以外のとき");
    public static readonly Keyword Let = Add("let", "仮に", TokenKind.Let, "names a value", "値に名前を付ける");
    public static readonly Keyword Mod = Add("mod", "剰余", TokenKind.Mod, "remainder with the sign of the divisor", "除数の符号を持つ余り");
    public static readonly Keyword Between = Add("between", "あいだ", TokenKind.Between, "within two bounds, both included", "両端を含む範囲にある");
    public static readonly Keyword True = Add("true", "真", TokenKind.True, "the truth value true", "真の値");
    public static readonly Keyword False = Add("false", "偽", TokenKind.False, "the truth value false", "偽の値");
    public static readonly Keyword Empty = Add("empty", "空", TokenKind.Empty, "no value", "値がないこと");
    public static readonly Keyword This = Add("this", "これ", TokenKind.This, "the record of the rule", "規則の対象レコード");

    public static readonly Keyword Rules = Add("rules", "規則", TokenKind.Name, "rules of one entity", "一つのエンティティの規則");
    public static readonly Keyword For = Add("for", "対象", TokenKind.Name, "names what a construct is about", "何についてかを示す");
    public static readonly Keyword Validate = Add("validate", "検証", TokenKind.Name, "a condition that a saved record must meet", "保存時に満たすべき条件");
    public static readonly Keyword When = Add("when", "条件", TokenKind.Name, "when the rule applies", "規則が働く条件");
    public static readonly Keyword Require = Add("require", "要求", TokenKind.Name, "what must hold", "成り立つべきこと");
    public static readonly Keyword Message = Add("message", "文言", TokenKind.Name, "what the user reads", "利用者に示す文");
    public static readonly Keyword At = Add("at", "項目", TokenKind.Name, "fields to mark, or a time of day", "印を付ける項目、または時刻");
    public static readonly Keyword Default = Add("default", "既定", TokenKind.Name, "a value given on create", "作成時に与える値");
    public static readonly Keyword Computed = Add("computed", "算出", TokenKind.Name, "a field derived from others", "他の項目から求める項目");
    public static readonly Keyword Rollup = Add("rollup", "集計", TokenKind.Name, "a field derived from related records", "関連レコードから求める項目");
    public static readonly Keyword Show = Add("show", "表示", TokenKind.Name, "shows a field only under a condition", "条件を満たすときだけ表示する");
    public static readonly Keyword Required = Add("required", "必須", TokenKind.Name, "demands a value", "値を必要とする");
    public static readonly Keyword Readonly = Add("readonly", "読取専用", TokenKind.Name, "keeps callers from changing a field", "利用者による変更を禁じる");
    public static readonly Keyword Warn = Add("warn", "警告", TokenKind.Name, "a remark that does not hold up saving", "保存を妨げない注意");
    public static readonly Keyword Before = Add("before", "前", TokenKind.Name, "before the save", "保存の前");
    public static readonly Keyword After = Add("after", "後", TokenKind.Name, "after the save", "保存の後");
    public static readonly Keyword Save = Add("save", "保存", TokenKind.Name, "the moment of saving", "保存の時");
    public static readonly Keyword Set = Add("set", "設定", TokenKind.Name, "gives a field a value; with is: has a value", "項目に値を与える。「は」の後では値がある");
    public static readonly Keyword Create = Add("create", "作成", TokenKind.Name, "makes a record", "レコードを作る");
    public static readonly Keyword Update = Add("update", "更新", TokenKind.Name, "changes a related record", "関連レコードを変える");
    public static readonly Keyword Delete = Add("delete", "削除", TokenKind.Name, "deletes a record", "レコードを削除する");
    public static readonly Keyword Send = Add("send", "送信", TokenKind.Name, "sends a message", "メッセージを送る");
    public static readonly Keyword Reply = Add("reply", "返信", TokenKind.Name, "answers a message", "メッセージに返信する");
    public static readonly Keyword Notify = Add("notify", "通知", TokenKind.Name, "notifies people", "人に知らせる");
    public static readonly Keyword Call = Add("call", "呼出", TokenKind.Name, "calls a webhook", "ウェブフックを呼ぶ");
    public static readonly Keyword Webhook = Add("webhook", "ウェブフック", TokenKind.Name, "an address outside the app", "アプリの外の宛先");
    public static readonly Keyword Each = Add("each", "各", TokenKind.Name, "every record of a selection", "選んだレコードのそれぞれ");
    public static readonly Keyword Limit = Add("limit", "上限", TokenKind.Name, "the greatest number of records", "レコード数の上限");
    public static readonly Keyword Start = Add("start", "開始", TokenKind.Name, "starts a process", "プロセスを始める");
    public static readonly Keyword AddTag = Add("add", "追加", TokenKind.Name, "adds a tag", "タグを付ける");
    public static readonly Keyword Remove = Add("remove", "除去", TokenKind.Name, "removes a tag", "タグを外す");
    public static readonly Keyword Tag = Add("tag", "タグ", TokenKind.Name, "a tag of a record", "レコードのタグ");
    public static readonly Keyword Email = Add("email", "メール", TokenKind.Name, "the channel of e-mail", "メールのチャネル");
    public static readonly Keyword Template = Add("template", "雛形", TokenKind.Name, "a message template", "メッセージの雛形");
    public static readonly Keyword To = Add("to", "宛先", TokenKind.Name, "who receives", "受け取る相手");
    public static readonly Keyword Key = Add("key", "キー", TokenKind.Name, "makes a sending happen once", "送信を一度だけにする鍵");
    public static readonly Keyword Via = Add("via", "経由", TokenKind.Name, "the lookup that relates two entities", "関連をたどる参照項目");
    public static readonly Keyword Where = Add("where", "絞込", TokenKind.Name, "which records", "どのレコードか");
    public static readonly Keyword From = Add("from", "から", TokenKind.Name, "where something comes from", "どこからか");
    public static readonly Keyword Process = Add("process", "プロセス", TokenKind.Name, "states of a record and the ways between them", "レコードの状態と遷移");
    public static readonly Keyword On = Add("on", "において", TokenKind.Name, "what a construct works on", "何について働くか");
    public static readonly Keyword State = Add("state", "状態", TokenKind.Name, "a state of a process", "プロセスの状態");
    public static readonly Keyword Initial = Add("initial", "初期", TokenKind.Name, "the state of a new record", "新しいレコードの状態");
    public static readonly Keyword Final = Add("final", "終了", TokenKind.Name, "a state that ends the process", "プロセスを終える状態");
    public static readonly Keyword Transition = Add("transition", "遷移", TokenKind.Name, "a way from one state to another", "状態から状態への移り方");
    public static readonly Keyword Guard = Add("guard", "前提", TokenKind.Name, "what must hold for a transition", "遷移に必要な条件");
    public static readonly Keyword By = Add("by", "による", TokenKind.Name, "who may", "誰ができるか");
    public static readonly Keyword Ask = Add("ask", "入力", TokenKind.Name, "fields that the transition asks for", "遷移の際に尋ねる項目");
    public static readonly Keyword Do = Add("do", "実行", TokenKind.Name, "commands of a transition", "遷移の際の命令");
    public static readonly Keyword Sla = Add("sla", "応答期限", TokenKind.Name, "how long a state may last", "状態にとどまれる長さ");
    public static readonly Keyword Business = Add("business", "営業", TokenKind.Name, "counted in working days", "営業日で数える");
    public static readonly Keyword Approval = Add("approval", "承認", TokenKind.Name, "a decision by people", "人による決裁");
    public static readonly Keyword Submit = Add("submit", "申請", TokenKind.Name, "when a record is submitted", "申請の条件");
    public static readonly Keyword Lock = Add("lock", "固定", TokenKind.Name, "fields kept fixed while deciding", "決裁中に固定する項目");
    public static readonly Keyword Step = Add("step", "段階", TokenKind.Name, "a step of an approval", "承認の段階");
    public static readonly Keyword Due = Add("due", "期日", TokenKind.Name, "until when", "いつまでか");
    public static readonly Keyword Escalate = Add("escalate", "上申", TokenKind.Name, "who decides after the due time", "期日を過ぎたときの決裁者");
    public static readonly Keyword AllOf = Add("all", "全員", TokenKind.Name, "every one of them", "全員であること");
    public static readonly Keyword Of = Add("of", "の", TokenKind.Name, "joins a kind and what it contains", "種類と中身を結ぶ");
    public static readonly Keyword Approved = Add("approved", "承認済", TokenKind.Name, "the outcome of approval", "承認された結果");
    public static readonly Keyword Rejected = Add("rejected", "却下", TokenKind.Name, "the outcome of refusal", "却下された結果");
    public static readonly Keyword Returned = Add("returned", "差戻済", TokenKind.Name, "the outcome of being sent back", "差し戻された結果");
    public static readonly Keyword Withdrawn = Add("withdrawn", "取下済", TokenKind.Name, "the outcome of being taken back", "取り下げられた結果");
    public static readonly Keyword Approve = Add("approve", "承認する", TokenKind.Name, "a test's user agrees", "試験の利用者が承認する");
    public static readonly Keyword Reject = Add("reject", "却下する", TokenKind.Name, "a test's user refuses", "試験の利用者が却下する");
    public static readonly Keyword Return = Add("return", "差し戻す", TokenKind.Name, "a test's user sends back", "試験の利用者が差し戻す");
    public static readonly Keyword Withdraw = Add("withdraw", "取り下げる", TokenKind.Name, "a test's user takes back", "試験の利用者が取り下げる");
    public static readonly Keyword Schedule = Add("schedule", "定期", TokenKind.Name, "commands at set times", "決まった時刻の命令");
    public static readonly Keyword Daily = Add("daily", "毎日", TokenKind.Name, "every day", "毎日");
    public static readonly Keyword Weekly = Add("weekly", "毎週", TokenKind.Name, "every week", "毎週");
    public static readonly Keyword Monthly = Add("monthly", "毎月", TokenKind.Name, "every month", "毎月");
    public static readonly Keyword Every = Add("every", "間隔", TokenKind.Name, "again and again, so long apart", "一定の間隔で繰り返す");
    public static readonly Keyword Tz = Add("tz", "時間帯", TokenKind.Name, "the time zone", "時間帯");
    public static readonly Keyword As = Add("as", "として", TokenKind.Name, "gives a name to what came", "受け取ったものの名前");
    public static readonly Keyword Match = Add("match", "照合", TokenKind.Name, "finds a record for a sender", "送信者に当たるレコードを探す");
    public static readonly Keyword Choose = Add("choose", "選択", TokenKind.Name, "a ranked choice", "順位による選択");
    public static readonly Keyword Returns = Add("returns", "返値", TokenKind.Name, "the type of the result", "結果の型");
    public static readonly Keyword Score = Add("score", "評点", TokenKind.Name, "points of a candidate", "候補の点数");
    public static readonly Keyword Otherwise = Add("otherwise", "その他", TokenKind.Name, "what holds if nothing else does", "どれにも当たらないとき");
    public static readonly Keyword Segment = Add("segment", "区分", TokenKind.Name, "a set of records by condition", "条件で決まるレコードの集まり");
    public static readonly Keyword Refresh = Add("refresh", "再計算", TokenKind.Name, "how often a segment is renewed", "区分を更新する頻度");
    public static readonly Keyword Nightly = Add("nightly", "毎晩", TokenKind.Name, "every night", "毎晩");
    public static readonly Keyword Policy = Add("policy", "方針", TokenKind.Name, "who may see and change which records", "誰がどのレコードを見て変えられるか");
    public static readonly Keyword Allow = Add("allow", "許可", TokenKind.Name, "grants actions", "操作を許す");
    public static readonly Keyword Read = Add("read", "参照", TokenKind.Name, "to see records", "レコードを見ること");
    public static readonly Keyword Table = Add("table", "表", TokenKind.Name, "a decision table", "決定表");
    public static readonly Keyword Hit = Add("hit", "一致", TokenKind.Name, "which matching rows count", "どの行を採るか");
    public static readonly Keyword First = Add("first", "最初", TokenKind.Name, "the first matching row", "最初に合う行");
    public static readonly Keyword Unique = Add("unique", "一意", TokenKind.Name, "at most one row applies", "合う行は一つだけ");
    public static readonly Keyword Any = Add("any", "任意", TokenKind.Name, "all rows that apply agree", "合う行の結果がすべて同じ");
    public static readonly Keyword Priority = Add("priority", "優先", TokenKind.Name, "the result whose option comes first", "選択肢の順で最も先の結果");
    public static readonly Keyword Rule = Add("rule", "行", TokenKind.Name, "with order: every result, in the order of the rows", "「順」を伴い、すべての結果を行の順に");
    public static readonly Keyword Order = Add("order", "順", TokenKind.Name, "with rule: every result, in the order of the rows", "「行」を伴い、すべての結果を行の順に");
    public static readonly Keyword Collect = Add("collect", "収集", TokenKind.Name, "the results of all rows that apply, put together", "合う行すべての結果をまとめる");
    public static readonly Keyword Function = Add("function", "関数", TokenKind.Name, "a named expression with parameters", "引数を持つ名前付きの式");
    public static readonly Keyword List = Add("list", "一覧", TokenKind.Name, "a list type", "一覧の型");
    public static readonly Keyword Test = Add("test", "試験", TokenKind.Name, "an example with its expected outcome", "例と期待する結果");
    public static readonly Keyword Clock = Add("clock", "時計", TokenKind.Name, "the time at which a test runs", "試験の時刻");
    public static readonly Keyword User = Add("user", "利用者", TokenKind.Name, "the user of a test", "試験の利用者");
    public static readonly Keyword Given = Add("given", "与件", TokenKind.Name, "a record of a test", "試験のレコード");
    public static readonly Keyword Effects = Add("effects", "作用", TokenKind.Name, "what a test expects to happen", "期待する作用");
    public static readonly Keyword No = Add("no", "無し", TokenKind.Name, "nothing of the kind", "何もないこと");
    public static readonly Keyword Explains = Add("explains", "説明", TokenKind.Name, "what the explanation contains", "説明に含まれること");
    public static readonly Keyword Contains = Add("contains", "含む", TokenKind.Name, "a part of a text", "文の一部");
    public static readonly Keyword Tick = Add("tick", "経過", TokenKind.Name, "lets time pass in a test", "試験の時を進める");

    /// <summary>Every keyword, reserved ones first.</summary>
    public static readonly ImmutableArray<Keyword> All = [.. table];

    private static readonly FrozenDictionary<string, Keyword> byWord =
        All.SelectMany(k => new[] { KeyValuePair.Create(k.Text, k), KeyValuePair.Create(k.Alias, k) }).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Keyword>.AlternateLookup<ReadOnlySpan<char>> bySpan = byWord.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keyword written so, in either language; null if the word is none.</summary>
    public static Keyword? Find(ReadOnlySpan<char> word) => bySpan.TryGetValue(word, out var keyword) ? keyword : null;

    private static Keyword Add(string text, string alias, TokenKind kind, string en, string ja)
    {
        var keyword = new Keyword(text, alias, kind, LocalizedText.Of(en, ja));
        table.Add(keyword);
        return keyword;
    }
}

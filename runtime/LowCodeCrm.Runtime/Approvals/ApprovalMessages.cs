using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Saving;
using static LowCodeCrm.Runtime.Saving.SaveMessages;

namespace LowCodeCrm.Runtime.Approvals;

/// <summary>The sentences of approvals. One method for each.</summary>
internal static class ApprovalMessages
{
    private const string Code = "approval";

    public static Rejected NoApproval(string locale, Entity entity) => Refuse(null, Say(locale,
        $"{entity.Label.For(locale)} records have no approval.", $"{entity.Label.For(locale)}に承認はありません。"));

    public static Rejected UnknownApproval(string locale, Entity entity, string name) => Refuse(null, Say(locale,
        $"{entity.Label.For(locale)} has no approval \"{name}\".", $"{entity.Label.For(locale)}に承認「{name}」はありません。"));

    public static Rejected Several(string locale, IEnumerable<string> names) => Refuse(null, Say(locale,
        $"There are several approvals: say which in \"approval\" ({string.Join(", ", names)}).", $"承認が複数あります。\"approval\" でどれかを指定してください({string.Join("、", names)})。"));

    public static Rejected AlreadyPending(string locale, string name, string label) => Refuse(name, Say(locale,
        $"\"{label}\" is being decided already.", $"「{label}」はすでに承認待ちです。"));

    public static Rejected NotSubmittable(string locale, string name, string label) => Refuse(name, Say(locale,
        $"\"{label}\" is not needed for the record as it is now.", $"現在の内容では「{label}」の申請は必要ありません。"));

    public static Rejected NoStep(string locale, string name, string label) => Refuse(name, Say(locale,
        $"No step of \"{label}\" applies to this record; ask who designed the app.", $"このレコードに当てはまる「{label}」の段階がありません。アプリの管理者に確認してください。"));

    public static Rejected Nobody(string locale, string name, string step) => Refuse(name, Say(locale,
        $"Nobody can decide the step \"{step}\": the person is not set, or too few users have the role.", $"段階「{step}」を決裁できる人がいません。担当者が設定されていないか、ロールを持つ利用者が足りません。"));

    public static Rejected NothingPending(string locale) => Refuse(null, Say(locale,
        "Nothing is being decided about this record.", "このレコードに承認待ちのものはありません。"));

    public static Rejected StepOver(string locale, string name, string step) => Refuse(name, Say(locale,
        $"It is at the step \"{step}\" by now. Look at the record again.", $"すでに段階「{step}」に進んでいます。レコードを見直してください。"));

    public static Forbidden NotYours(string locale, string step) => new(Say(locale,
        $"The step \"{step}\" does not wait for your decision.", $"段階「{step}」はあなたの決裁を待っていません。"));

    public static Forbidden NotYoursToWithdraw(string locale) => new(Say(locale,
        "Only who submitted the record, or an administrator, withdraws it.", "取り下げられるのは、申請した人と管理者だけです。"));

    public static Rejected NoSuchUser(string locale) => new([new Violation("not_found", Say(locale,
        "There is no such user, or the account is disabled.", "その利用者はいないか、無効になっています。"), ["to"])]);

    public static Rejected ToOneself(string locale) => new([new Violation(Code, Say(locale,
        "It waits for that person already.", "その人はすでに決裁者です。"), ["to"])]);

    public static Violation Locked(string locale, RecordSave row, Field field, string label, string name, string? rule) => new("locked", Say(locale,
            $"{Name(locale, field)} is fixed while \"{label}\" is being decided{(rule is null ? "" : $"; the rule \"{rule}\" would change it")}. Withdraw it first.",
            $"「{label}」の承認待ちの間、{Name(locale, field)}は変更できません{(rule is null ? "" : $"(ルール「{rule}」による変更)")}。先に申請を取り下げてください。"),
        [row.Path + Saving.Input.JsonInputReader.PropertyOf(field)], name);

    public static Restricted HeldByApproval(string locale, string label) => new(Say(locale,
        $"The record cannot be deleted while \"{label}\" is being decided. Withdraw it first.", $"「{label}」の承認待ちの間は削除できません。先に申請を取り下げてください。"));

    private static Rejected Refuse(string? rule, string message) => new([new Violation(Code, message, [], rule)]);

    private static string Name(string locale, Field field) => field.Label.For(locale) is { Length: > 0 } label ? label : field.Name;

    public static string Label(SaveUnit unit, ApprovalDefinition approval) => ApprovalLabels.Of(unit.App.Model, approval).For(unit.Caller.Locale, unit.App.Model.DefaultLocale);

    public static string Label(SaveUnit unit, ApprovalDefinition approval, string step) => ApprovalLabels.Of(unit.App.Model, approval, step).For(unit.Caller.Locale, unit.App.Model.DefaultLocale);
}

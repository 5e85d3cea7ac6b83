using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>Approvals: LCR2100–2119, LCR3010–3014.</summary>
public sealed partial class DiagnosticBag
{
    public void ApprovalClauseTwice(SourceLocation at, string clause) => Error("LCR2100", at,
        $"The approval says '{clause}' twice; keep one.", $"この承認に「{clause}」が二つあります。一つにしてください。");

    public void ApprovalStepTwice(SourceLocation at, string name) => Error("LCR2101", at,
        $"The approval has another step '{name}'; give this one a name of its own.", $"この承認には段階「{name}」がすでにあります。別の名前にしてください。");

    public void ApprovalWithoutSteps(SourceLocation at, string name) => Error("LCR2102", at,
        $"Nobody can decide '{name}': it has no step. Add one, as in step manager : created_by.manager.", $"承認「{name}」には段階がないので、誰も決裁できません。step manager : created_by.manager のように加えてください。");

    public void UnknownApprovalOutcome(SourceLocation at, string word, IEnumerable<string> known) => Error("LCR2103", at,
        $"'{word}' is no outcome of an approval; it is one of {string.Join(", ", known)}.", $"「{word}」は承認の結果ではありません。{string.Join("、", known)} のどれかです。", Fixes(at, NearestName.Of(word, known)));

    public void EscalationWithoutDue(SourceLocation at) => Error("LCR2104", at,
        "A step is escalated when its due time has passed, and this one has none: write due 2 business days before it.", "上申は期日を過ぎたときに行われますが、この段階には期日がありません。前に due 2 business days のように書いてください。");

    public void UnknownDueUnit(SourceLocation at, string word, IEnumerable<string> known) => Error("LCR2105", at,
        $"'{word}' is no length of time; write {string.Join(", ", known)} or business days.", $"「{word}」は期間の単位ではありません。{string.Join("、", known)}、business days のどれかを書いてください。", Fixes(at, NearestName.Of(word, known)));

    public void BusinessNeedsDays(SourceLocation at, string unit) => Error("LCR2106", at,
        $"Only days are counted as business days, not {unit}.", $"営業日で数えられるのは日数(days)だけです。{unit} は数えられません。", Replace(at, "days", "Write days", "days にする"));

    public void DueOutOfRange(SourceLocation at, int limit) => Error("LCR2107", at,
        $"A due time is 1 to {limit:N0} of its unit.", $"期日は 1 から {limit:N0} までの数で書きます。");

    public void NobodyCanDecide(SourceLocation at, int needed, int named) => Error("LCR2108", at,
        needed < 1 ? "Somebody must decide: at least 1." : $"Nobody can decide this step: {needed} must agree, but only {named} {(named == 1 ? "is" : "are")} named.",
        needed < 1 ? "決裁する人は少なくとも 1 人必要です。" : $"この段階は決裁できません。{needed} 人の承認が必要ですが、{named} 人しか書かれていません。");

    public void RoleCannotDecide(SourceLocation at, string role, string entity) => Warning("LCR2109", at,
        $"Nobody can decide this step: the role '{role}' may not read {entity} records.", $"この段階は決裁できません。ロール「{role}」には {entity} を参照する権限がありません。");

    public void UnknownApproval(SourceLocation at, string entity, string name, string? suggestion) => Error("LCR2110", at,
        name.Length == 0 ? $"{entity} has no approval." : $"{entity} has no approval '{name}'{English(suggestion)}.",
        name.Length == 0 ? $"{entity} に承認はありません。" : $"{entity} に承認「{name}」はありません{Japanese(suggestion)}。", Fixes(at, suggestion));

    public void QuorumInBy(SourceLocation at) => Error("LCR2112", at,
        "One person makes a transition; where several must agree, write an approval.", "遷移は一人が行います。複数人の承認が必要な場合は approval を使ってください。");

    public void UnknownTestUser(SourceLocation at, string name, string? suggestion) => Error("LCR2111", at,
        $"The test has no user '{name}'{English(suggestion)}; add user {name} {{ role: … }} before.", $"試験に利用者「{name}」はいません{Japanese(suggestion)}。前に user {name} {{ role: … }} を加えてください。", Fixes(at, suggestion));

    public void StepNeverApplies(SourceLocation at, string step) => Warning("LCR3010", at,
        $"The step '{step}' can never apply: its condition cannot hold where the record may be submitted.", $"段階「{step}」に当たることはありません。申請できるときに、この条件は成り立ちません。");

    public void LockedFieldWritten(SourceLocation at, string field, string approval) => Warning("LCR3011", at,
        $"This rule writes {field}, which the approval '{approval}' keeps fixed: while it is being decided, such a save is refused. Add a condition, or do not lock the field.",
        $"この規則は、承認「{approval}」が固定する {field} に書き込みます。決裁中はこの保存が拒否されます。条件を付けるか、固定する項目から外してください。");

    public void OutcomeDeletesRecord(SourceLocation at, string approval) => Error("LCR3012", at,
        $"An outcome of '{approval}' cannot delete the record that it is about.", $"承認「{approval}」の結果として、対象のレコード自身を削除することはできません。");

    public void ApprovalRestarts(SourceLocation at, string approval, string rule) => Warning("LCR3013", at,
        $"This goes round: '{rule}' answers what the outcome of '{approval}' writes by writing what its outcome follows from. Make the rule's condition false after the decision.",
        $"循環しています。承認「{approval}」の結果の書き込みに「{rule}」が反応し、同じ項目を書き戻します。決裁後は規則の条件が成り立たないようにしてください。");
}

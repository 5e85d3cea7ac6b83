namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>Whole-app analysis: LCR3001–3009, LCR3015–3039.</summary>
public sealed partial class DiagnosticBag
{
    public void DependencyCycle(SourceLocation at, string chain) => Error("LCR3001", at,
        $"These fields depend on each other, so none can be worked out first: {chain}. Take one out of the circle.", $"次の項目が互いに依存しているため計算できません：{chain}。どれか一つを外してください。");

    public void BeforeSaveCycle(SourceLocation at, string chain) => Error("LCR3002", at,
        $"These rules each read what another writes, so no order of them is right: {chain}. Merge them into one rule.", $"次の規則が互いの書き込む項目を読むため、順序が決まりません：{chain}。一つの規則にまとめてください。");

    public void FunctionRecursion(SourceLocation at, string chain) => Error("LCR3003", at,
        $"A function may not call itself, directly or through others: {chain}.", $"関数は自分自身を（間接的にも）呼び出せません：{chain}。");

    public void CallsTooDeep(SourceLocation at, string name, int max) => Error("LCR3015", at,
        $"What '{name}' is worked out from leads through other functions and fields more than {max} steps deep; store a part of it in a computed field.", $"「{name}」の計算は関数や項目を {max} 段より深くたどります。途中の値を算出項目として保存してください。");

    public void TwoWriters(SourceLocation at, string phaseEn, string phaseJa, string field, string other) => Error("LCR3004", at,
        $"'{other}' also writes {field} {phaseEn}; only one rule of a phase may. Merge them or give them conditions that exclude each other.",
        $"「{other}」も{phaseJa}に {field} を書き込みます。一つの規則にまとめるか、重ならない条件を付けてください。");

    public void PossiblyTwoWriters(SourceLocation at, string phaseEn, string phaseJa, string field, string other) => Warning("LCR3005", at,
        $"'{other}' may also write {field} {phaseEn}; where both conditions hold, the later rule wins.", $"「{other}」も{phaseJa}に {field} を書き込むことがあります。両方の条件が成り立つと後の規則が優先されます。");

    public void VolatileRollup(SourceLocation at, string field) => Error("LCR3006", at,
        $"The rollup '{field}' depends on the day, the time or the user, so it cannot be kept; use a computed field instead.", $"集計「{field}」は日付・時刻・利用者に依存するため保存できません。算出項目にしてください。");

    public void StateUnreachable(SourceLocation at, string state) => Warning("LCR3007", at,
        $"No transition leads to the state '{state}'.", $"状態「{state}」へ移る遷移がありません。");

    public void StateWithoutExit(SourceLocation at, string state) => Warning("LCR3008", at,
        $"No transition leaves the state '{state}'. If that is meant, set its place in the process to Final (final, in the rules).", $"状態「{state}」から出る遷移がありません。意図したものなら、位置づけを「終了」にしてください（ルールでは final）。",
        Behind(at, " final", "Make it a final state", "終了の状態にする"));

    public void NoInitialState(SourceLocation at, string process) => Warning("LCR3009", at,
        $"The process '{process}' has no initial state. Set the place of one to Initial (initial, in the rules).", $"プロセス「{process}」に開始状態がありません。最初の状態の位置づけを「初期」にしてください（ルールでは initial）。");

    public void RuleNeverApplies(SourceLocation at, string rule) => Warning("LCR3016", at,
        $"'{rule}' never applies: no record can meet this condition. Change the condition or take the rule out.", $"「{rule}」が当てはまることはありません。この条件を満たすレコードはありえません。条件を直すか、規則を削除してください。");

    public void NeverRefuses(SourceLocation at, string rule) => Warning("LCR3017", at,
        $"'{rule}' never refuses anything: where it applies, this is always so. Change what is required or take the rule out.", $"「{rule}」が保存を拒否することはありません。対象のレコードはこの条件を必ず満たします。条件を直すか、規則を削除してください。");

    public void BranchNeverRuns(SourceLocation at, bool isShadowed) => Warning("LCR3018", at,
        isShadowed ? "This never runs: a condition before it rules it out. Change one of them or take this branch out." : "This never runs: no record can meet this condition. Change it or take the branch out.",
        isShadowed ? "ここが実行されることはありません。前の条件と両立しません。どちらかを直すか、この分岐を削除してください。" : "ここが実行されることはありません。この条件を満たすレコードはありえません。条件を直すか、この分岐を削除してください。");

    public void SelectsNothing(SourceLocation at) => Warning("LCR3019", at,
        "This selects nothing: no record can meet the condition. Change it.", "この条件では何も選ばれません。満たすレコードがありえないため、条件を直してください。");

    public void RuleShadowed(SourceLocation at, string rule, string other) => Warning("LCR3020", at,
        $"'{rule}' changes nothing: '{other}' applies to every record. Give that one a condition or take this one out.", $"「{rule}」は何も変えません。「{other}」がすべてのレコードに当てはまるためです。そちらに条件を付けるか、この規則を削除してください。");

    public void TransitionNeverPossible(SourceLocation at, string transition) => Warning("LCR3021", at,
        $"Nobody can ever make the transition '{transition}': its guards exclude each other. Change one of them.", $"遷移「{transition}」は誰にもできません。前提の条件が両立しないため、どれかを直してください。");

    public void TriggersItself(SourceLocation at, string rule) => Warning("LCR3022", at,
        $"'{rule}' makes itself run again by this, until the save is refused for going too deep. Make its condition false afterwards, as with 'when changed(…)' or 'not is_new()'.",
        $"「{rule}」は、ここでの書き込みによってもう一度実行され、深くなりすぎた時点で保存が拒否されます。changed(…) や not is_new() などで、書き込んだ後は条件が成り立たないようにしてください。");

    public void FormulaShowsHidden(SourceLocation at, string rule, string field, string role) => Warning("LCR3023", at,
        $"'{rule}' shows what {field} says to the role '{role}', from whom {field} is hidden. Hide the result from that role too, or leave the field out.",
        $"「{rule}」は、ロール「{role}」に非表示の {field} の内容を見せてしまいます。結果もこのロールに非表示にするか、式から外してください。");

    public void MessageTellsRole(SourceLocation at, string rule, string field, string role) => Warning("LCR3024", at,
        $"The message of '{rule}' tells {field} to the role '{role}', from whom it is hidden. Leave it out of the message.", $"「{rule}」の文言は、ロール「{role}」に非表示の {field} を見せてしまいます。文言から外してください。");

    public void MessageShowsHidden(SourceLocation at, string rule, string field) => Warning("LCR3025", at,
        $"The message of '{rule}' tells {field}, which forms do not show where it appears. Leave it out of the message or show the field.", $"「{rule}」の文言には {field} が含まれますが、この文言が出るときフォームに {field} は表示されません。文言から外すか、項目を表示してください。");

    public void MayExceedBudget(SourceLocation at, int worst, int budget, string whatEn, string whatJa) => Warning("LCR3026", at,
        $"At worst this causes {worst:N0} {whatEn}, more than the {budget:N0} that a save may: it would be refused. Lower a 'limit', or leave the work to a schedule.",
        $"最悪の場合、{whatJa}が {worst:N0} 件になり、一回の保存の上限 {budget:N0} 件を超えて保存が拒否されます。limit を小さくするか、schedule で行ってください。");
}

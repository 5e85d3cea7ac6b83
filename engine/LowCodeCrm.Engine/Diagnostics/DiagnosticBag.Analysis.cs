namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>Whole-app analysis: LCR3001–3029.</summary>
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
        $"No transition leaves the state '{state}'. If that is meant, set its place in the process to Final (final, in the rules).", $"状態「{state}」から出る遷移がありません。意図したものなら、位置づけを「終了」にしてください（ルールでは final）。");

    public void NoInitialState(SourceLocation at, string process) => Warning("LCR3009", at,
        $"The process '{process}' has no initial state. Set the place of one to Initial (initial, in the rules).", $"プロセス「{process}」に開始状態がありません。最初の状態の位置づけを「初期」にしてください（ルールでは initial）。");
}

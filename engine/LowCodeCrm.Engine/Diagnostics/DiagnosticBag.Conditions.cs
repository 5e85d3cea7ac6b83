using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Diagnostics;

public sealed partial class DiagnosticBag
{
    internal void ConditionShape(SourceLocation at, string where) => Error("LCR7201", at,
        $"{where} is no condition: give path and operator with a value, or match ('all' or 'any') with conditions",
        $"{where} は条件の形になっていません。path と operator(と value)、または match('all' か 'any')と conditions を指定してください");

    internal void UnknownConditionOperator(SourceLocation at, string path, string op, IEnumerable<string> known) => Error("LCR7202", at,
        $"'{path}': there is no operator '{op}'. Use one of: {string.Join(", ", known)}",
        $"「{path}」の演算子「{op}」はありません。使えるもの: {string.Join("、", known)}");

    internal void ConditionPath(SourceLocation at, string path) => Error("LCR7203", at,
        $"'{path}' is no path of field names joined by dots, as account.rank is",
        $"「{path}」は項目名を点でつないだもの(例: account.rank)ではありません");

    internal void ConditionValues(SourceLocation at, string path, string op, int count) => Error("LCR7204", at,
        $"'{path} {op}' takes {(count == 0 ? "no value" : count == 1 ? "one value" : $"{count} values")}",
        count == 0 ? $"「{path} {op}」に値は指定できません" : $"「{path} {op}」には値を {count} 個指定してください");

    internal void ConditionValue(SourceLocation at, string path, RuleType type, string value) => Error("LCR7205", at,
        $"'{Shorten(value)}' is no value of '{path}', which is of type {type}",
        $"「{Shorten(value)}」は「{path}」({type} 型)の値ではありません");
}

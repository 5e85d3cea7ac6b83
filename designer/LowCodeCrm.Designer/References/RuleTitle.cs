using System.Collections.Frozen;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Designer.References;

/// <summary>A rule as people name it.</summary>
/// <param name="Key">Its kind, as the language writes it.</param>
/// <param name="Title">What it says or is about.</param>
internal sealed record RuleTitle(string Key, LocalizedText Title)
{
    private static readonly FrozenDictionary<string, LocalizedText> Kinds = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["validate"] = LocalizedText.Of("Validation", "検証"),
        ["warn"] = LocalizedText.Of("Warning", "警告"),
        ["required"] = LocalizedText.Of("Required", "必須"),
        ["show"] = LocalizedText.Of("Shown", "表示条件"),
        ["readonly"] = LocalizedText.Of("Read-only", "読取専用"),
        ["default"] = LocalizedText.Of("Default", "既定値"),
        ["computed"] = LocalizedText.Of("Computed", "計算"),
        ["rollup"] = LocalizedText.Of("Rollup", "集計"),
        ["before"] = LocalizedText.Of("Before save", "保存前"),
        ["after"] = LocalizedText.Of("After save", "保存後"),
        ["process"] = LocalizedText.Of("Process", "プロセス"),
        ["state"] = LocalizedText.Of("State", "状態"),
        ["transition"] = LocalizedText.Of("Transition", "遷移"),
        ["approval"] = LocalizedText.Of("Approval", "承認"),
        ["function"] = LocalizedText.Of("Function", "関数"),
        ["table"] = LocalizedText.Of("Table", "表"),
        ["schedule"] = LocalizedText.Of("Schedule", "スケジュール"),
        ["choose"] = LocalizedText.Of("Choice", "選択"),
        ["segment"] = LocalizedText.Of("Segment", "セグメント"),
        ["policy"] = LocalizedText.Of("Policy", "ポリシー"),
        ["test"] = LocalizedText.Of("Test", "テスト"),
        ["message"] = LocalizedText.Of("Received message", "メッセージ受信"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public LocalizedText Kind => Kinds.GetValueOrDefault(Key) ?? LocalizedText.Of("Rule", "ルール");

    /// <summary>“Validation: A won deal needs an amount”.</summary>
    public LocalizedText Words => LocalizedText.Of($"{Kind.For("en")}: {Title.For("en")}", $"{Kind.For("ja")}：{Title.For("ja")}");

    /// <summary>A name as words: won_needs_amount → Won needs amount.</summary>
    public static LocalizedText Spelled(string name)
    {
        var words = name.Replace('_', ' ').Trim();
        return LocalizedText.Plain(words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..]);
    }
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model;

/// <summary>Kinds of field types that belong together when they are offered.</summary>
public static class FieldTypeGroups
{
    public const string Text = "text", Number = "number", Choice = "choice", Time = "time", Relation = "relation", Contact = "contact", Other = "other";

    public static readonly ImmutableArray<(string Name, LocalizedText Label)> All =
    [
        (Text, LocalizedText.Of("Text", "文字")),
        (Number, LocalizedText.Of("Numbers", "数値")),
        (Choice, LocalizedText.Of("Choices", "選択")),
        (Time, LocalizedText.Of("Dates and times", "日付と時刻")),
        (Relation, LocalizedText.Of("Relations", "関連")),
        (Contact, LocalizedText.Of("Contact", "連絡先")),
        (Other, LocalizedText.Of("Other", "その他")),
    ];
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>What a rule read was not kept, or is gone: its reason can no longer be told.</summary>
internal sealed class UnknownPastException(LocalizedText text) : UnknownInputException(text)
{
    public static UnknownPastException Of(Field field) => new(LocalizedText.Of(
        $"What {field.Label.For("en")} was at that time is no longer known.", $"当時の{field.Label.For("ja")}は、もう分かりません。"));

    public static UnknownPastException Of(Entity entity) => new(LocalizedText.Of(
        $"The {entity.Label.For("en")} that the rule read is no longer known as it was.", $"ルールが参照した{entity.Label.For("ja")}の当時の内容は、もう分かりません。"));

    public static UnknownPastException OfMany(Entity entity) => new(LocalizedText.Of(
        $"Which {entity.Label.For("en")} records the rule went over at that time is no longer known.", $"当時どの{entity.Label.For("ja")}を集計したかは、もう分かりません。"));

    public static UnknownPastException OfRoles() => new(LocalizedText.Of(
        "Which roles the person had at that time is no longer known.", "当時その人が持っていたロールは、もう分かりません。"));

    public static UnknownPastException OfPeople() => new(LocalizedText.Of(
        "What had been agreed to and sent at that time is no longer known.", "当時の同意と送信の状況は、もう分かりません。"));

    public static UnknownPastException OfRules(int version) => new(LocalizedText.Of(
        $"The rules of version {version} of the app are no longer known.", $"アプリの第 {version} 版のルールは、もう分かりません。"));
}

using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>Where a value came from, as history tells it.</summary>
internal static class WhyOrigins
{
    /// <summary>A value of now.</summary>
    /// <param name="row">The newest change of the field; null: none was recorded.</param>
    public static WhyAnswer Told(WhyScene scene, WhyAnswer answer, Field field, HistoryRow? row)
    {
        if (row is null)
            return answer with { Summary = answer.Value is null ? scene.Say("Nobody has entered anything here.", "まだ何も入力されていません。") : scene.Say("Where it came from was not recorded.", "どのように入ったかは記録されていません。") };
        var origin = OriginOf(row, field);
        return answer with { Kind = origin.Rule is null ? "entered" : "rule", Origin = origin, Summary = Summary(scene, origin, row, answer.Value is null) };
    }

    /// <summary>A value as it was after a change.</summary>
    public static WhyAnswer Then(WhyScene scene, Field field, HistoryRow row, WhyAspect aspect)
    {
        if (aspect != WhyAspect.Value) return FieldReasons.Of(scene, field, aspect);
        var isOwn = row.Changes.ContainsKey(field.Id);
        var origin = isOwn ? OriginOf(row, field) : null;
        if (field.Origin is FieldOrigin.Computed or FieldOrigin.ComputedOnRead or FieldOrigin.Rollup) return FieldReasons.Of(scene, field, WhyAspect.Value) with { Origin = origin };
        var answer = new WhyAnswer(origin?.Rule is null ? "entered" : "rule", scene.Label(field), scene.Record.GetValue(field.Index), RuleType.OfField(scene.Entity, field),
            origin is null ? scene.Say("This change left it as it was.", "この変更では変わっていません。") : Summary(scene, origin, row, scene.Record.GetValue(field.Index) is null), []) { Origin = origin };
        return origin?.Rule is { } rule && FieldReasons.SetBy(scene, field, rule) is { } part ? answer with { Parts = [part] } : answer;
    }

    /// <summary>What a change did is known, and why no longer.</summary>
    public static WhyAnswer Lost(WhyScene scene, Field? field, HistoryRow row, UnknownPastException why, string locale)
    {
        var type = field is null ? RuleType.Bool : RuleType.OfField(scene.Entity, field);
        object? value = null;
        if (field is not null && row.Changes.GetValueOrDefault(field.Id) is { New: { } written } && Saving.Input.JsonValueReader.Read(field, written, Saving.Input.InputContext.For(scene.Model, Saving.SaveLimits.Default), out var read) is null) value = read;
        var origin = field is not null && row.Changes.ContainsKey(field.Id) ? OriginOf(row, field) : null;
        return new WhyAnswer(origin?.Rule is null ? "entered" : "rule", field is null ? "" : scene.Label(field), value, type, origin is null ? "" : Summary(scene, origin, row, value is null), [])
        {
            Origin = origin, Unknown = scene.Say("No longer known: ", "もう分かりません: ") + why.Text.For(locale), AppVersion = row.AppVersion,
        };
    }

    private static WhyOrigin OriginOf(HistoryRow row, Field field) => new(row.At, row.ByName, row.Changes[field.Id].Rule, row.Version, row.AppVersion);

    private static string Summary(WhyScene scene, WhyOrigin origin, HistoryRow row, bool isEmpty)
    {
        if (origin.Rule is { } rule)
            return rule.StartsWith("default", StringComparison.Ordinal) ? scene.Say("A rule filled it in when the record was made.", "レコードの作成時にルールが入れた値です。") : scene.Say("A rule set it.", "ルールが設定した値です。");
        var who = Who(scene, row);
        return isEmpty ? scene.Say($"{who} emptied it.", $"{who}が空にしました。") : scene.Say($"{who} entered it.", $"{who}が入力した値です。");
    }

    /// <summary>As the app calls them today.</summary>
    private static string Who(WhyScene scene, HistoryRow row)
    {
        var users = scene.Model.Find(SystemEntities.User);
        return row.By is { } id && users is not null && scene.Values.Context.Load(users.Index, id) is { } user ? scene.Values.Title(users, user) : row.ByName ?? scene.Say("Somebody", "誰か");
    }
}

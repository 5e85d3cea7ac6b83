using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Designer.Publishing;

/// <summary>A difference of two versions as a sentence, things called by their labels.</summary>
internal static class ChangeWords
{
    /// <param name="kind">As the plan has it.</param>
    /// <param name="target">An entity, <c>entity.field</c>, <c>entity.field.option</c> or a function.</param>
    /// <param name="before">The earlier version.</param>
    /// <param name="after">The later one.</param>
    /// <param name="locale">The reader's.</param>
    public static string Of(string kind, string target, CrmModel before, CrmModel after, string locale)
    {
        var model = kind.StartsWith("remove", StringComparison.Ordinal) ? before : after;
        var parts = target.Split('.');
        var entity = model.Find(parts[0]);
        var field = parts.Length > 1 ? entity?.Find(parts[1]) : null;
        var option = parts.Length > 2 ? field?.Options.FirstOrDefault(o => o.Value == parts[2]) : null;
        var was = before.Entities.FirstOrDefault(x => x.Id == entity?.Id)?.Fields.FirstOrDefault(x => x.Id == field?.Id);
        var led = kind == "changeType" && was is not null && field is not null && was.Type == field.Type && ModelDiff.LeadsElsewhere(ModelDiff.Known(was, before, after), field);
        var (e, f, o) = (Name(entity?.Label, parts[0]), Name(field?.Label, parts.ElementAtOrDefault(1)), Name(option?.Label, parts.ElementAtOrDefault(2)));
        return Sentence().For(locale);

        string Name(LocalizedText? label, string? name) => label?.For(locale, model.DefaultLocale) ?? name ?? "";

        string Target() => Name(after.Find(field!.Target ?? "")?.Label, field.Target);

        LocalizedText Sentence() => kind switch
        {
            "addEntity" => LocalizedText.Of($"Adds the entity {e}", $"エンティティ「{e}」を追加"),
            "removeEntity" => LocalizedText.Of($"Removes the entity {e}", $"エンティティ「{e}」を削除"),
            "renameEntity" => LocalizedText.Of($"Renames the entity {e} to {parts[0]}", $"エンティティ「{e}」の名前を {parts[0]} に変更"),
            "changeKeys" => LocalizedText.Of($"Changes the keys of {e}", $"「{e}」のキーを変更"),
            "addField" => LocalizedText.Of($"Adds the field {f} to {e}", $"「{e}」に項目「{f}」を追加"),
            "removeField" => LocalizedText.Of($"Removes the field {f} of {e}", $"「{e}」の項目「{f}」を削除"),
            "renameField" => LocalizedText.Of($"Renames the field {f} of {e} to {parts[1]}", $"「{e}」の項目「{f}」の名前を {parts[1]} に変更"),
            "requireField" => LocalizedText.Of($"Makes {f} of {e} required", $"「{e}」の「{f}」を必須に変更"),
            "unrequireField" => LocalizedText.Of($"Makes {f} of {e} optional", $"「{e}」の「{f}」を任意に変更"),
            "shortenField" => LocalizedText.Of($"Shortens {f} of {e}", $"「{e}」の「{f}」の最大長を短縮"),
            "changeType" when led => LocalizedText.Of($"Leads {f} of {e} to {Target()}", $"「{e}」の「{f}」の参照先を「{Target()}」に変更"),
            "changeType" => LocalizedText.Of($"Changes the type of {f} of {e}", $"「{e}」の「{f}」の種類を変更"),
            "addOption" => LocalizedText.Of($"Adds the option {o} to {f} of {e}", $"「{e}」の「{f}」に選択肢「{o}」を追加"),
            "removeOption" => LocalizedText.Of($"Removes the option {o} of {f} of {e}", $"「{e}」の「{f}」の選択肢「{o}」を削除"),
            "renameOption" => LocalizedText.Of($"Renames the option {o} of {f} of {e} to {parts[^1]}", $"「{e}」の「{f}」の選択肢「{o}」の名前を {parts[^1]} に変更"),
            "addFunction" => LocalizedText.Of($"Adds the function {target}", $"関数「{target}」を追加"),
            "changeFunction" => LocalizedText.Of($"Changes the function {target}", $"関数「{target}」を変更"),
            "removeFunction" => LocalizedText.Of($"Removes the function {target}", $"関数「{target}」を削除"),
            _ => LocalizedText.Of($"{kind}: {target}", $"{kind}：{target}"),
        };
    }
}

using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Designer.Plans;

/// <summary>What of a package neither its data, its forms nor its rules tell: labels, views, the look, settings; a line a thing.</summary>
/// <param name="told">What is told already: nothing is told twice.</param>
internal sealed class PartDiff(AppPackage old, CrmModel before, AppPackage now, CrmModel after, IReadOnlyList<ChangeJson> told, string locale)
{
    public IEnumerable<ChangeJson> Run()
    {
        var labels = Labels().ToList();
        var files = DraftDifference.Between(old, now);
        return [.. labels, .. files.Added.Concat(files.Changed).Concat(files.Removed).Order(StringComparer.Ordinal).Select(path => OfFile(path, labels)).OfType<ChangeJson>()];
    }

    /// <summary>What is called otherwise; what was renamed has said so.</summary>
    private IEnumerable<ChangeJson> Labels()
    {
        foreach (var entity in after.Entities.Where(e => !e.IsSystem))
        {
            if (before.Entities.FirstOrDefault(e => e.Id == entity.Id) is not { } was) continue;
            if (!was.Label.Equals(entity.Label) && was.Name == entity.Name) yield return Change("changeLabel", entity.Name, Text(entity.Label, "Label of the entity {0}", "エンティティ「{0}」の表示名を変更"));
            foreach (var field in entity.Fields)
            {
                if (was.Fields.FirstOrDefault(f => f.Id == field.Id) is not { } known) continue;
                if (!known.Label.Equals(field.Label) && known.Name == field.Name)
                    yield return Change("changeLabel", $"{entity.Name}.{field.Name}", Text([field.Label, entity.Label], "Label of the field {0} of {1}", "「{1}」の項目「{0}」の表示名を変更"));
                foreach (var option in field.Options)
                    if (known.Options.FirstOrDefault(o => o.Id == option.Id) is { } same && same.Value == option.Value && !same.Label.Equals(option.Label))
                        yield return Change("changeLabel", $"{entity.Name}.{field.Name}.{option.Value}", Text([option.Label, field.Label], "Label of the option {0} of {1}", "「{1}」の選択肢「{0}」の表示名を変更"));
            }
        }
    }

    private ChangeJson? OfFile(string path, List<ChangeJson> labels)
    {
        var (kind, name, entity) = PackagePaths.Classify(path);
        var what = !old.Files.ContainsKey(path) ? "add" : !now.Files.ContainsKey(path) ? "remove" : "change";
        return kind switch
        {
            PackageFileKind.Entity when !told.Concat(labels).Any(c => IsOfData(c) && (c.Target == name || c.Target.StartsWith(name + '.', StringComparison.Ordinal)))
                => Change("changeEntity", name, Text(LabelOf(name), "Settings of the entity {0}", "エンティティ「{0}」の設定を変更")),
            PackageFileKind.Form when !told.Any(c => c.Kind.EndsWith("Form", StringComparison.Ordinal) && c.Target == $"{entity}.{name}")
                => Change($"{what}Form", $"{entity}.{name}", Text(LabelOf(entity!), "A form of {0}", "「{0}」のフォームを変更")),
            PackageFileKind.View => View(what, entity!, name),
            PackageFileKind.Rules when !told.Any(c => c.Kind.EndsWith("Rule", StringComparison.Ordinal) || c.Kind.EndsWith("Function", StringComparison.Ordinal))
                => Change("changeText", path, LocalizedText.Of($"Text of {path}, which does the same", $"{path} の書き方を変更（動作は同じ）")),
            PackageFileKind.App when !told.Any(c => c.Kind is "addEntity" or "removeEntity") => Change("changeApp", path, LocalizedText.Of("Settings of the app", "アプリの設定を変更")),
            PackageFileKind.Theme => Change("changeLook", path, LocalizedText.Of("The look", "見た目を変更")),
            PackageFileKind.Locale when told.Count + labels.Count == 0 => Change("changeLabels", path, LocalizedText.Of($"Labels ({name})", $"表示名を変更（{name}）")),
            PackageFileKind.Role => Named(what, "Role", name, path, "Role {0}", "権限「{0}」"),
            PackageFileKind.Page => Named(what, "Page", name, path, "Page {0}", "ページ「{0}」"),
            PackageFileKind.Channel => Named(what, "Channel", name, path, "Channel {0}", "チャネル「{0}」"),
            PackageFileKind.Data or PackageFileKind.Template or PackageFileKind.Other => Named(what, "File", path, path, "File {0}", "ファイル {0} "),
            _ => null,
        };
    }

    private ChangeJson View(string what, string entity, string name)
    {
        var view = (what == "remove" ? before : after).Views.FirstOrDefault(v => v.Entity == entity && v.Name == name);
        return Change($"{what}View", $"{entity}.{name}", Text([view?.Label ?? LocalizedText.Plain(name), LabelOf(entity)], $"View {{0}} of {{1}}: {Done(what).For("en")}", $"「{{1}}」の一覧「{{0}}」：{Done(what).For("ja")}"));
    }

    private ChangeJson Named(string what, string kind, string name, string path, string en, string ja)
    {
        var label = LabelIn(path) ?? LocalizedText.Plain(name);
        return Change(what + kind, name, Text(label, $"{en}: {Done(what).For("en")}", $"{ja}：{Done(what).For("ja")}"));
    }

    private LocalizedText? LabelIn(string path) => PackagePaths.Classify(path) switch
    {
        (PackageFileKind.Role, var name, _) => (after.Roles.FirstOrDefault(r => r.Name == name) ?? before.Roles.FirstOrDefault(r => r.Name == name))?.Label,
        (PackageFileKind.Page, var name, _) => (after.Pages.FirstOrDefault(p => p.Name == name) ?? before.Pages.FirstOrDefault(p => p.Name == name))?.Label,
        _ => null,
    };

    private LocalizedText LabelOf(string entity) => (after.Find(entity) ?? before.Find(entity))?.Label ?? LocalizedText.Plain(entity);

    private static bool IsOfData(ChangeJson change) => !change.Kind.EndsWith("Form", StringComparison.Ordinal) && !change.Kind.EndsWith("Rule", StringComparison.Ordinal);

    private static LocalizedText Done(string what) => what switch { "add" => LocalizedText.Of("added", "追加"), "remove" => LocalizedText.Of("removed", "削除"), _ => LocalizedText.Of("changed", "変更") };

    private LocalizedText Text(LocalizedText label, string en, string ja) => Text([label], en, ja);

    private LocalizedText Text(LocalizedText[] labels, string en, string ja)
    {
        return LocalizedText.Of(Filled(en, "en"), Filled(ja, "ja"));

        string Filled(string text, string language)
        {
            for (var i = 0; i < labels.Length; i++) text = text.Replace($"{{{i}}}", labels[i].For(language, after.DefaultLocale), StringComparison.Ordinal);
            return text;
        }
    }

    private ChangeJson Change(string kind, string target, LocalizedText message) => new(kind, target, "none", null, message.For(locale));
}

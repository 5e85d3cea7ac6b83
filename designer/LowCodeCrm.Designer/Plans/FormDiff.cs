using System.Text.Json.Nodes;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Designer.Plans;

/// <summary>What of forms two versions differ in, a line a form. Forms that are made where none is written follow from the fields and are not told.</summary>
internal static class FormDiff
{
    private const string Scope = "#/properties/";
    private const int Named = 4;

    public static IEnumerable<ChangeJson> Between(CrmModel before, CrmModel after, string locale)
    {
        var old = Written(before).ToDictionary(form => form.Id, StringComparer.Ordinal);
        foreach (var form in Written(after))
        {
            if (!old.Remove(form.Id, out var was)) yield return Change("addForm", after, form, locale, LocalizedText.Of("added", "追加"));
            else if (Parts(before, was, after, form).ToList() is { Count: > 0 } parts)
                yield return Change("changeForm", after, form, locale, LocalizedText.Of(string.Join("; ", parts.Select(p => p.For("en"))), string.Join("、", parts.Select(p => p.For("ja")))));
        }
        foreach (var gone in old.Values.Where(form => after.Find(form.Entity) is not null))
            yield return Change("removeForm", before, gone, locale, LocalizedText.Of("removed", "削除"));
    }

    private static IEnumerable<Form> Written(CrmModel model) => model.Forms.Where(form => !form.IsGenerated);

    private static IEnumerable<LocalizedText> Parts(CrmModel before, Form was, CrmModel after, Form form)
    {
        var (old, now) = (Fields(before, was), Fields(after, form));
        var (placed, off) = (now.Where(f => old.All(o => o.Id != f.Id)).ToList(), old.Where(f => now.All(n => n.Id != f.Id)).ToList());
        if (placed.Count > 0) yield return Text(after, placed, "places {0}", "{0}を配置");
        if (off.Count > 0) yield return Text(before, off, "takes off {0}", "{0}を取り外し");
        var kept = now.Select(f => f.Id).Where(id => old.Any(o => o.Id == id));
        if (!kept.SequenceEqual(old.Select(f => f.Id).Where(id => now.Any(n => n.Id == id)), StringComparer.Ordinal)) yield return LocalizedText.Of("fields moved", "項目の順番を変更");
        else if (placed.Count == 0 && off.Count == 0 && !JsonNode.DeepEquals(was.Layout, form.Layout)) yield return LocalizedText.Of("layout changed", "レイアウトを変更");
    }

    private static LocalizedText Text(CrmModel model, List<Field> fields, string en, string ja)
    {
        var more = fields.Count - Named;
        return LocalizedText.Of(
            en.Replace("{0}", Labels("en", "", ", ") + (more > 0 ? $" and {more} more" : ""), StringComparison.Ordinal),
            ja.Replace("{0}", Labels("ja", "「{0}」", "") + (more > 0 ? $"ほか {more} 項目" : ""), StringComparison.Ordinal));

        string Labels(string locale, string quoted, string between) => string.Join(between, fields.Take(Named).Select(f =>
            f.Label.For(locale, model.DefaultLocale) is var label && quoted.Length > 0 ? quoted.Replace("{0}", label, StringComparison.Ordinal) : label));
    }

    private static List<Field> Fields(CrmModel model, Form form)
    {
        var found = new List<Field>();
        if (model.Find(form.Entity) is { } entity) Walk(form.Layout);
        return found;

        void Walk(JsonNode? node)
        {
            if (node is not JsonObject element) return;
            if (element["scope"] is JsonValue scope && scope.TryGetValue<string>(out var path) && path.StartsWith(Scope, StringComparison.Ordinal)
                && entity.Find(path[Scope.Length..]) is { } field && !found.Contains(field)) found.Add(field);
            if (element["elements"] is JsonArray elements)
                foreach (var inner in elements) Walk(inner);
        }
    }

    private static ChangeJson Change(string kind, CrmModel model, Form form, string locale, LocalizedText what)
    {
        string Said(string language) => model.Find(form.Entity)?.Label.For(language, model.DefaultLocale) ?? form.Entity;
        string Own(string language) => form.Label.For(language, model.DefaultLocale) is { Length: > 0 } label ? label : form.Name;
        var message = LocalizedText.Of($"Form {Own("en")} of {Said("en")}: {what.For("en")}", $"「{Said("ja")}」のフォーム「{Own("ja")}」：{what.For("ja")}");
        return new ChangeJson(kind, $"{form.Entity}.{form.Name}", "none", null, message.For(locale));
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model.Binding;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model;

/// <summary>
/// The package as written to the package as meant, in two steps, because rules declare fields too: <see cref="Bind"/> gives the model that
/// rules are bound against; <see cref="Complete"/> then checks what may name such fields (display, keys, search, forms, views) and makes the forms and lists that nobody wrote.
/// </summary>
public static class ModelBinder
{
    /// <summary>Entities with their fields, and the app's settings. Without forms and views.</summary>
    public static CrmModel Bind(PackageDocuments documents, DiagnosticBag diagnostics)
    {
        var app = documents.App.Root;
        var settings = AppSettings.Bind(documents, diagnostics);
        var labels = new Labels(documents.Locales, settings.Locales);
        var names = documents.Entities.Select(document => document.Name).Append(SystemEntities.User).Append(SystemEntities.Team).ToHashSet(StringComparer.Ordinal);
        var binder = new EntityBinder(settings.Currency, names, labels, diagnostics);

        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var entities = new List<Entity>(SystemModel.Entities);
        foreach (var document in documents.Entities)
        {
            if (!taken.TryAdd(document.Name, document.Name)) diagnostics.NameTaken(document.Top, document.Name, taken[document.Name]);
            else entities.Add(binder.Bind(document));
        }
        var resolved = RelationBinder.Resolve(entities, diagnostics);

        var id = app?.TextAt("id")?.Text ?? ProvisionalIds.App;
        var model = new CrmModel(id, settings.Name, labels.Of(id, settings.Name, app).Label, resolved)
        {
            Version = settings.Version, Locales = settings.Locales, DefaultLocale = settings.DefaultLocale, TimeZone = settings.TimeZone,
            Currency = settings.Currency, Calendar = settings.Calendar, DataAsOf = settings.DataAsOf, Navigation = settings.Navigation,
            Roles = [.. documents.Roles.Select(document => new Role(IdOf(document), document.Name, LabelOf(document), Definition(document)))],
            Pages = [.. documents.Pages.Select(document => new Page(IdOf(document), document.Name, LabelOf(document), Definition(document)))],
            Channels = [.. documents.Channels.Select(document => ChannelBinder.Bind(document, LabelOf(document), diagnostics))],
            Templates = [.. documents.Package.Files.Keys.Select(PackagePaths.TemplateOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            Theme = documents.Theme is { } theme ? Definition(theme) : [],
            DeclaredLabels = labels.Declared(),
        };
        return model;

        LocalizedText LabelOf(PackageDocument document) => labels.Of(IdOf(document), document.Name, document.Root).Label;
    }

    /// <summary>Forms, views and what else may name fields that rules declare; and every label's id.</summary>
    /// <param name="documents">What <paramref name="model"/> was bound from.</param>
    /// <param name="model">With the fields that rules declare.</param>
    /// <param name="ruleIds">Ids under which locale files may have labels of what only rules declare.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static CrmModel Complete(PackageDocuments documents, CrmModel model, IEnumerable<string> ruleIds, DiagnosticBag diagnostics)
    {
        var labels = new Labels(documents.Locales, model.Locales);
        foreach (var document in documents.Entities)
            if (model.Find(document.Name) is { } entity)
                EntityChecks.Check(document, entity, diagnostics);
        foreach (var document in documents.Channels) ChannelBinder.Check(document, model, diagnostics);
        if (documents.Theme is { } theme) ThemeBinder.Check(theme, diagnostics);
        foreach (var group in documents.App.Root?.Array("navigation") ?? [])
            foreach (var item in group.Array("items").Where(item => item.Kind == JsonKind.Text))
                if (model.Find(item.Text) is null && !model.Pages.Any(page => page.Name == item.Text))
                    diagnostics.UnknownEntity(item.Location, item.Text, model.Entities.Select(entity => entity.Name));
        var complete = model.WithLayouts(new FormBinder(model, labels, diagnostics).Bind(documents.Forms), new ViewBinder(model, labels, diagnostics).Bind(documents.Views));
        labels.ReportUnknownIds([.. IdsOf(complete), .. ruleIds], diagnostics);
        PackageIds.Check(documents, diagnostics);
        return complete;
    }

    private static IEnumerable<string> IdsOf(CrmModel model) =>
    [
        model.Id,
        .. model.Entities.Select(entity => entity.Id),
        .. model.Entities.SelectMany(entity => entity.Fields).Select(field => field.Id),
        .. model.Entities.SelectMany(entity => entity.Fields).SelectMany(field => field.Options).Select(option => option.Id),
        .. model.Entities.SelectMany(entity => entity.Fields.Select(field => $"{entity.Id}:{field.Name}")),
        .. model.Forms.Select(form => form.Id), .. model.Views.Select(view => view.Id), .. model.Roles.Select(role => role.Id),
        .. model.Pages.Select(page => page.Id), .. model.Channels.Select(channel => channel.Id),
    ];

    internal static string IdOf(PackageDocument document) => document.Root?.TextAt("id")?.Text ?? ProvisionalIds.File(document.Path);

    internal static JsonObject Definition(PackageDocument document) => document.Root?.ToNode() as JsonObject ?? [];
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Model.Binding;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>What the JSON and CSV files of a package name.</summary>
internal sealed class DocumentReferences(CrmModel model, ImmutableArray<ProcessDefinition> processes, ImmutableArray<ApprovalDefinition> approvals, NameRecorder recorder)
{
    private const string ScopePrefix = "#/properties/";

    public void Read(PackageDocuments documents)
    {
        foreach (var document in documents.Entities)
            if (model.Find(document.Name) is { } entity) Entity(document, entity);
        foreach (var document in documents.Forms) Layout(document, PackageSymbol.Form(document.EntityName!, document.Name), Form);
        foreach (var document in documents.Views) Layout(document, PackageSymbol.View(document.EntityName!, document.Name), View);
        foreach (var item in (documents.App.Root?.Array("navigation") ?? []).SelectMany(group => group.Array("items")))
            if (item.Kind == JsonKind.Text) Text(item, model.Find(item.Text) is null ? PackageSymbol.Page(item.Text) : PackageSymbol.OfEntity(item.Text));
        foreach (var document in documents.Roles)
        {
            recorder.Add(Top(document), PackageSymbol.Role(document.Name), isDeclaration: true);
            Keyed(document.Root?.Object("entities"));
            Keyed(document.Root?.Object("fields"));
        }
        foreach (var document in documents.Pages)
        {
            recorder.Add(Top(document), PackageSymbol.Page(document.Name), isDeclaration: true);
            if (document.Root is { } root) Named(root);
        }
        foreach (var document in documents.Channels)
            if (document.Root is { } root) Named(root);
        Keyed(documents.Theme?.Root?.Object("entities"));
        foreach (var path in documents.Package.Files.Keys)
            if (PackagePaths.TemplateOf(path) is { } template) recorder.Add(new SourceLocation(new SourceText(path, ""), default), PackageSymbol.Template(template), isDeclaration: true);
        Locales(documents);
        foreach (var seed in documents.Data) Data(seed);
    }

    private static SourceLocation Top(PackageDocument document) => new(document.Source, default);

    private void Entity(PackageDocument document, Entity entity)
    {
        recorder.Add(Top(document), PackageSymbol.OfEntity(entity.Name), isDeclaration: true);
        foreach (var property in document.Root?.Object("properties")?.Properties ?? [])
            if (entity.Find(property.Name) is { Origin: not FieldOrigin.System } field && field.Location?.File == document.Path) Field(property, entity, field);
        foreach (var item in document.Root?.Array("required") ?? []) Name(entity, item);
        if (document.Root?.Object("x-crm") is not { } crm) return;
        if (crm.TextAt("display") is { } display) Name(entity, display);
        foreach (var part in crm.Array("keys").SelectMany(key => key.Items)) Name(entity, part);
        foreach (var item in crm.Array("search")) Name(entity, item);
    }

    private void Field(SourceProperty property, Entity entity, Field field)
    {
        var schema = property.Value;
        recorder.Add(schema.At(new TextSpan(property.NameSpan.Start + 1, property.NameSpan.Length - 2)), PackageSymbol.Field(entity.Name, field.Name), isDeclaration: true);
        var crm = schema.Object("x-crm");
        if (crm?.TextAt("target") is { } target && model.Find(target.Text) is { } other)
        {
            Text(target, PackageSymbol.OfEntity(other.Name));
            if (crm.TextAt("via") is { } via) Name(other, via);
        }
        if (field.Type is not (FieldType.Choice or FieldType.MultiChoice)) return;
        foreach (var option in crm?.Array("options") ?? [])
            if (option.TextAt("value") is { } value) Option(value, entity, field, isDeclaration: true);
        foreach (var value in schema.Array("enum").Concat(schema.Object("items")?.Array("enum") ?? [])) Option(value, entity, field, isDeclaration: true);
        if (schema["default"] is { } given)
            foreach (var value in given.Kind == JsonKind.Array ? given.Items : [given]) Option(value, entity, field, isDeclaration: false);
    }

    private void Option(SourceJson value, Entity entity, Field field, bool isDeclaration)
    {
        if (value.Kind == JsonKind.Text && field.Options.Any(o => o.Value == value.Text)) Text(value, PackageSymbol.Option(entity.Name, field.Name, value.Text), isDeclaration);
    }

    private void Layout(PackageDocument document, PackageSymbol symbol, Action<SourceJson, Entity> read)
    {
        recorder.Add(Top(document), symbol, isDeclaration: true);
        if (model.Find(document.EntityName!) is not { } entity) return;
        recorder.Add(Top(document), PackageSymbol.OfEntity(entity.Name));
        if (document.Root is { } root) read(root, entity);
    }

    private void Form(SourceJson element, Entity entity)
    {
        if (element.Kind != JsonKind.Object) return;
        Field? field = null;
        if (element.TextAt("scope") is { } scope && FormBinder.NameIn(scope.Text) is { } name && entity.Find(name) is { } found)
        {
            field = found;
            Part(scope, ScopePrefix.Length, scope.Text.IndexOf('/', ScopePrefix.Length) is var slash and > 0 ? slash - ScopePrefix.Length : scope.Text.Length - ScopePrefix.Length, PackageSymbol.Field(entity.Name, name));
        }
        foreach (var child in element.Array("elements")) Form(child, entity);
        if (element.Object("options")?.Object("detail") is { } detail && field?.Target is { } target && model.Find(target) is { } rows) Form(detail, rows);
    }

    private void View(SourceJson root, Entity entity)
    {
        foreach (var list in (ReadOnlySpan<string>)["columns", "sort"])
            foreach (var item in root.Array(list)) Path(item.Kind == JsonKind.Text ? item : item.TextAt("field"), entity);
        foreach (var single in (ReadOnlySpan<string>)["start", "end", "location", "groupBy"]) Path(root.TextAt(single), entity);
    }

    private void Path(SourceJson? written, Entity entity)
    {
        if (written is not { Kind: JsonKind.Text }) return;
        var at = written.Text.StartsWith('-') ? 1 : 0;
        foreach (var part in written.Text[at..].Split('.', '/'))
        {
            if (entity.Find(part) is not { } field) return;
            Part(written, at, part.Length, PackageSymbol.Field(entity.Name, part));
            at += part.Length + 1;
            if (!field.IsToOne || field.Target is null || model.Find(field.Target) is not { } target) return;
            entity = target;
        }
    }

    /// <summary>An object whose members are named after entities, and in them after fields.</summary>
    private void Keyed(SourceJson? entities)
    {
        foreach (var property in entities?.Properties ?? [])
        {
            if (model.Find(property.Name) is not { } entity) continue;
            Key(property, PackageSymbol.OfEntity(entity.Name));
            foreach (var inner in property.Value.Object("fields")?.Properties ?? [])
                if (entity.Find(inner.Name) is not null) Key(inner, PackageSymbol.Field(entity.Name, inner.Name));
        }
    }

    /// <summary>Definitions that say <c>"entity"</c> somewhere, with columns, sorting and the view beside it.</summary>
    private void Named(SourceJson value)
    {
        if (value.TextAt("entity") is { } name && model.Find(name.Text) is { } entity)
        {
            Text(name, PackageSymbol.OfEntity(entity.Name));
            View(value, entity);
            foreach (var single in (ReadOnlySpan<string>)["field", "address"]) Path(value.TextAt(single), entity);
            if (value.TextAt("view") is { } view && model.Views.Any(v => v.Entity == entity.Name && v.Name == view.Text)) Text(view, PackageSymbol.View(entity.Name, view.Text));
            if (value.TextAt("form") is { } form && model.Forms.Any(f => f.Entity == entity.Name && f.Name == form.Text)) Text(form, PackageSymbol.Form(entity.Name, form.Text));
        }
        foreach (var property in value.Properties) Named(property.Value);
        foreach (var item in value.Items) Named(item);
    }

    /// <summary>Labels stand by ids; of what rules declare (fields, processes and their transitions), the id ends in names.</summary>
    private void Locales(PackageDocuments documents)
    {
        var byId = new Dictionary<string, PackageSymbol>(StringComparer.Ordinal);
        foreach (var entity in model.Entities.Where(e => !e.IsSystem))
        {
            byId[entity.Id] = PackageSymbol.OfEntity(entity.Name);
            foreach (var field in entity.Fields.Where(f => f.Origin != FieldOrigin.System))
            {
                byId[field.Id] = PackageSymbol.Field(entity.Name, field.Name);
                byId[$"{entity.Id}:{field.Name}"] = PackageSymbol.Field(entity.Name, field.Name);
                foreach (var option in field.Options) byId[option.Id] = PackageSymbol.Option(entity.Name, field.Name, option.Value);
            }
        }
        foreach (var form in model.Forms) byId[form.Id] = PackageSymbol.Form(form.Entity, form.Name);
        foreach (var view in model.Views) byId[view.Id] = PackageSymbol.View(view.Entity, view.Name);
        foreach (var process in processes)
        {
            byId.TryAdd($"{process.Entity.Id}:{process.Name}", PackageSymbol.Process(process.Entity.Name, process.Name));
            foreach (var transition in process.Transitions)
                byId.TryAdd($"{process.Entity.Id}:{process.Name}.{transition.Name}", PackageSymbol.Transition(process.Entity.Name, process.Name, transition.Name));
        }
        // An approval's own label, and those of its steps, which stand behind its name.
        var approvalIds = approvals.ToLookup(approval => $"{approval.Entity.Id}:{approval.Name}", approval => PackageSymbol.Rule(approval.Entity.Name, approval.Name));
        foreach (var document in documents.Locales)
            foreach (var property in document.Root?.Properties ?? [])
                if (approvalIds[property.Name.Split('.')[0]].FirstOrDefault() is { } approval)
                    recorder.Add(property.Value.At(new TextSpan(property.NameSpan.Start + 1 + property.Name.IndexOf(':', StringComparison.Ordinal) + 1, approval.Name.Length)), approval);
                else if (byId.TryGetValue(property.Name, out var symbol)) Label(property, symbol);
    }

    private void Label(SourceProperty property, PackageSymbol symbol)
    {
        var inner = new TextSpan(property.NameSpan.Start + 1, property.NameSpan.Length - 2);
        var colon = property.Name.IndexOf(':');
        if (colon < 0)
        {
            recorder.Add(property.Value.At(inner), symbol, isName: false);
            return;
        }
        var start = inner.Start + colon + 1;
        if (symbol.Kind == SymbolKind.Transition)
        {
            // Its process stands before the dot, and is renamed by itself.
            recorder.Add(property.Value.At(new TextSpan(start, symbol.Owner.Length)), PackageSymbol.Process(symbol.Entity, symbol.Owner));
            start += symbol.Owner.Length + 1;
        }
        recorder.Add(property.Value.At(TextSpan.FromBounds(start, inner.End)), symbol);
    }

    private void Data(SeedFile seed)
    {
        if (model.Find(seed.Entity) is not { } entity) return;
        var source = new SourceText(seed.File.Path, seed.File.Text);
        recorder.Add(new SourceLocation(source, default), PackageSymbol.OfEntity(entity.Name));
        foreach (var cell in CsvCells.Header(source.Text))
            if (FieldOf(entity, cell.Value) is { } name) recorder.Add(new SourceLocation(source, new TextSpan(cell.Inner.Start, name.Length)), PackageSymbol.Field(entity.Name, name));
    }

    /// <summary>The field that a header names, by itself, by a part of it, or by its id.</summary>
    internal static string? FieldOf(Entity entity, string header)
    {
        var name = header.IndexOfAny(['.', '/']) is var split and > 0 ? header[..split] : header;
        if (entity.Find(name) is not null) return name;
        return name.EndsWith("_id", StringComparison.Ordinal) && entity.Find(name[..^3]) is { IsToOne: true } ? name[..^3] : null;
    }

    private void Name(Entity entity, SourceJson written)
    {
        if (written.Kind == JsonKind.Text && entity.Find(written.Text) is not null) Text(written, PackageSymbol.Field(entity.Name, written.Text));
    }

    private void Text(SourceJson text, PackageSymbol symbol, bool isDeclaration = false) => recorder.Add(text.Within(new TextSpan(0, text.Text.Length)), symbol, isDeclaration);

    private void Part(SourceJson text, int start, int length, PackageSymbol symbol) => recorder.Add(text.Within(new TextSpan(start, length)), symbol);

    private void Key(SourceProperty property, PackageSymbol symbol) => recorder.Add(property.Value.At(new TextSpan(property.NameSpan.Start + 1, property.NameSpan.Length - 2)), symbol);
}

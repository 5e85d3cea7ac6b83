using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>What removing a thing does.</summary>
/// <param name="Deleted">Files that go.</param>
/// <param name="After">The package afterwards.</param>
/// <param name="Breaks">What names the thing and stays: it is in error afterwards, for somebody to decide.</param>
/// <param name="Diagnostics">Errors that there are afterwards and were not before.</param>
public sealed record RemoveResult(ImmutableArray<TextEdit> Edits, ImmutableArray<string> Deleted, AppPackage After, ImmutableArray<Reference> Breaks, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>
/// Takes a thing out of a package: out of forms, columns, searching, navigation and seed data as well, where nobody would miss it. Rules, filters
/// and other entities that need it are left as they are and listed.
/// </summary>
public sealed class Remove
{
    private readonly ReferenceIndex index;
    private readonly PackageSymbol symbol;
    private readonly HashSet<PackageSymbol> gone;
    private readonly ILookup<string, Reference> places;
    private readonly JsonRemoval json = new();
    private readonly List<TextEdit> edits = [];
    private readonly List<string> deleted = [];

    private Remove(ReferenceIndex index, PackageSymbol symbol)
    {
        (this.index, this.symbol) = (index, symbol);
        gone = [.. index.All.Select(r => r.Symbol).Where(GoesWith)];
        places = index.All.Where(r => gone.Contains(r.Symbol)).ToLookup(r => r.At.File, StringComparer.Ordinal);
    }

    /// <param name="index">The package.</param>
    /// <param name="symbol">An entity, field, option, view, form, rule, function, process or transition that there is.</param>
    public static RemoveResult Of(ReferenceIndex index, PackageSymbol symbol) => new Remove(index, symbol).Run();

    private RemoveResult Run()
    {
        var documents = index.Documents;
        deleted.AddRange(index.Package.Files.Keys.Where(IsDeleted));
        foreach (var document in documents.All.Where(d => d.Root is not null && !deleted.Contains(d.Path) && (places.Contains(d.Path) || d.Kind == PackageFileKind.Locale))) FromDocument(document);
        foreach (var source in documents.Rules.Where(source => places.Contains(source.Path))) FromRules(source);
        if (symbol.Kind == SymbolKind.Field) edits.AddRange(FromData());
        if (symbol.Kind == SymbolKind.Option) edits.AddRange(SeedOptions.Edits(index, symbol, ""));
        edits.AddRange(json.Edits());
        var after = IdAssigner.Apply(index.Package, edits);
        foreach (var path in deleted) after = after.Without(path);
        var breaks = index.All.Where(r => gone.Contains(r.Symbol) && r.IsName && r.At.Span.Length > 0 && !deleted.Contains(r.At.File)
            && !edits.Exists(e => e.File == r.At.File && e.Span.Start <= r.At.Span.Start && r.At.Span.End <= e.Span.End));
        var known = index.Check.Diagnostics.Select(d => (d.Id, d.Location.File, d.Message)).ToHashSet();
        var fresh = AppCompiler.Check(after).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error && !known.Contains((d.Id, d.Location.File, d.Message)));
        return new RemoveResult([.. edits], [.. deleted], after, [.. breaks], [.. fresh]);
    }

    private bool GoesWith(PackageSymbol other) => other == symbol || symbol.Kind switch
    {
        SymbolKind.Entity => other.Entity == symbol.Name && other.Kind is not SymbolKind.Variable,
        SymbolKind.Field => other.Kind == SymbolKind.Option && other.Entity == symbol.Entity && other.Owner == symbol.Name,
        SymbolKind.Process => other.Kind == SymbolKind.Transition && other.Entity == symbol.Entity && other.Owner == symbol.Name,
        _ => false,
    };

    private bool IsDeleted(string path)
    {
        var (kind, name, entity) = PackagePaths.Classify(path);
        return (symbol.Kind, kind) switch
        {
            (SymbolKind.Entity, PackageFileKind.Entity or PackageFileKind.Data) => name == symbol.Name,
            (SymbolKind.Entity, PackageFileKind.Form or PackageFileKind.View) => entity == symbol.Name,
            (SymbolKind.Form, PackageFileKind.Form) or (SymbolKind.View, PackageFileKind.View) => entity == symbol.Entity && name == symbol.Name,
            _ => false,
        };
    }

    /// <summary>Whether something that goes is named inside a value.</summary>
    private bool Names(SourceJson value) => Names(value.Source.Path, value.Span);

    private bool Names(string file, TextSpan span) => places[file].Any(r => span.Start <= r.At.Span.Start && r.At.Span.End <= span.End && r.At.Span.Length > 0);

    private void FromDocument(PackageDocument document)
    {
        var root = document.Root!;
        switch (document.Kind)
        {
            case PackageFileKind.Entity: FromEntity(root, document.Name); break;
            case PackageFileKind.Form: Prune(root); break;
            case PackageFileKind.View:
                foreach (var list in (ReadOnlySpan<string>)["columns", "sort"]) Items(root[list]);
                if (root.TextAt("groupBy") is { } group && Names(group) && root.TextAt("kind")?.Text is not "kanban") json.TakeProperty(root, "groupBy");
                break;
            case PackageFileKind.App:
                foreach (var section in root.Array("navigation")) Items(section["items"]);
                break;
            case PackageFileKind.Role or PackageFileKind.Theme:
                Members(root.Object("entities"));
                foreach (var entity in root.Object("entities")?.Properties ?? []) Members(entity.Value.Object("fields"));
                break;
            case PackageFileKind.Locale: Members(root); break;
        }
    }

    private void FromEntity(SourceJson root, string entity)
    {
        Items(root["required"]);
        if (root.Object("properties") is { } properties)
            foreach (var property in properties.Properties)
            {
                if (symbol == PackageSymbol.Field(entity, property.Name)) json.TakeProperty(properties, property.Name);
                if (symbol.Kind != SymbolKind.Option || property.Name != symbol.Owner || entity != symbol.Entity) continue;
                Items(property.Value["enum"]);
                Items(property.Value.Object("items")?["enum"]);
                Items(property.Value.Object("x-crm")?["options"]);
                if (property.Value["default"] is { } given && Names(given)) json.TakeProperty(property.Value, "default");
            }
        if (root.Object("x-crm") is not { } crm) return;
        if (crm["display"] is { } display && Names(display)) json.TakeProperty(crm, "display");
        Items(crm["keys"]);
        Items(crm["search"]);
    }

    /// <summary>Takes controls out, and a layout in which nothing is left.</summary>
    /// <returns>Whether the element itself is to go.</returns>
    private bool Prune(SourceJson element)
    {
        if (element.TextAt("scope") is { } scope && Names(scope)) return true;
        if (element.Object("options")?.Object("detail") is { } detail) Prune(detail);
        if (element["elements"] is not { Kind: JsonKind.Array } children) return false;
        var left = children.Items.Length;
        for (var i = 0; i < children.Items.Length; i++)
        {
            if (!Prune(children.Items[i])) continue;
            json.Take(children, i);
            left--;
        }
        return left == 0 && !children.Items.IsEmpty;
    }

    private void Items(SourceJson? list)
    {
        if (list is not { Kind: JsonKind.Array }) return;
        for (var i = 0; i < list.Items.Length; i++)
            if (Names(list.Items[i])) json.Take(list, i);
    }

    private void Members(SourceJson? container)
    {
        for (var i = 0; i < (container?.Properties.Length ?? 0); i++)
            if (Names(container!.Source.Path, container.Properties[i].NameSpan)) json.Take(container, i);
    }

    /// <summary>The declaration itself: of a rule, function, process or transition, or the rule that a derived field is made by.</summary>
    private void FromRules(SourceText source)
    {
        if (symbol.Kind is SymbolKind.Entity or SymbolKind.Option) return;
        var tree = RulesParser.Parse(source, new DiagnosticBag());
        foreach (var place in index.Of(symbol).Where(r => r.IsDeclaration && r.At.File == source.Path))
        {
            var nodes = SyntaxPath.TokenAt(tree, place.At.Span.Start) is { } token ? SyntaxPath.To(tree, token) : [];
            if (nodes.FindLast(node => node is RuleSyntax or TransitionSyntax or CallableDeclarationSyntax or ChooseDeclarationSyntax or ProcessDeclarationSyntax) is { } node) edits.Add(new TextEdit(source.Path, node.FullSpan, ""));
        }
    }

    /// <summary>The field's columns, which the file could not be loaded with any more.</summary>
    private IEnumerable<TextEdit> FromData()
    {
        var entity = index.Check.Model.Entity(symbol.Entity);
        foreach (var seed in index.Documents.Data.Where(seed => seed.Entity == symbol.Entity))
        {
            var text = seed.File.Text;
            var header = CsvCells.Header(text);
            var columns = Enumerable.Range(0, header.Count).Where(i => DocumentReferences.FieldOf(entity, header[i].Value) == symbol.Name).ToArray();
            if (columns.Length == 0) continue;
            var kept = Enumerable.Range(0, header.Count).Except(columns).FirstOrDefault(-1);
            foreach (var row in CsvCells.Rows(text))
                foreach (var column in columns.Where(column => column < row.Count))
                {
                    // A column before the first that stays goes with the separator behind it, any other with the one before.
                    var start = column > kept && column > 0 && kept >= 0 ? row[column - 1].Span.End : row[column].Span.Start;
                    var end = column < kept && column + 1 < row.Count ? row[column + 1].Span.Start : row[column].Span.End;
                    yield return new TextEdit(seed.File.Path, TextSpan.FromBounds(start, end), "");
                }
        }
    }
}

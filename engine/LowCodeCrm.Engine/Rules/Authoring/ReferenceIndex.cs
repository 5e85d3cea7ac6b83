using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>A place where a file names something.</summary>
/// <param name="At">The name; of no length where the file's path is the name.</param>
/// <param name="IsDeclaration">The thing is made here.</param>
/// <param name="IsName">False where it stands by its id, which a rename leaves alone.</param>
/// <param name="Kind">What the place is in: <c>rule</c>, <c>process</c>, <c>function</c>, <c>entity</c>, <c>form</c>, <c>view</c>, <c>navigation</c>, <c>role</c>, <c>page</c>, <c>theme</c>, <c>locale</c>, <c>data</c>.</param>
/// <param name="Name">Of the rule, form, view … that the place is in.</param>
public sealed record Reference(SourceLocation At, PackageSymbol Symbol, bool IsDeclaration, bool IsName, string Kind, string Name);

/// <summary>Every place of a package that names something, by what the binder found it to mean. Immutable.</summary>
public sealed class ReferenceIndex
{
    private readonly ILookup<PackageSymbol, Reference> bySymbol;

    private ReferenceIndex(AppCheck check, PackageDocuments documents, ImmutableArray<Reference> all)
    {
        Check = check;
        Documents = documents;
        All = all;
        bySymbol = all.ToLookup(reference => reference.Symbol);
    }

    public AppCheck Check { get; }
    public AppPackage Package => Documents.Package;
    /// <summary>By file and place.</summary>
    public ImmutableArray<Reference> All { get; }
    internal PackageDocuments Documents { get; }

    public static ReferenceIndex Of(AppPackage package)
    {
        var recorder = new NameRecorder();
        var (check, documents) = AppCompiler.Check(package, null, recorder);
        new DocumentReferences(check.Model, [.. check.Rules.ByEntity.SelectMany(entity => entity.Processes)], [.. check.Rules.ByEntity.SelectMany(entity => entity.Approvals)], recorder).Read(documents);
        var outlines = new Dictionary<string, ImmutableArray<OutlineItem>>(StringComparer.Ordinal);
        var all = recorder.Places.OrderBy(place => place.At.File, StringComparer.Ordinal).ThenBy(place => place.At.Span.Start).Select(place =>
        {
            var (kind, name) = HolderOf(place.At, outlines);
            return new Reference(place.At, place.Symbol, place.IsDeclaration, place.IsName, kind, name);
        });
        return new ReferenceIndex(check, documents, [.. all]);
    }

    public IEnumerable<Reference> Of(PackageSymbol symbol) => bySymbol[symbol];

    /// <summary>What stands at a position, or just before it; null where it is no name of anything.</summary>
    public Reference? At(string file, int position)
    {
        var near = All.Where(r => r.At.File == file && r.At.Span.Length > 0 && r.At.Span.Start <= position && position <= r.At.Span.End).ToList();
        return near.Find(r => r.At.Span.Contains(position)) ?? near.FirstOrDefault();
    }

    public bool Exists(PackageSymbol symbol) => symbol.Kind switch
    {
        SymbolKind.Entity => Check.Model.Find(symbol.Name) is { IsSystem: false },
        SymbolKind.Field => Check.Model.Find(symbol.Entity) is { IsSystem: false } entity && entity.Find(symbol.Name) is { Origin: not FieldOrigin.System },
        SymbolKind.Option => Check.Model.Find(symbol.Entity)?.Find(symbol.Owner)?.Options.Any(o => o.Value == symbol.Name) == true,
        _ => Of(symbol).Any(r => r.IsDeclaration),
    };

    private static (string Kind, string Name) HolderOf(SourceLocation at, Dictionary<string, ImmutableArray<OutlineItem>> outlines)
    {
        var (kind, name, entity) = PackagePaths.Classify(at.File);
        if (kind == PackageFileKind.Rules)
        {
            if (!outlines.TryGetValue(at.File, out var outline)) outlines[at.File] = outline = Outline.Of(RulesParser.Parse(at.Source, new DiagnosticBag()));
            if (outline.FirstOrDefault(item => Holds(item, at)) is not { } top) return ("rule", "");
            var inner = top.Children.FirstOrDefault(item => Holds(item, at));
            return (top.Kind is "process" or "function" or "test" ? top.Kind : "rule", inner is null ? top.Name : $"{top.Name}.{inner.Name}");
        }
        return kind switch
        {
            PackageFileKind.App => ("navigation", ""),
            PackageFileKind.Form or PackageFileKind.View => (kind == PackageFileKind.Form ? "form" : "view", $"{entity}.{name}"),
            _ => (kind.ToString().ToLowerInvariant(), name),
        };
    }

    private static bool Holds(OutlineItem item, SourceLocation at) => item.Span.Start <= at.Span.Start && at.Span.End <= item.Span.End;
}

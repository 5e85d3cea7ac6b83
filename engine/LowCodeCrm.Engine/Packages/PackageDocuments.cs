using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Packages;

/// <summary>What a file of a package is, by its path.</summary>
public enum PackageFileKind { App, Entity, Form, View, Rules, Page, Role, Channel, Template, Theme, Locale, Data, Other }

/// <summary>A JSON file of a package.</summary>
/// <param name="Name">From the path: the entity's, role's, page's, channel's name, the locale, or a form's and view's own name.</param>
/// <param name="EntityName">Of forms and views: the entity they are for.</param>
/// <param name="Root">An object; null where the file is not one (reported).</param>
public sealed record PackageDocument(PackageFileKind Kind, string Name, string? EntityName, SourceText Source, SourceJson? Root)
{
    public string Path => Source.Path;
    /// <summary>For what concerns the file as a whole.</summary>
    public SourceLocation Top => Root?.Opening ?? new SourceLocation(Source, new TextSpan(0, 0));
}

/// <summary>A package's files, parsed. A file that could not be parsed is there with what could be had of it.</summary>
/// <param name="Rules">The sources of the rules, by path.</param>
/// <param name="Data">Seed data: <c>data/ENTITY.csv</c>.</param>
public sealed record PackageDocuments(
    AppPackage Package,
    PackageDocument App,
    ImmutableArray<PackageDocument> Entities,
    ImmutableArray<PackageDocument> Forms,
    ImmutableArray<PackageDocument> Views,
    ImmutableArray<PackageDocument> Pages,
    ImmutableArray<PackageDocument> Roles,
    ImmutableArray<PackageDocument> Channels,
    ImmutableArray<PackageDocument> Locales,
    PackageDocument? Theme,
    ImmutableArray<SourceText> Rules,
    ImmutableArray<SeedFile> Data)
{
    /// <summary>Every JSON file.</summary>
    public IEnumerable<PackageDocument> All =>
        [App, .. Entities, .. Forms, .. Views, .. Pages, .. Roles, .. Channels, .. Locales, .. Theme is null ? [] : new[] { Theme }];
}

/// <summary>Records that a package brings along: CSV, the first line naming fields; lookups by a key of the target.</summary>
public sealed record SeedFile(string Entity, PackageFile File);

using System.Collections.Immutable;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages.Json;
using LowCodeCrm.Engine.Packages.Schemas;

namespace LowCodeCrm.Engine.Packages;

/// <summary>Files to documents: every file is parsed and its shape checked, whatever is wrong with the others.</summary>
public static class PackageReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Of all rules files together: what is compiled must fit into an assembly, whose texts are two bytes a character and at most 16 MB.</summary>
    public const long MaxRulesBytes = 4 << 20;

    public static PackageDocuments Read(AppPackage package, DiagnosticBag diagnostics)
    {
        var documents = new List<PackageDocument>();
        var rules = ImmutableArray.CreateBuilder<SourceText>();
        var data = ImmutableArray.CreateBuilder<SeedFile>();
        var rulesBytes = 0L;
        foreach (var file in package.Files.Values)
        {
            var (kind, name, entity) = PackagePaths.Classify(file.Path);
            switch (kind)
            {
                case PackageFileKind.Rules:
                    if (rulesBytes <= MaxRulesBytes && (rulesBytes += file.Content.Length) > MaxRulesBytes) diagnostics.RulesTooLarge(new SourceLocation(new SourceText(file.Path, ""), default), (int)(MaxRulesBytes >> 20));
                    if (rulesBytes <= MaxRulesBytes) rules.Add(TextOf(file, diagnostics));
                    break;
                case PackageFileKind.Data:
                    data.Add(new SeedFile(entity!, file));
                    break;
                case PackageFileKind.Template or PackageFileKind.Other:
                    if (IsMisplaced(file.Path)) diagnostics.UnknownFile(new SourceLocation(new SourceText(file.Path, ""), default));
                    break;
                default:
                    documents.Add(ReadDocument(file, kind, name, entity, diagnostics));
                    break;
            }
        }
        var app = documents.Find(document => document.Kind == PackageFileKind.App);
        if (app is null)
        {
            app = new PackageDocument(PackageFileKind.App, "", null, new SourceText(PackagePaths.App, ""), null);
            diagnostics.AppFileMissing(app.Top);
        }
        app = FormatUpgrade.Apply(app, diagnostics);
        return new PackageDocuments(
            package, app, Of(PackageFileKind.Entity), Of(PackageFileKind.Form), Of(PackageFileKind.View), Of(PackageFileKind.Page),
            Of(PackageFileKind.Role), Of(PackageFileKind.Channel), Of(PackageFileKind.Locale),
            documents.Find(document => document.Kind == PackageFileKind.Theme), rules.ToImmutable(), data.ToImmutable());

        ImmutableArray<PackageDocument> Of(PackageFileKind kind) => [.. documents.Where(document => document.Kind == kind)];
    }

    private static PackageDocument ReadDocument(PackageFile file, PackageFileKind kind, string name, string? entity, DiagnosticBag diagnostics)
    {
        var source = TextOf(file, diagnostics);
        var root = SourceJsonParser.Parse(source, diagnostics);
        if (root is not null && root.Kind != JsonKind.Object)
        {
            diagnostics.WrongJsonKind(root.Location, "the file", ["object"]);
            root = null;
        }
        if (root is not null) ShapeChecker.Check(kind, root, diagnostics);
        return new PackageDocument(kind, name, entity, source, root);
    }

    private static SourceText TextOf(PackageFile file, DiagnosticBag diagnostics)
    {
        var source = new SourceText(file.Path, file.Text);
        try
        {
            StrictUtf8.GetCharCount(file.Content.AsSpan());
        }
        catch (DecoderFallbackException)
        {
            // Invalid bytes were replaced by U+FFFD on reading; the first of them is where the text stops being UTF-8.
            var at = Math.Max(source.Text.IndexOf('\uFFFD'), 0);
            diagnostics.NotUtf8(new SourceLocation(source, new TextSpan(at, Math.Min(1, source.Text.Length))));
        }
        return source;
    }

    /// <summary>A JSON, rules or CSV file in a place where nothing reads it is most likely a slip; pictures, read-me files and the like are nobody's business.</summary>
    private static bool IsMisplaced(string path) =>
        !path.StartsWith("templates/", StringComparison.Ordinal) && Path.GetExtension(path) is ".json" or ".rules" or ".csv" && !path.StartsWith('.') && path != "package.json";
}

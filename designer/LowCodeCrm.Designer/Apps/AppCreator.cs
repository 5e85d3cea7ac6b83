using System.Text.Json.Nodes;
using LowCodeCrm.Designer.Http;
using LowCodeCrm.Designer.Publishing;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Designer.Apps;

/// <summary>Makes apps: from nothing, from a sample, from a package that somebody brings.</summary>
public sealed class AppCreator(AppCatalog catalog, DataSeeder seeder, DesignerOptions options)
{
    /// <summary>The sample packages: name and title.</summary>
    internal IEnumerable<SampleJson> Samples(string locale)
    {
        if (!Directory.Exists(options.SamplesFolder)) yield break;
        foreach (var folder in Directory.EnumerateDirectories(options.SamplesFolder).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, PackagePaths.App);
            if (!File.Exists(file)) continue;
            var app = SourceJsonParser.Parse(new SourceText(PackagePaths.App, File.ReadAllText(file)), new DiagnosticBag());
            var name = Path.GetFileName(folder);
            yield return new SampleJson(name, TitleOf(app?["title"], locale) ?? name);
        }
    }

    /// <exception cref="ApiProblem">404: there is no such sample.</exception>
    internal AppPackage Sample(string sample)
    {
        // Only a name that is listed is taken, so that it cannot lead anywhere else.
        var found = Samples("en").FirstOrDefault(s => s.Name == sample) ?? throw ApiProblem.NotFound($"There is no sample '{sample}'.", $"サンプル「{sample}」はありません。");
        return PackageFiles.ReadFolder(Path.Combine(options.SamplesFolder, found.Name), options.Limits);
    }

    /// <summary>A package that has only the app's settings.</summary>
    internal static AppPackage Empty(string name, JsonNode title, Caller caller, NewAppBody body)
    {
        var app = new JsonObject
        {
            ["formatVersion"] = 1,
            ["name"] = name,
            ["version"] = "1.0.0",
            ["title"] = title.DeepClone(),
            ["locales"] = new JsonArray("en", "ja"),
            ["defaultLocale"] = body.Locale ?? caller.Locale,
            ["timeZone"] = body.TimeZone ?? caller.TimeZone ?? (caller.Locale == "ja" ? "Asia/Tokyo" : "UTC"),
            ["currency"] = body.Currency ?? (caller.Locale == "ja" ? "JPY" : "USD"),
            ["navigation"] = new JsonArray(),
        };
        return PackageWriter.Write(new AppPackage([]), PackagePaths.App, app);
    }

    /// <summary>Installs a package under a name and brings in the records that come with it.</summary>
    /// <exception cref="ApiProblem">409: there is an app of the name; 422: the name is none, or the package has errors.</exception>
    internal async Task<NewAppAnswer> CreateAsync(string name, AppPackage package, Caller caller, CancellationToken cancellationToken)
    {
        if (!IsName(name))
            throw new ApiProblem(422, "invalid_name", LocalizedText.Of(
                $"'{name}' cannot be an app's name, which is part of URLs: use Latin letters, digits, hyphens and _, starting with a letter, at most 60.",
                $"「{name}」はアプリの名前にできません。URL の一部になるので、英字で始め、英数字・ハイフン・_ で 60 文字以内にしてください。"), [new ProblemDetail("invalid_name", "name", LocalizedText.Plain(name))]);
        var filled = IdAssigner.Fill(AppName.Set(package, name), null, FreshId.New);
        Published published;
        try
        {
            published = Publisher.Expect(await catalog.InstallAsync(name, filled, caller.UserId, caller.UserName, cancellationToken, withData: true), caller.Locale);
        }
        catch (AppExistsException)
        {
            throw new ApiProblem(409, "app_exists", LocalizedText.Of($"There is an app named {name} already.", $"「{name}」という名前のアプリがすでにあります。"));
        }
        using var lease = catalog.Find(name)!.Lease();
        // The app is there: who made it may leave, the records come nevertheless.
        var reports = await seeder.SeedAsync(lease, CancellationToken.None);
        return new NewAppAnswer(
            name, lease.App.Model.Title.For(caller.Locale, lease.App.Model.DefaultLocale), published.Version,
            [.. reports.Select(r => new SeedJson(r.File, r.Report.Created, [.. r.Report.Rejected.Take(100).Select(row => new SeedProblemJson(row.Line, row.Column, row.Message))]))]);
    }

    private static string? TitleOf(SourceJson? title, string locale) => title switch
    {
        { Kind: JsonKind.Text } => title.Text,
        { Kind: JsonKind.Object } => (title.TextAt(locale) ?? title.TextAt("en") ?? title.Properties.Select(p => p.Value).FirstOrDefault(v => v.Kind == JsonKind.Text))?.Text,
        _ => null,
    };

    private static bool IsName(string name) => DataFolder.IsAppName(name) && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

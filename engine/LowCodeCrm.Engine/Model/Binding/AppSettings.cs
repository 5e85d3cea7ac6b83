using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Packages.Json;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>What app.json says about the app as a whole.</summary>
internal sealed record AppSettings(
    string Name, string Version, ImmutableArray<string> Locales, string DefaultLocale, string TimeZone, string Currency, string? Calendar, DateOnly? DataAsOf,
    ImmutableArray<NavigationGroup> Navigation)
{
    /// <summary>Holiday calendars that ship with the product.</summary>
    private static readonly ImmutableArray<string> Calendars = ["jp"];

    public static AppSettings Bind(PackageDocuments documents, DiagnosticBag diagnostics)
    {
        var app = documents.App.Root;
        var locales = (app?.Array("locales") ?? []).Where(item => item.Kind == JsonKind.Text).Select(item => item.Text).Distinct(StringComparer.Ordinal).ToImmutableArray();
        var defaultLocale = app?.TextAt("defaultLocale");
        if (locales.IsEmpty) locales = [defaultLocale?.Text ?? "en"];
        if (defaultLocale is not null && !locales.Contains(defaultLocale.Text))
            diagnostics.BadSetting(defaultLocale.Location, "defaultLocale", defaultLocale.Text, $"Name one of locales: {string.Join(", ", locales)}.", $"locales のいずれか（{string.Join("、", locales)}）にしてください。");
        if (app?.TextAt("name") is { } name && !IsAppName(name.Text))
            diagnostics.BadSetting(name.Location, "The app's name", name.Text, "It is part of URLs: use Latin letters, digits, hyphens and _, starting with a letter.", "URL の一部になるので、英字で始め、英数字・ハイフン・_ だけを使ってください。");
        if (app?.TextAt("timeZone") is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone.Text, out _))
            diagnostics.BadSetting(zone.Location, "timeZone", zone.Text, "Write an IANA name such as Asia/Tokyo.", "Asia/Tokyo のような IANA の名前にしてください。");
        if (app?.TextAt("currency") is { } currency && !(currency.Text.Length == 3 && currency.Text.All(char.IsAsciiLetterUpper)))
            diagnostics.BadSetting(currency.Location, "currency", currency.Text, "Write an ISO 4217 code such as JPY.", "JPY のような ISO 4217 のコードにしてください。");
        if (app?.TextAt("calendar") is { } calendar && !Calendars.Contains(calendar.Text))
            diagnostics.BadSetting(calendar.Location, "calendar", calendar.Text, $"The calendars are {string.Join(", ", Calendars)}.", $"使えるカレンダーは {string.Join("、", Calendars)} です。");
        var asOf = app?.TextAt("dataAsOf");
        var hasDay = DateOnly.TryParseExact(asOf?.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (asOf is not null && !hasDay) diagnostics.BadSetting(asOf.Location, "dataAsOf", asOf.Text, "Write a day such as 2026-04-01.", "2026-04-01 のような日付にしてください。");
        return new AppSettings(
            app?.TextAt("name")?.Text ?? "app", app?.TextAt("version")?.Text ?? "1.0.0", locales, defaultLocale?.Text ?? locales[0],
            app?.TextAt("timeZone")?.Text ?? "UTC", app?.TextAt("currency")?.Text ?? "USD", app?.TextAt("calendar")?.Text, hasDay ? day : null, NavigationOf(app));
    }

    private static ImmutableArray<NavigationGroup> NavigationOf(SourceJson? app) =>
    [
        .. (app?.Array("navigation") ?? []).Where(group => group.Kind == JsonKind.Object).Select(group =>
            new NavigationGroup(Labels.Read(group["group"]), [.. group.Array("items").Where(item => item.Kind == JsonKind.Text).Select(item => item.Text)])),
    ];

    private static bool IsAppName(string name) =>
        name.Length is > 0 and <= 60 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

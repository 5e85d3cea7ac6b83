using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LowCodeCrm.Engine;
using LowCodeCrm.Runtime.Apps;
using Microsoft.OpenApi;

namespace LowCodeCrm.Runtime.Api.Description;

/// <summary>OpenAPI documents as UTF-8, made once for each version and language.</summary>
internal static class OpenApiDocuments
{
    private static readonly ConditionalWeakTable<CompiledApp, ConcurrentDictionary<string, byte[]>> Cache = [];

    public static async Task<ReadOnlyMemory<byte>> OfAsync(AppVersion version, string locale, CancellationToken cancellationToken)
    {
        var documents = Cache.GetValue(version.App, static _ => new());
        var model = version.App.Model;
        // A language that the app does not have would be the default's text under another name.
        var language = model.Locales.FirstOrDefault(l => l == locale) ?? model.Locales.FirstOrDefault(l => l == locale.Split('-')[0]) ?? model.DefaultLocale;
        if (documents.TryGetValue(language, out var known)) return known;
        using var buffer = new MemoryStream();
        await new OpenApiBuilder(version, language).Build().SerializeAsync(buffer, OpenApiSpecVersion.OpenApi3_1, OpenApiConstants.Json, new OpenApiJsonWriterSettings { Terse = true }, cancellationToken);
        return documents.GetOrAdd(language, buffer.ToArray());
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Host.Commands;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Host.Remote;

/// <summary>An answer of the designer's API.</summary>
/// <param name="Body">The JSON; empty where there was none.</param>
public sealed record DesignAnswer(int Status, JsonObject Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>The designer's API of a running server.</summary>
public sealed class DesignClient : IDisposable
{
    private readonly HttpClient http;
    private readonly Uri server;

    /// <param name="server">Its address; a path before <c>/design</c> is kept.</param>
    /// <param name="key">An administrator's API key.</param>
    public DesignClient(Uri server, string key)
    {
        this.server = server;
        http = new HttpClient { BaseAddress = new Uri(server.AbsoluteUri.TrimEnd('/') + "/design/api/"), Timeout = TimeSpan.FromMinutes(35) };
        try
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        catch (FormatException)
        {
            throw new CommandException("The API key has characters that no key has.");
        }
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    /// <summary>What publishing a package would change; the server's draft stays as it is.</summary>
    public Task<DesignAnswer> PlanAsync(string app, AppPackage package, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, $"{Part(app)}/plan", Archive(package), cancellationToken);

    /// <summary>Makes a package the app's draft.</summary>
    public Task<DesignAnswer> PutPackageAsync(string app, AppPackage package, CancellationToken cancellationToken) => SendAsync(HttpMethod.Put, $"{Part(app)}/package", Archive(package), cancellationToken);

    /// <summary>Publishes the draft.</summary>
    public Task<DesignAnswer> PublishAsync(string app, IEnumerable<string> consent, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"{Part(app)}/publish", Json(new { consent }), cancellationToken);

    /// <summary>A new app from a package.</summary>
    public Task<DesignAnswer> CreateAsync(string app, AppPackage package, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, $"apps?name={Part(app)}", Archive(package), cancellationToken);

    public void Dispose() => http.Dispose();

    private async Task<DesignAnswer> SendAsync(HttpMethod method, string path, HttpContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return new DesignAnswer((int)response.StatusCode, body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? throw NotOurs());
        }
        catch (HttpRequestException problem)
        {
            throw new CommandException($"The server {server} cannot be reached: {problem.Message}");
        }
        catch (JsonException)
        {
            throw NotOurs();
        }
    }

    private CommandException NotOurs() => new($"{server} answers, but not as a LowCodeCrm server does. Check the address.");

    private static string Part(string name) => Uri.EscapeDataString(name);

    private static ByteArrayContent Archive(AppPackage package)
    {
        using var archive = new MemoryStream();
        PackageFiles.WriteArchive(package, archive);
        return new ByteArrayContent(archive.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/zip") } };
    }

    private static StringContent Json(object value) => new(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json");
}

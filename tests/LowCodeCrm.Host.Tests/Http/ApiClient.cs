using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>An answer with its body read.</summary>
public sealed record Reply(HttpStatusCode Status, HttpResponseMessage Message, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The body is null.");
    public string? ETag => Header("ETag");
    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
    public string Id => (string)Json["id"]!;
    public string Code => (string)Json["error"]!["code"]!;
    public IEnumerable<string?> Targets => Json["error"]!["details"]!.AsArray().Select(d => (string?)d!["target"]);

    /// <summary>Checks the status; a wrong one shows the body.</summary>
    public Reply Is(int status)
    {
        Assert.True((int)Status == status, $"Expected {status}, got {(int)Status}: {(Text.Length > 2000 ? Text[..2000] : Text)}");
        return this;
    }
}

/// <summary>Sends JSON below one app.</summary>
public sealed class ApiClient(HttpClient http)
{
    public HttpClient Http { get; } = http;

    public Task<Reply> Get(string path, params (string Name, string Value)[] headers) => Send("GET", path, null, headers);
    public Task<Reply> Post(string path, string json, params (string Name, string Value)[] headers) => Send("POST", path, Body(json), headers);
    public Task<Reply> Patch(string path, string json, params (string Name, string Value)[] headers) => Send("PATCH", path, Body(json), headers);
    public Task<Reply> Put(string path, string json, params (string Name, string Value)[] headers) => Send("PUT", path, Body(json), headers);
    public Task<Reply> Delete(string path, params (string Name, string Value)[] headers) => Send("DELETE", path, null, headers);

    public async Task<Reply> Send(string method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
        var message = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(message.StatusCode, message, await message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A new account, created; its fields beside the name as JSON members.</summary>
    public async Task<Reply> Account(string name, string more = "") =>
        (await Post("account", $$"""{"name": "{{name}}"{{(more.Length > 0 ? ", " + more : "")}}}""")).Is(201);

    public static StringContent Body(string json, string type = "application/json") => new(json, Encoding.UTF8, type);
}

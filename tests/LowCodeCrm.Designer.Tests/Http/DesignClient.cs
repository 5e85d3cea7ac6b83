using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Designer.Tests.Http;

/// <summary>An answer with its body read.</summary>
public sealed record Reply(HttpStatusCode Status, HttpResponseMessage Message, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
    public JsonNode Json => JsonNode.Parse(Text)!;
    public string ETag => Message.Headers.ETag!.ToString();
    public string Code => (string)Json["error"]!["code"]!;

    public Reply Is(int status)
    {
        Assert.True((int)Status == status, $"Expected {status}, got {(int)Status}: {(Text.Length > 2000 ? Text[..2000] : Text)}");
        return this;
    }
}

/// <summary>Sends requests.</summary>
public sealed class DesignClient(HttpClient http)
{
    public Task<Reply> Get(string path, params (string Name, string Value)[] headers) => Send("GET", path, null, headers);
    public Task<Reply> Post(string path, string json = "{}") => Send("POST", path, Json(json));
    public Task<Reply> Put(string path, string text, params (string Name, string Value)[] headers) => Send("PUT", path, new StringContent(text, Encoding.UTF8, "text/plain"), headers);
    public Task<Reply> Delete(string path, params (string Name, string Value)[] headers) => Send("DELETE", path, null, headers);
    public Task<Reply> Patch(string path, string json) => Send("PATCH", path, Json(json));

    /// <summary>An answer that goes on: server-sent events.</summary>
    public Task<Stream> Open(string path) => http.GetStreamAsync(path, TestContext.Current.CancellationToken);

    public async Task<Reply> Send(string method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var message = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(message.StatusCode, message, await message.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}

using System.Text.Json.Nodes;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class ChangeStreamTests(CrmServerFixture server)
{
    [Fact]
    public async Task Changes_arrive_as_they_happen_and_again_from_the_last_id_seen()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        await using var live = await Open(null, stop.Token);
        var account = await server.Api.Account("Streamed");
        (await server.Api.Patch($"account/{account.Id}", """{"note": "x"}""")).Is(200);
        (await server.Api.Delete($"account/{account.Id}")).Is(204);
        (await server.Api.Post($"account/{account.Id}/$restore", "")).Is(200);
        var seen = await live.Of(account.Id, 4, stop.Token);
        Assert.Equal([("create", 1), ("update", 2), ("delete", 3), ("restore", 4)], seen.Select(e => ((string)e.Data["kind"]!, (int)e.Data["version"]!)));
        Assert.All(seen, e => Assert.Equal("account", (string)e.Data["entity"]!));
        await using var resumed = await Open(seen[1].Id, stop.Token);
        Assert.Equal(["delete", "restore"], (await resumed.Of(account.Id, 2, stop.Token)).Select(e => (string)e.Data["kind"]!));
        (await server.Api.Patch($"account/{account.Id}", """{"note": "y"}""")).Is(200);
        Assert.Equal("update", (string)(await resumed.Of(account.Id, 1, stop.Token)).Single().Data["kind"]!);
    }

    [Fact]
    public async Task A_stream_that_stays_open_keeps_no_old_version_loaded()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(60));
        const string App = "streamed";
        var catalog = server.Host.Catalog;
        Assert.IsType<Published>(await catalog.InstallAsync(App, VersionTests.Package(App, ""), null, null, stop.Token));
        // The version found at start is never unloaded; the next ones are.
        await PublishAsync(0);
        var old = await StreamAsync();
        var (version, stream) = old;
        for (var i = 1; i <= 5; i++) await PublishAsync(i);
        while (version.IsAlive)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20, stop.Token);
        }
        var thing = (await server.Api.Post($"/api/{App}/thing", """{"name": "seen"}""")).Is(201);
        Assert.Equal("create", (string)(await stream.Of(thing.Id, 1, stop.Token)).Single().Data["kind"]!);
        await stream.DisposeAsync();

        async Task PublishAsync(int n) => Assert.IsType<Published>(await catalog.Find(App)!.PublishAsync(VersionTests.Package(App, $$""", "note{{n}}": {"type": ["string", "null"]}"""), null, null, null, stop.Token));

        async Task<(WeakReference, EventReader)> StreamAsync()
        {
            var reader = await Open(null, stop.Token, $"/api/{App}/changes");
            return (Weak(), reader);
        }

        WeakReference Weak()
        {
            using var lease = catalog.Find(App)!.Lease();
            return new WeakReference(lease.App);
        }
    }

    [Fact]
    public async Task A_version_that_takes_over_is_told_to_open_streams_which_go_on_in_its_words()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(60));
        const string App = "taken-over";
        var catalog = server.Host.Catalog;
        Assert.IsType<Published>(await catalog.InstallAsync(App, VersionTests.Package(App, ""), null, null, stop.Token));
        await using var live = await Open(null, stop.Token, $"/api/{App}/changes");
        Assert.IsType<Published>(await catalog.Find(App)!.PublishAsync(VersionTests.Package(App, """, "note": {"type": ["string", "null"]}"""), null, null, null, stop.Token));
        while (await live.Lines.ReadLineAsync(stop.Token) is { } line && line != "event: version") Assert.DoesNotContain("data:", line, StringComparison.Ordinal);
        Assert.Equal("""data: {"version":2}""", await live.Lines.ReadLineAsync(stop.Token));
        var thing = (await server.Api.Post($"/api/{App}/thing", """{"name": "seen", "note": "x"}""")).Is(201);
        Assert.Equal("create", (string)(await live.Of(thing.Id, 1, stop.Token)).Single().Data["kind"]!);
        Assert.IsType<Published>(await catalog.Find(App)!.RollBackAsync(1, stop.Token));
        while (await live.Lines.ReadLineAsync(stop.Token) is { } line && line != "event: version") Assert.DoesNotContain("data:", line, StringComparison.Ordinal);
        Assert.Equal("""data: {"version":1}""", await live.Lines.ReadLineAsync(stop.Token));
    }

    private async Task<EventReader> Open(string? last, CancellationToken cancellationToken, string path = "changes")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        var response = await server.Api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var reader = new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken)));
        // The comment at its start says that the stream listens.
        Assert.Equal(": open", await reader.Lines.ReadLineAsync(cancellationToken));
        return reader;
    }

    private sealed record ServerEvent(string Id, JsonNode Data);

    private sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
    {
        public StreamReader Lines => lines;

        /// <summary>The next events of one record; those of others are passed over.</summary>
        public async Task<List<ServerEvent>> Of(string record, int count, CancellationToken cancellationToken)
        {
            var events = new List<ServerEvent>();
            var id = "";
            while (events.Count < count)
            {
                var line = await lines.ReadLineAsync(cancellationToken) ?? throw new EndOfStreamException();
                if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                if (line.StartsWith("data: ", StringComparison.Ordinal) && JsonNode.Parse(line[6..]) is { } data && (string)data["id"]! == record) events.Add(new ServerEvent(id, data));
            }
            return events;
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

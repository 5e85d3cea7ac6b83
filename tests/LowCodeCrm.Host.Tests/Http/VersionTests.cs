using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>A form that was opened before a publish, saved after it.</summary>
[Collection(CrmServerTests.Name)]
public sealed class VersionTests(CrmServerFixture server)
{
    private const string App = "versions";

    [Fact]
    public async Task The_version_before_a_publish_still_reads_and_saves()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.IsNotType<PublishRejected>(await server.Host.Catalog.InstallAsync(App, Package(App, ""), null, null, cancellationToken));
        var first = (await server.Api.Post($"/api/{App}/thing", """{"name": "before"}""")).Is(201);
        Assert.Equal("1", first.Header("App-Version"));
        Assert.IsNotType<PublishRejected>(await server.Host.Catalog.Find(App)!.PublishAsync(Package(App, """, "note": {"type": ["string", "null"]}"""), null, null, null, cancellationToken));
        var (old, unknown) = (("App-Version", "1"), ("App-Version", "9"));

        var opened = (await server.Api.Get($"/api/{App}/thing/{first.Id}", old)).Is(200);
        Assert.False(opened.Json.AsObject().ContainsKey("note"));
        var saved = (await server.Api.Patch($"/api/{App}/thing/{first.Id}", """{"name": "after"}""", old, ("If-Match", opened.ETag!))).Is(200);
        Assert.Equal(("1", "2"), (saved.Header("App-Version"), saved.Header("App-Live-Version")));
        Assert.False(saved.Json.AsObject().ContainsKey("note"));
        (await server.Api.Patch($"/api/{App}/thing/{first.Id}", """{"note": "x"}""", old)).Is(400);

        var now = (await server.Api.Patch($"/api/{App}/thing/{first.Id}", """{"note": "x"}""")).Is(200);
        Assert.Null(now.Header("App-Live-Version"));
        Assert.Equal(("2", "x", "after"), (now.Header("App-Version"), (string)now.Json["note"]!, (string)now.Json["name"]!));
        Assert.Equal("app_changed", (await server.Api.Patch($"/api/{App}/thing/{first.Id}", """{"note": "y"}""", unknown)).Is(409).Code);
        var history = (await server.Api.Get($"/api/{App}/thing/{first.Id}/history")).Is(200).Json["value"]!.AsArray();
        Assert.Equal([2, 1, 1], history.Select(h => (int)h!["appVersion"]!));
    }

    internal static AppPackage Package(string app, string more)
    {
        var folder = Directory.CreateTempSubdirectory("crm-versions-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "entities"));
            File.WriteAllText(Path.Combine(folder.FullName, "app.json"), $$"""{"formatVersion": 1, "id": "a_v", "name": "{{app}}", "title": "Versions"}""");
            File.WriteAllText(Path.Combine(folder.FullName, "entities/thing.json"),
                $$"""{"title": "Thing", "type": "object", "required": ["name"], "properties": {"name": {"type": "string", "x-crm": {"id": "f_n"} }{{more}}}, "x-crm": {"id": "e_t", "display": "name", "history": true} }""");
            var count = 0;
            return IdAssigner.Fill(PackageFiles.ReadFolder(folder.FullName), null, () => $"x_{more.Length}_{count++}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

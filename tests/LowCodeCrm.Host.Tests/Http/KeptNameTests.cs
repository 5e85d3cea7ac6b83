using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>Views that people saved and shared, after a publish has given fields other names.</summary>
[Collection(CrmServerTests.Name)]
public sealed class KeptNameTests(CrmServerFixture server)
{
    private const string View = """{"kind":"list","columns":["name","size"],"filter":"size > 5 and contains(name, \"size\")","sort":["-size"],"title":"大きい"}""";

    [Fact]
    public async Task Follow_a_renamed_field_there_and_back()
    {
        var app = "kept-" + Guid.NewGuid().ToString("N")[..8];
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.IsType<Published>(await server.Host.Catalog.InstallAsync(app, Package(app, "size"), null, null, cancellationToken));
        var api = CrmServerFixture.ClientOf(server.Host, app);
        var id = Guid.NewGuid();
        (await api.Put($"$views/{id}", $$"""{"entity": "thing", "title": "Big", "definition": {{View}}}""")).Is(201);
        (await api.Put("settings/views.thing", $$"""{"saved": [{{View}}], "initial": "my-1"}""")).Is(204);
        (await api.Put("settings/columns.thing", """{"my-1": {"order": ["size", "name"], "widths": {"size": 90}}, "odd": 1}""")).Is(204);
        // What is no view is nobody's to change, whatever it is called.
        (await api.Put("settings/density", "\"size\"")).Is(204);

        Assert.IsType<Published>(await server.Host.Catalog.Find(app)!.PublishAsync(Package(app, "大きさ"), null, null, null, cancellationToken));
        const string Renamed = """{"kind":"list","columns":["name","大きさ"],"filter":"大きさ > 5 and contains(name, \"size\")","sort":["-大きさ"],"title":"大きい"}""";
        var shared = Assert.Single((await api.Get("$views")).Is(200).Json["value"]!.AsArray())!;
        Assert.Equal((Renamed, 2), (shared["definition"]!.ToJsonString(Relaxed), (int)shared["version"]!));
        Assert.Equal($$"""{"saved":[{{Renamed}}],"initial":"my-1"}""", (await api.Get("settings/views.thing")).Text);
        Assert.Equal("""{"my-1":{"order":["大きさ","name"],"widths":{"大きさ":90}},"odd":1}""", (await api.Get("settings/columns.thing")).Text);
        Assert.Equal("\"size\"", (await api.Get("settings/density")).Text);

        // A page that was drawn before writes in the names of then.
        (await api.Put("settings/views.thing", $$"""{"saved": [{{View}}]}""", ("App-Version", "1"))).Is(204);
        Assert.Equal($$"""{"saved":[{{Renamed}}]}""", (await api.Get("settings/views.thing")).Text);
        (await api.Put($"$views/{id}", $$"""{"entity": "thing", "title": "Big", "version": 1, "definition": {{View}}}""", ("App-Version", "1"))).Is(412);

        Assert.IsType<Published>(await server.Host.Catalog.Find(app)!.RollBackAsync(1, cancellationToken));
        Assert.Equal(View, Assert.Single((await api.Get("$views")).Is(200).Json["value"]!.AsArray())!["definition"]!.ToJsonString(Relaxed));
        Assert.Equal($$"""{"saved":[{{View}}]}""", (await api.Get("settings/views.thing")).Text);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Engine.Packages.AppPackage Package(string app, string field) => VersionTests.Package(app, $$""", "{{field}}": {"type": ["integer", "null"], "x-crm": {"id": "f_s"} }""");
}

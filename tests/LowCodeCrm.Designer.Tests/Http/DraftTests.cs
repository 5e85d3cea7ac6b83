namespace LowCodeCrm.Designer.Tests.Http;

public sealed class DraftTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    [Fact]
    public async Task A_draft_is_there_from_the_start_and_equals_the_live_version()
    {
        var (client, app) = await server.NewAppAsync();
        var files = (await client.Get($"/design/api/{app}/draft/files")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(["app.json", "entities/deal.json"], files.Select(f => (string)f!["path"]!));
        var file = (await client.Get($"/design/api/{app}/draft/files/entities/deal.json")).Is(200);
        Assert.Equal(Deal.Entity, file.Text);
        Assert.Equal((string)files[1]!["etag"]!, file.ETag);
        (await client.Get($"/design/api/{app}/draft/files/entities/deal.json", ("If-None-Match", file.ETag))).Is(304);
    }

    [Fact]
    public async Task Files_are_written_read_and_deleted_as_they_are_valid_or_not()
    {
        var (client, app) = await server.NewAppAsync();
        var path = $"/design/api/{app}/draft/files/rules/商談/a.rules";
        (await client.Put(path, "this is { no rule")).Is(201);
        Assert.Equal("this is { no rule", (await client.Get(path)).Is(200).Text);
        Assert.Equal("this is { no rule", (await client.Get($"/design/api/{app}/draft/files/{Uri.EscapeDataString("rules/商談/a.rules")}")).Is(200).Text);
        (await client.Put(path, Deal.Rules)).Is(204);
        (await client.Delete(path)).Is(204);
        (await client.Get(path)).Is(404);
        (await client.Delete(path)).Is(404);
    }

    [Fact]
    public async Task A_stale_tag_changes_nothing()
    {
        var (client, app) = await server.NewAppAsync();
        var path = $"/design/api/{app}/draft/files/entities/deal.json";
        var tag = (await client.Get(path)).ETag;
        (await client.Put(path, Deal.WithNote, ("If-Match", tag))).Is(204);
        var stale = (await client.Put(path, "{}", ("If-Match", tag))).Is(412);
        Assert.Equal("file_changed", stale.Code);
        (await client.Delete(path, ("If-Match", tag))).Is(412);
        (await client.Put(path, "{}", ("If-None-Match", "*"))).Is(412);
        Assert.Equal(Deal.WithNote, (await client.Get(path)).Text);
    }

    [Theory]
    [InlineData("%2e%2e%2f%2e%2e%2fapp.json")]
    [InlineData("a%5Cb")]
    [InlineData(".git%2Fconfig")]
    [InlineData("C:%2Fx")]
    public async Task Paths_out_of_the_package_are_refused(string path)
    {
        var (client, app) = await server.NewAppAsync();
        Assert.Contains((int)(await client.Put($"/design/api/{app}/draft/files/{path}", "x")).Status, new[] { 400, 404 });
        Assert.Equal(2, (await client.Get($"/design/api/{app}/draft/files")).Json["value"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_package_comes_back_as_it_went_up()
    {
        var (client, app) = await server.NewAppAsync();
        var bytes = Deal.Zip([.. Deal.Files, ("rules/deal.rules", Deal.Rules), ("entities/broken.json", "{ no json")]);
        (await client.Send("PUT", $"/design/api/{app}/package", new ByteArrayContent(bytes))).Is(204);
        var first = (await client.Get($"/design/api/{app}/package")).Is(200).Bytes;
        Assert.Equal("{ no json", (await client.Get($"/design/api/{app}/draft/files/entities/broken.json")).Text);
        (await client.Send("PUT", $"/design/api/{app}/package", new ByteArrayContent(first))).Is(204);
        Assert.Equal(first, (await client.Get($"/design/api/{app}/package")).Is(200).Bytes);
        Assert.Equal("package_refused", (await client.Send("PUT", $"/design/api/{app}/package", new ByteArrayContent([1, 2, 3]))).Is(400).Code);
    }

    [Fact]
    public async Task Only_administrators_get_in_and_others_do_not_learn_what_exists()
    {
        var (_, app) = await server.NewAppAsync();
        foreach (var name in new[] { app, "nothing" })
        {
            (await server.As(null).Get($"/design/api/{name}/draft/files")).Is(401);
            (await server.As("hanako").Get($"/design/api/{name}/draft/files")).Is(403);
            (await server.As("hanako").Post($"/design/api/{name}/publish", "no json")).Is(403);
        }
        (await server.As("hanako").Post("/design/api/apps", """{"name": "x"}""")).Is(403);
        (await server.As("admin").Get("/design/api/nothing/draft/files")).Is(404);
    }

    [Fact]
    public async Task Editors_get_answers_about_the_text_in_the_editor()
    {
        var (client, app) = await server.NewAppAsync(("rules/deal.rules", Deal.Rules));
        var path = $"/design/api/{app}/language";
        const string body = """{"path": "rules/b.rules", "text": "rules for deal { default stage = ", "line": 1, "column": 34}""";
        var items = (await client.Post($"{path}/completion", body)).Is(200).Json["items"]!.AsArray();
        Assert.Equal(["open", "won"], items.Take(2).Select(i => (string)i!["label"]!));
        var hover = (await client.Post($"{path}/hover", """{"path": "rules/b.rules", "text": "rules for deal { }", "line": 1, "column": 12}""")).Is(200).Json;
        Assert.Contains("deal", (string)hover["hover"]!["text"]!, StringComparison.Ordinal);
        var found = (await client.Post($"{path}/diagnostics", """{"path": "rules/b.rules", "text": "rules for deal {\n  default amount = nix\n}"}""")).Is(200).Json["diagnostics"]!.AsArray();
        Assert.Equal(("LCR2001", 2), ((string)found[0]!["id"]!, (int)found[0]!["line"]!));
        var help = (await client.Post($"{path}/signature", """{"path": "rules/b.rules", "text": "rules for deal { default note = left(note, ", "line": 1, "column": 43}""")).Is(200).Json["help"]!;
        Assert.Equal(("left(s: text, n: int) -> text", 1), ((string)help["signatures"]![0]!["label"]!, (int)help["parameter"]!));
        Assert.Equal("rules for deal {}\n", (string)(await client.Post($"{path}/format", """{"text": "rules   for deal {}"}""")).Is(200).Json["text"]!);
        Assert.Equal("deal", (string)(await client.Post($"{path}/outline", """{"text": "rules for deal {}"}""")).Is(200).Json["items"]![0]!["name"]!);
        Assert.Equal("keyword", (string)(await client.Post($"{path}/classify", """{"text": "rules for deal {}"}""")).Is(200).Json["spans"]![0]!["kind"]!);
        (await client.Post($"{path}/completion", "{}")).Is(400);
    }
}

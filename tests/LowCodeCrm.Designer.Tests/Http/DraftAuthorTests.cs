using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCodeCrm.Designer.Tests.Http;

/// <summary>Several people work on one draft: each learns who changed what.</summary>
public sealed class DraftAuthorTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    private static JsonNode? File(Reply all, string path) => all.Json["files"]!.AsArray().SingleOrDefault(file => (string)file!["path"]! == path);

    private static string Change(string path, string? text, string? ifMatch = null) => JsonSerializer.Serialize(new { changes = new[] { new { path, text, ifMatch } } });

    [Fact]
    public async Task A_changed_file_tells_who_changed_it_and_when_and_the_others_nobody()
    {
        var (client, app) = await server.NewAppAsync();
        var before = (await client.Get($"/design/api/{app}/draft/revision")).Is(200).Json;
        Assert.Null(before["by"]);
        var answer = (await client.Post($"/design/api/{app}/draft/changes", Change("entities/deal.json", Deal.WithNote))).Is(200).Json;
        Assert.Equal((string)before["revision"]!, (string)answer["before"]!);
        var all = (await client.Get($"/design/api/{app}/draft/all")).Is(200);
        Assert.Equal("Administrator", (string)File(all, "entities/deal.json")!["by"]!);
        Assert.EndsWith("Z", (string)File(all, "entities/deal.json")!["at"]!, StringComparison.Ordinal);
        Assert.Null(File(all, "app.json")!["by"]);
        var after = (await client.Get($"/design/api/{app}/draft/revision")).Is(200).Json;
        Assert.Equal(((string)answer["revision"]!, "Administrator"), ((string)after["revision"]!, (string)after["by"]!));
    }

    [Fact]
    public async Task A_refused_change_names_who_was_first_also_where_the_file_is_gone()
    {
        var (client, app) = await server.NewAppAsync();
        var path = $"/design/api/{app}/draft/changes";
        var tag = (string)File(await client.Get($"/design/api/{app}/draft/all"), "entities/deal.json")!["etag"]!;
        (await client.Post(path, Change("entities/deal.json", Deal.WithNote, tag))).Is(200);
        var refused = (await client.Post(path, Change("entities/deal.json", "{}", tag))).Is(412).Json["files"]![0]!;
        Assert.Equal(("entities/deal.json", "Administrator"), ((string)refused["path"]!, (string)refused["by"]!));
        Assert.NotNull(refused["at"]);
        (await client.Post(path, Change("entities/deal.json", null))).Is(200);
        var gone = (await client.Post(path, Change("entities/deal.json", "{}", tag))).Is(412).Json["files"]![0]!;
        Assert.Equal((null, "Administrator"), ((string?)gone["etag"], (string)gone["by"]!));
    }

    [Fact]
    public async Task Two_states_of_a_file_are_compared_in_words()
    {
        var (client, app) = await server.NewAppAsync();
        string Body(string before, string after) => JsonSerializer.Serialize(new { before = new[] { new { path = "entities/deal.json", text = before } }, after = new[] { new { path = "entities/deal.json", text = after } } });
        var changes = (await client.Post($"/design/api/{app}/draft/compare", Body(Deal.Entity, Deal.WithNote))).Is(200).Json["changes"]!.AsArray();
        Assert.Equal(["addField"], changes.Select(change => (string)change!["kind"]!));
        Assert.Empty((await client.Post($"/design/api/{app}/draft/compare", Body(Deal.WithNote, Deal.WithNote))).Is(200).Json["changes"]!.AsArray());
        (await client.Post($"/design/api/{app}/draft/compare")).Is(400);
    }
}

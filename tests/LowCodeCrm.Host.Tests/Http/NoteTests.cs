namespace LowCodeCrm.Host.Tests.Http;

/// <summary>Notes about records, and the pages of what happened to them.</summary>
[Collection(CrmServerTests.Name)]
public sealed class NoteTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task A_note_stands_in_the_timeline_and_the_record_stays_as_it_is()
    {
        var account = await Api.Account("Notes");
        var before = (await Api.Get($"account/{account.Id}")).Is(200);
        var note = (await Api.Post($"account/{account.Id}/notes", """{"text": "  来期予算の承認は12月上旬。\n競合は2社。 "}""")).Is(201).Json;
        Assert.Equal(("来期予算の承認は12月上旬。\n競合は2社。", "admin"), ((string)note["text"]!, (string)note["by"]!));
        (await Api.Post($"account/{account.Id}/notes", """{"text": "second"}""")).Is(201);
        Assert.Equal(["second", (string)note["text"]!], (await Api.Get($"account/{account.Id}/notes")).Is(200).Json["value"]!.AsArray().Select(n => (string)n!["text"]!));
        var entries = (await Api.Get($"account/{account.Id}/timeline")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(["note second", $"note {note["text"]}", "history "], entries.Select(e => $"{e!["kind"]} {e["text"]}"));
        var after = (await Api.Get($"account/{account.Id}")).Is(200);
        Assert.Equal((before.ETag, before.Text), (after.ETag, after.Text));
    }

    [Fact]
    public async Task Notes_and_history_come_in_pages()
    {
        var account = await Api.Account("Pages");
        for (var i = 1; i <= 5; i++)
        {
            (await Api.Post($"account/{account.Id}/notes", $$"""{"text": "n{{i}}"}""")).Is(201);
            (await Api.Patch($"account/{account.Id}", $$"""{"note": "note {{i}}"}""")).Is(200);
        }
        Assert.Equal(["n5", "n4", "n3", "n2", "n1"], await PagedAsync($"account/{account.Id}/notes?$top=2", e => (string)e["text"]!));
        Assert.Equal(["6", "5", "4", "3", "2", "1"], await PagedAsync($"account/{account.Id}/history?$top=4", e => e["version"]!.ToJsonString()));
        var merged = await PagedAsync($"account/{account.Id}/timeline?$top=3", e => (string)e["kind"]!);
        Assert.Equal((5, 6), (merged.Count(kind => kind == "note"), merged.Count(kind => kind == "history")));
        (await Api.Get($"account/{account.Id}/history?$top=0")).Is(400);
        (await Api.Get($"account/{account.Id}/notes?$skip=-1")).Is(400);
    }

    [Theory]
    [InlineData("""{"text": " "}""", "text", "Write something: the note is empty.")]
    [InlineData("""{"text": 1}""", "text", "Write something: the note is empty.")]
    [InlineData("""{"text": "a", "at": "2026-01-01"}""", "at", "A note has no \"at\"; it has text.")]
    public async Task What_is_wrong_is_said_with_its_place(string body, string target, string message)
    {
        var account = await Api.Account("Wrong");
        var reply = (await Api.Post($"account/{account.Id}/notes", body)).Is(422);
        Assert.Contains(target, reply.Targets);
        Assert.Equal(message, (string)reply.Json["error"]!["message"]!);
        Assert.DoesNotContain(message, (await Api.Post($"account/{account.Id}/notes", body, ("Accept-Language", "ja"))).Is(422).Text, StringComparison.Ordinal);
        (await Api.Post($"account/{account.Id}/notes", "[]")).Is(400);
    }

    [Fact]
    public async Task A_note_longer_than_the_limit_is_refused_with_both_lengths()
    {
        var account = await Api.Account("Long");
        var limit = LowCodeCrm.Runtime.Saving.SaveLimits.Default.NoteLength;
        (await Api.Post($"account/{account.Id}/notes", $$"""{"text": "{{new string('a', limit)}}"}""")).Is(201);
        var reply = (await Api.Post($"account/{account.Id}/notes", $$"""{"text": "{{new string('a', limit + 1)}}"}""")).Is(422);
        Assert.Contains("10,001 characters; it may have 10,000", (string)reply.Json["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_deleted_and_only_of_its_own_record()
    {
        var account = await Api.Account("Deleted note");
        var other = await Api.Account("Other");
        var id = (long)(await Api.Post($"account/{account.Id}/notes", """{"text": "mistake"}""")).Is(201).Json["id"]!;
        (await Api.Delete($"account/{other.Id}/notes/{id}")).Is(404);
        (await Api.Delete($"account/{account.Id}/notes/{id}")).Is(204);
        (await Api.Delete($"account/{account.Id}/notes/{id}")).Is(404);
        Assert.Empty((await Api.Get($"account/{account.Id}/notes")).Is(200).Json["value"]!.AsArray());
        (await Api.Post($"account/{Guid.NewGuid()}/notes", """{"text": "nowhere"}""")).Is(404);
        (await Api.Get($"account/{Guid.NewGuid()}/notes")).Is(404);
    }

    [Fact]
    public async Task A_repeated_request_writes_one_note()
    {
        var account = await Api.Account("Once");
        var key = Guid.NewGuid().ToString();
        for (var i = 0; i < 2; i++) (await Api.Post($"account/{account.Id}/notes", """{"text": "once"}""", ("Idempotency-Key", key))).Is(201);
        Assert.Single((await Api.Get($"account/{account.Id}/notes")).Json["value"]!.AsArray());
    }

    private async Task<List<string>> PagedAsync(string path, Func<System.Text.Json.Nodes.JsonNode, string> select)
    {
        var found = new List<string>();
        for (var next = path; next is not null;)
        {
            var page = (await Api.Get(next)).Is(200).Json;
            found.AddRange(page["value"]!.AsArray().Select(e => select(e!)));
            next = (string?)page["@odata.nextLink"];
        }
        return found;
    }
}

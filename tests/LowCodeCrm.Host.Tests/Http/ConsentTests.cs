namespace LowCodeCrm.Host.Tests.Http;

/// <summary>Consent given and withdrawn, as integrators record and read it.</summary>
[Collection(CrmServerTests.Name)]
public sealed class ConsentTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task The_newest_word_of_a_channel_and_purpose_comes_first_and_the_record_stays_as_it_is()
    {
        var contact = await ContactAsync();
        var before = (await Api.Get($"contact/{contact}")).Is(200);
        Assert.Empty((await Api.Get($"contact/{contact}/$consents")).Is(200).Json["value"]!.AsArray());
        var granted = (await Api.Post($"contact/{contact}/$consents", """{"channel": "email", "state": "granted", "source": "web form"}""")).Is(201).Json;
        Assert.Equal(("email", "granted", "", "web form", "admin"), ((string)granted["channel"]!, (string)granted["state"]!, (string)granted["purpose"]!, (string)granted["source"]!, (string)granted["by"]!));
        (await Api.Post($"contact/{contact}/$consents", """{"channel": "email", "state": "withdrawn", "purpose": "surveys"}""")).Is(201);
        (await Api.Post($"contact/{contact}/$consents", """{"channel": "phone", "state": "withdrawn"}""")).Is(201);
        var entries = (await Api.Get($"contact/{contact}/$consents")).Is(200).Json["value"]!.AsArray();
        Assert.Equal(["phone  withdrawn", "email surveys withdrawn", "email  granted"], entries.Select(e => $"{e!["channel"]} {e["purpose"]} {e["state"]}"));
        var after = (await Api.Get($"contact/{contact}")).Is(200);
        Assert.Equal((before.ETag, before.Text), (after.ETag, after.Text));
    }

    [Theory]
    [InlineData("""{"channel": "emial", "state": "granted"}""", "channel", "The app has no channel \"emial\"; did you mean \"email\"?")]
    [InlineData("""{"channel": "email", "state": "yes"}""", "state", "\"state\" is granted or withdrawn.")]
    [InlineData("""{"state": "granted"}""", "channel", "Say on which channel.")]
    [InlineData("""{"channel": "email", "state": "granted", "at": "2026-01-01"}""", "at", "A consent has no \"at\"; it has channel, state, purpose, source.")]
    [InlineData("""{"channel": "email", "state": "granted", "purpose": 1}""", "purpose", "\"purpose\" is a text of at most 200 characters.")]
    public async Task What_is_wrong_is_said_with_its_place(string body, string target, string message)
    {
        var reply = (await Api.Post($"contact/{await ContactAsync()}/$consents", body)).Is(422);
        Assert.Contains(target, reply.Targets);
        Assert.Equal(message, (string)reply.Json["error"]!["message"]!);
        var japanese = (await Api.Post($"contact/{await ContactAsync()}/$consents", body, ("Accept-Language", "ja"))).Is(422);
        Assert.DoesNotContain(message, japanese.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_not_there_has_no_consents()
    {
        (await Api.Get($"contact/{Guid.NewGuid()}/$consents")).Is(404);
        (await Api.Post($"contact/{Guid.NewGuid()}/$consents", """{"channel": "email", "state": "granted"}""")).Is(404);
        (await Api.Get($"nosuch/{Guid.NewGuid()}/$consents")).Is(404);
        var contact = await ContactAsync();
        (await Api.Post($"contact/{contact}/$consents", "[]")).Is(400);
        (await Api.Delete($"contact/{contact}")).Is(204);
        (await Api.Get($"contact/{contact}/$consents")).Is(404);
    }

    [Fact]
    public async Task Lists_are_narrowed_by_consent_as_it_stands()
    {
        var contact = await ContactAsync();
        async Task<string> CountAsync() => (await Api.Get($"contact/$count?$filter=id eq {contact}&filter={Uri.EscapeDataString("consent(email) and not opted_out(this, preferred_channel)")}")).Is(200).Text;
        Assert.Equal("0", await CountAsync());
        (await Api.Post($"contact/{contact}/$consents", """{"channel": "email", "state": "granted"}""")).Is(201);
        Assert.Equal("1", await CountAsync());
        (await Api.Post($"contact/{contact}/$consents", """{"channel": "phone", "state": "withdrawn"}""")).Is(201);
        Assert.Equal("0", await CountAsync());
    }

    [Fact]
    public async Task A_repeated_request_is_recorded_once_and_a_batch_records_too()
    {
        var contact = await ContactAsync();
        var key = Guid.NewGuid().ToString();
        for (var i = 0; i < 2; i++) (await Api.Post($"contact/{contact}/$consents", """{"channel": "line", "state": "granted"}""", ("Idempotency-Key", key))).Is(201);
        Assert.Single((await Api.Get($"contact/{contact}/$consents")).Json["value"]!.AsArray());
        var batch = (await Api.Post("$batch", $$"""{"requests": [{"id": "1", "method": "POST", "url": "contact/{{contact}}/$consents", "body": {"channel": "line", "state": "withdrawn"} }]}""")).Is(200);
        Assert.Equal(201, (int)batch.Json["responses"]![0]!["status"]!);
        Assert.Equal("withdrawn", (string)(await Api.Get($"contact/{contact}/$consents")).Json["value"]![0]!["state"]!);
    }

    [Fact]
    public async Task The_apps_description_knows_channels_and_consents()
    {
        var meta = (await Api.Get("meta")).Is(200).Json;
        Assert.Equal(["email", "line", "phone"], meta["channels"]!.AsArray().Select(c => (string)c!["name"]!));
        var path = (await Api.Get("openapi.json")).Is(200).Json["paths"]!["/contact/{id}/$consents"]!;
        Assert.Equal(["email", "line", "phone"], path["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["channel"]!["enum"]!.AsArray().Select(c => (string)c!));
        Assert.NotNull(path["get"]!["responses"]!["200"]);
    }

    private async Task<string> ContactAsync() =>
        (string)(await Api.Post("contact", """{"name": {"family": "山田", "given": "花子"}, "email": "hanako@example.com", "preferred_channel": "phone"}""")).Is(201).Json["id"]!;
}

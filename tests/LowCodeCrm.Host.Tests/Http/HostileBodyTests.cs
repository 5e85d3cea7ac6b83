using System.Text;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class HostileBodyTests(CrmServerFixture server)
{
    public static TheoryData<string, int> Bodies => new()
    {
        { "", 400 },
        { "{not json", 400 },
        { "[]", 400 },
        { "null", 400 },
        { "\"text\"", 400 },
        { "{\"name\": \"a\", \"name\": \"b\"}", 400 },
        { "{\"nam\": \"a\"}", 400 },
        { "{\"name\": {\"a\": 1}}", 422 },
        { "{\"name\": 5}", 422 },
        { "{\"name\": [\"a\"]}", 422 },
        { "{\"name\": \"a\", \"employees\": 1e400}", 422 },
        { "{\"name\": \"a\", \"employees\": 1.5}", 422 },
        { "{\"name\": \"a\", \"annual_revenue\": 1e400}", 422 },
        { "{\"name\": \"a\", \"annual_revenue\": 12345678901234567890123456789012345678901234567890}", 422 },
        { "{\"name\": \"a\", \"annual_revenue\": \"NaN\"}", 422 },
        { "{\"name\": \"a\", \"parent_id\": \"not an id\"}", 422 },
        { "{\"name\": \"a\", \"parent_id\": \"00000000-0000-0000-0000-000000000001\"}", 422 },
        { "{\"name\": \"a\", \"tags\": \"x\"}", 422 },
        { "{\"name\": \"a\", \"tags\": [[]]}", 422 },
        { "{\"name\": \"a\\u0000b\"}", 422 },
        { "{\"name\": \"\\ud800\"}", 400 },
        { "{\"name\": \"a\", \"\\udc00\": 1}", 400 },
        { "{\"name\": \"a\", \"billing_address\": {\"nosuch\": \"x\"}}", 422 },
        { "{\"name\": \"a\", \"billing_address\": []}", 422 },
        { "{\"name\": \"a\", \"created_at\": \"2020-01-01T00:00:00Z\"}", 422 },
        { "{\"name\": \"a\", \"won_total\": 5}", 422 },
        { "{\"name\": \"a\", \"version\": 5}", 422 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_cannot_be_a_record_is_refused_with_a_problem(string body, int status)
    {
        var reply = (await server.Api.Post("account", body)).Is(status);
        Assert.Equal(status, (int)reply.Json["status"]!);
        Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_property_comes_with_a_proposal()
    {
        var reply = (await server.Api.Post("account", """{"name": "a", "anual_revenue": 5, "acount_id": 1}""")).Is(400);
        var details = reply.Json["error"]!["details"]!.AsArray();
        Assert.Contains("\"annual_revenue\"", (string)details.Single(d => (string?)d!["target"] == "anual_revenue")!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        (await server.Api.Post("account", "{\"name\": " + new string('[', 10_000) + new string(']', 10_000) + "}")).Is(400);
        (await server.Api.Post("$batch", "{\"requests\": " + new string('[', 200) + new string(']', 200) + "}")).Is(400);
    }

    [Fact]
    public async Task Ten_megabytes_are_too_much_for_a_record()
    {
        var body = Encoding.UTF8.GetBytes("{\"name\": \"a\", \"note\": \"" + new string('x', 10 * 1024 * 1024) + "\"}");
        Assert.Equal("too_large", (await server.Api.Send("POST", "account", new ByteArrayContent(body))).Is(413).Code);
        // Without a length as well.
        var chunked = new StreamContent(new MemoryStream(body));
        using var request = new HttpRequestMessage(HttpMethod.Post, "account") { Content = chunked };
        request.Headers.TransferEncodingChunked = true;
        using var reply = await server.Api.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(413, (int)reply.StatusCode);
    }

    [Fact]
    public async Task A_text_past_its_limit_names_the_limit()
    {
        var reply = (await server.Api.Post("account", $$"""{"name": "{{new string('あ', 201)}}"}""")).Is(422);
        Assert.Contains("200", (string)reply.Json["error"]!["message"]!, StringComparison.Ordinal);
        (await server.Api.Post("account", $$"""{"name": "{{string.Concat(Enumerable.Repeat("𠮷", 200))}}"}""")).Is(201);
        (await server.Api.Post("account", $$"""{"name": "a", "note": "{{new string('x', 300_000)}}"}""")).Is(422);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        byte[] body = [.. "{\"name\": \""u8, 0xff, 0xfe, .. "\"}"u8];
        (await server.Api.Send("POST", "account", new ByteArrayContent(body))).Is(400);
        (await server.Api.Send("PUT", "settings/bad", new ByteArrayContent(body))).Is(400);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_mistake() =>
        (await server.Api.Send("POST", "account", new ByteArrayContent([0xef, 0xbb, 0xbf, .. "{\"name\": \"BOM\"}"u8]))).Is(201);

    [Theory]
    [InlineData("account/nosuch")]
    [InlineData("account/%00")]
    [InlineData("account(code='")]
    [InlineData("account(code=")]
    [InlineData("account()")]
    [InlineData("account(code='a',code='b')")]
    [InlineData("account/$nosuch")]
    [InlineData("account?$filter=name eq '%00'")]
    [InlineData("account?$filter=((((((")]
    [InlineData("account?$top=-1")]
    [InlineData("account?$top=99999999999999999999")]
    [InlineData("account?$skiptoken=AAAA")]
    [InlineData("user(name='x')")]
    public async Task Odd_addresses_are_refused_not_failed(string path)
    {
        var reply = await server.Api.Get(path);
        Assert.True((int)reply.Status is 200 or 400 or 404, $"{(int)reply.Status} {reply.Text}");
    }
}

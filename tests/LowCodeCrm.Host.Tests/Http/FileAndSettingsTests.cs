using System.Net.Http.Headers;
using LowCodeCrm.Runtime.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class FileAndSettingsTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task An_uploaded_file_comes_back_as_it_was()
    {
        var bytes = new byte[100_000];
        Random.Shared.NextBytes(bytes);
        var uploaded = (await Upload(bytes, "見積書.pdf", "application/pdf")).Is(201);
        Assert.Equal(("見積書.pdf", "application/pdf", 100_000), ((string)uploaded.Json["name"]!, (string)uploaded.Json["type"]!, (int)uploaded.Json["size"]!));
        using var down = await Api.Http.GetAsync($"files/{uploaded.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(bytes, await down.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", down.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("%E8%A6%8B", down.Content.Headers.ContentDisposition.ToString(), StringComparison.Ordinal);
        Assert.Contains("sandbox", string.Join(' ', down.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        (await Api.Get($"files/{Guid.NewGuid()}")).Is(404);
        (await Api.Get("files/nosuch")).Is(404);
    }

    [Fact]
    public async Task Nobody_else_has_a_file_that_no_record_holds()
    {
        server.Host.Services.GetRequiredService<UserStore>().Add("filer", "Filer", CrmServerFixture.Password, [Caller.AdministratorRole]);
        var uploaded = (await Upload([1, 2, 3], "a.txt", "text/plain")).Is(201);
        (await server.As("filer").Get($"files/{uploaded.Id}")).Is(404);
    }

    [Theory]
    [InlineData("run.exe")]
    [InlineData("run.JS")]
    [InlineData("..\\..\\x.bat")]
    public async Task Programs_are_not_taken(string name) => Assert.Equal("file_type", (await Upload([1], name, "application/octet-stream")).Is(422).Code);

    [Fact]
    public async Task A_file_past_the_limit_is_413()
    {
        var reply = await Upload(new byte[51 * 1024 * 1024], "big.bin", "application/octet-stream");
        Assert.Equal("too_large", reply.Is(413).Code);
    }

    [Fact]
    public async Task A_file_larger_than_other_bodies_may_be_is_taken() =>
        Assert.Equal(40 * 1024 * 1024, (int)(await Upload(new byte[40 * 1024 * 1024], "large.bin", "application/octet-stream")).Is(201).Json["size"]!);

    [Fact]
    public async Task What_is_no_multipart_is_malformed()
    {
        (await Api.Post("files", "{}")).Is(400);
        (await Api.Send("POST", "files", new MultipartFormDataContent { { new StringContent("x"), "field" } })).Is(400);
        var cut = new ByteArrayContent("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nxyz"u8.ToArray());
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        (await Api.Send("POST", "files", cut)).Is(400);
    }

    [Fact]
    public async Task Settings_are_the_callers_own()
    {
        server.Host.Services.GetRequiredService<UserStore>().Add("other", "Other", CrmServerFixture.Password, [Caller.AdministratorRole]);
        var other = server.As("other");
        Assert.Equal("null", (await Api.Get("settings/views.account")).Is(200).Text);
        (await Api.Put("settings/views.account", """{"columns": ["名称", 1.50]}""")).Is(204);
        Assert.Equal("""{"columns": ["名称", 1.50]}""", (await Api.Get("settings/views.account")).Is(200).Text);
        Assert.Equal("null", (await other.Get("settings/views.account")).Is(200).Text);
        (await Api.Put("settings/views.account", "null")).Is(204);
        Assert.Equal("null", (await Api.Get("settings/views.account")).Is(200).Text);
        (await Api.Put("settings/views.account", "{nope")).Is(400);
        (await Api.Put("settings/views.account", "")).Is(400);
        (await Api.Put("settings/" + new string('n', 101), "1")).Is(400);
        (await Api.Put("settings/big", "\"" + new string('x', 64 * 1024 - 2) + "\"")).Is(204);
        Assert.Equal("too_large", (await Api.Put("settings/big", "\"" + new string('x', 64 * 1024 - 1) + "\"")).Is(413).Code);
    }

    private Task<Reply> Upload(byte[] bytes, string name, string type)
    {
        var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return Api.Send("POST", "files", new MultipartFormDataContent { { part, "file", name } });
    }
}

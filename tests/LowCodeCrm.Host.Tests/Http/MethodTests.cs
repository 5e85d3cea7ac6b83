namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class MethodTests(CrmServerFixture server)
{
    [Theory]
    [InlineData("DELETE", "account/0198c0de-0000-7000-8000-000000000000/history", "GET, HEAD, OPTIONS")]
    [InlineData("TRACK", "account", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT")]
    public async Task A_method_that_an_address_does_not_answer_is_405_and_told_what_it_does(string method, string path, string allowed)
    {
        var reply = await server.Api.Send(method, path, null);
        reply.Is(405);
        Assert.Equal("method_not_allowed", reply.Code);
        Assert.Equal("application/problem+json; charset=utf-8", reply.Header("Content-Type"));
        Assert.Equal(allowed, reply.Header("Allow"));
        Assert.Contains($"does not answer {method}", (string)reply.Json["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_tells_the_methods_of_an_address()
    {
        var reply = (await server.Api.Send("OPTIONS", "account", null)).Is(204);
        Assert.Equal("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT", reply.Header("Allow"));
        Assert.Equal("", reply.Text);
    }

    [Fact]
    public async Task Where_nothing_is_no_method_helps()
    {
        (await server.Api.Send("OPTIONS", "/nowhere/at/all", null)).Is(404);
        Assert.Equal("not_found", (await server.Api.Get("/nowhere.png")).Is(404).Code);
    }
}

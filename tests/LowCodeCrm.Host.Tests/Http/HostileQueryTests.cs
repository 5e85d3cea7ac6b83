using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Http;

/// <summary>What cannot be read is refused with a reason; nothing that a client sends brings the server down.</summary>
[Collection(CrmServerTests.Name)]
public sealed class HostileQueryTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Theory]
    [InlineData("$filter=name eq", "$filter")]
    [InlineData("$filter=name eq 'x", "$filter")]
    [InlineData("$filter=nope eq 1", "$filter")]
    [InlineData("$filter=amount eq 1e400", "$filter")]
    [InlineData("$filter=amount eq NaN", "$filter")]
    [InlineData("$filter=name", "$filter")]
    [InlineData("$filter=stage eq 'nope'", "$filter")]
    [InlineData("$filter=close_on eq 2026-13-45", "$filter")]
    [InlineData("$filter=account_id eq 'abc'", "$filter")]
    [InlineData("$filter=name has 'x'", "$filter")]
    [InlineData("$filter=name eq @p", "$filter")]
    [InlineData("$filter=cast(name,Edm.Int32) eq 1", "$filter")]
    [InlineData("$filter=competitors/any(c: length(c) gt 2)", "$filter")]
    [InlineData("$filter=%25zz", "$filter")]
    [InlineData("$orderby=nope", "$orderby")]
    [InlineData("$orderby=lines", "$orderby")]
    [InlineData("$orderby=name asc desc", "$orderby")]
    [InlineData("$select=nope", "$select")]
    [InlineData("$expand=lines($search=x)", "$expand")]
    [InlineData("$expand=account($filter=name eq 'x')", "$expand")]
    [InlineData("$expand=lines/$ref", "$expand")]
    [InlineData("$top=-1", "$top")]
    [InlineData("$top=99999999999", "$top")]
    [InlineData("$skip=x", "$skip")]
    [InlineData("$count=yes", "$count")]
    [InlineData("$apply=", "$apply")]
    [InlineData("$apply=nope", "$apply")]
    [InlineData("$apply=compute(amount add 1 as x)", "$apply")]
    [InlineData("$apply=groupby((stage))/filter(stage eq 'won')", "$apply")]
    [InlineData("$format=xml", "$format")]
    [InlineData("$unknown=1", "$unknown")]
    [InlineData("$top=1&$top=2", "$top")]
    [InlineData("$skiptoken=", "$skiptoken")]
    [InlineData("$skiptoken=AAAA", "$skiptoken")]
    [InlineData("$skiptoken=W251bGwsLTEsMF0", "$skiptoken")]
    [InlineData("$skiptoken=W1sxXSwwLDFd", "$skiptoken")]
    public async Task A_query_that_cannot_be_read_is_refused_with_the_option_named(string query, string option)
    {
        var reply = (await Api.Get("opportunity?" + query)).Is(400);
        Assert.StartsWith("application/problem+json", reply.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(400, (int)reply.Json["status"]!);
        Assert.Contains(option == "$expand" ? "$" : option, (string)reply.Json["detail"]!, StringComparison.Ordinal);
        Assert.Equal((string?)reply.Json["detail"], (string?)reply.Json["error"]!["message"]);
        var japanese = (await Api.Get("opportunity?" + query, ("Accept-Language", "ja"))).Is(400);
        Assert.NotEqual((string?)reply.Json["detail"], (string?)japanese.Json["detail"]);
    }

    [Fact]
    public async Task A_page_token_serves_only_the_query_that_made_it()
    {
        var next = (string)(await Api.Get("account?$orderby=name", ("Prefer", "odata.maxpagesize=5"))).Is(200).Json["@odata.nextLink"]!;
        (await Api.Get(next.Replace("$orderby=name", "$orderby=code", StringComparison.Ordinal))).Is(400);
        (await Api.Get(next.Replace("/account?", "/contact?", StringComparison.Ordinal))).Is(400);
        (await Api.Get(next)).Is(200);
    }

    public static TheoryData<string, string> Monsters => new()
    {
        { "a long literal", "$filter=name eq '" + new string('x', 10_000) + "'" },
        { "many alternatives", "$filter=" + string.Join(" or ", Enumerable.Repeat("amount eq 1", 400)) },
        { "a long list", "$filter=name in (" + string.Join(',', Enumerable.Range(0, 1_200).Select(i => $"'x{i}'")) + ")" },
        { "brackets", "$filter=" + new string('(', 2_000) + "true" + new string(')', 2_000) },
        { "negations", "$filter=" + string.Concat(Enumerable.Repeat("not ", 2_000)) + "true" },
        { "signs", "$filter=" + new string('-', 4_000) + "1 eq 1" },
        { "calls", "$filter=" + string.Concat(Enumerable.Repeat("concat(", 400)) + "name" + string.Concat(Enumerable.Repeat(",'a')", 400)) + " eq 'x'" },
        { "a path", "$filter=" + string.Concat(Enumerable.Repeat("a/", 3_000)) + "b eq 1" },
        { "lookups", "$filter=" + string.Concat(Enumerable.Repeat("account/parent/", 1)) + string.Concat(Enumerable.Repeat("parent/", 1_000)) + "name eq 'x'" },
        { "expansions", "$expand=" + string.Concat(Enumerable.Repeat("account($expand=", 200)) + "x" + new string(')', 200) },
        { "selections", "$select=" + string.Join(',', Enumerable.Repeat("name", 2_000)) },
        { "sort keys", "$orderby=" + string.Join(',', Enumerable.Repeat("name", 2_000)) },
        { "words", "$search=" + string.Join("%20", Enumerable.Range(0, 2_000).Select(i => $"w{i}")) },
        { "a phrase", "$search=" + string.Concat(Enumerable.Repeat("%E3%81%82", 1_500)) },
        { "a token", "$skiptoken=" + new string('A', 12_000) },
        { "more than a query may have", "$filter=name eq '" + new string('x', 20_000) + "'" },
    };

    [Theory]
    [MemberData(nameof(Monsters))]
    public async Task Monstrous_queries_are_answered_or_refused(string what, string query)
    {
        var reply = await Api.Get("opportunity?" + query).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True((int)reply.Status is 200 or 400, $"{what}: {(int)reply.Status} {reply.Text}");
        if ((int)reply.Status == 400) Assert.NotEmpty(reply.Code);
        (await Api.Get("opportunity/$count")).Is(200);
    }

    [Fact]
    public async Task A_huge_top_is_served_in_pages()
    {
        var reply = (await Api.Get("opportunity?$top=2147483647&$select=id")).Is(200).Json;
        Assert.Equal(100, reply["value"]!.AsArray().Count);
        Assert.NotNull((string?)reply["@odata.nextLink"]);
        Assert.Empty((await Api.Get("opportunity?$skip=2147483647")).Is(200).Json["value"]!.AsArray());
    }

    [Theory]
    [InlineData("nope", 404)]
    [InlineData("nope/$count", 404)]
    [InlineData("account/xyz", 404)]
    [InlineData("account/00000000-0000-0000-0000-000000000000", 404)]
    [InlineData("account(code='nope')", 404)]
    [InlineData("account(nope='x')", 400)]
    [InlineData("account(code=)", 400)]
    [InlineData("account(", 400)]
    [InlineData("account()", 400)]
    [InlineData("account(code='x',name='y')", 400)]
    [InlineData("_user", 404)]
    [InlineData("account/$nope", 404)]
    [InlineData("account/$export?format=xml", 400)]
    [InlineData("account/$export?$select=nope", 400)]
    [InlineData("account/$export?$filter=nope eq 1", 400)]
    [InlineData("account/$export?$expand=parent", 400)]
    [InlineData("account/$export?bom=perhaps", 400)]
    [InlineData("opportunity/$export?$select=lines", 400)]
    public async Task What_is_not_there_is_said_as_a_problem(string path, int status)
    {
        var reply = (await Api.Get(path)).Is(status);
        Assert.StartsWith("application/problem+json", reply.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(status == 404 ? "not_found" : "malformed", reply.Code);
        Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal);
        Assert.IsType<JsonArray>(reply.Json["error"]!["details"]);
    }
}

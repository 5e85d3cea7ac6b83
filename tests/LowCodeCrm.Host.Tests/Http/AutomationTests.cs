namespace LowCodeCrm.Host.Tests.Http;

/// <summary>What an app does by itself, as administrators read it.</summary>
[Collection(CrmServerTests.Name)]
public sealed class AutomationTests(CrmServerFixture server)
{
    private ApiClient Api => server.Api;

    [Fact]
    public async Task The_outbox_and_the_schedules_are_lists()
    {
        Assert.Empty((await Api.Get("$outbox?state=pending&$top=5")).Is(200).Json["value"]!.AsArray());
        (await Api.Get("$outbox?$top=0")).Is(400);
        Assert.Empty((await Api.Get("$schedules")).Is(200).Json["value"]!.AsArray());
        (await Api.Get("$schedules/nothing/runs")).Is(404);
        (await Api.Post("$schedules/nothing/$run", "")).Is(404);
    }
}

namespace LowCodeCrm.Designer.Tests.Http;

public sealed class ConditionLanguageTests(DesignerServer server) : IClassFixture<DesignerServer>
{
    [Fact]
    public async Task Conditions_are_read_and_written_in_the_drafts_own_terms()
    {
        var (client, app) = await server.NewAppAsync();
        (await client.Put($"/design/api/{app}/draft/files/entities/deal.json", Deal.WithNote)).Is(204);
        var path = $"/design/api/{app}/language/conditions";
        var read = (await client.Post(path, """{"entity": "deal", "text": "stage = won and note is set"}""")).Is(200).Json;
        Assert.Empty(read["diagnostics"]!.AsArray());
        Assert.Equal("""{"match":"all","conditions":[{"path":"stage","operator":"=","value":"won"},{"path":"note","operator":"is set"}]}""", read["conditions"]!.ToJsonString());
        var text = (await client.Post(path, """{"entity": "deal", "conditions": {"match": "any", "conditions": [{"path": "amount", "operator": ">", "value": 5}, {"path": "stage", "operator": "is empty"}]}}""")).Is(200).Json;
        Assert.Equal("amount > 5 or stage is empty", (string?)text["text"]);
        var kept = (await client.Post(path, """{"entity": "deal", "text": "stage  =  won // note", "keywords": "ja", "conditions": {"conditions": [{"path": "stage", "operator": "=", "value": "won"}, {"path": "amount", "operator": ">", "value": 5}]}}""")).Is(200).Json;
        Assert.Equal("stage  =  won かつ amount > 5 // note", (string?)kept["text"]);
        Assert.NotEmpty((await client.Post(path, """{"entity": "deal", "text": "nothing = won"}""")).Is(200).Json["diagnostics"]!.AsArray());
        (await client.Post(path, """{"entity": "nosuch", "text": ""}""")).Is(400);
    }
}

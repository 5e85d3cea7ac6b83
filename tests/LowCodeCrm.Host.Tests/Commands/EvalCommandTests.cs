using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Commands;

/// <summary><c>crm eval</c> as a person or a tool meets it.</summary>
public sealed class EvalCommandTests
{
    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreted")]
    [InlineData("client")]
    [InlineData("sqlite")]
    public async Task A_line_that_fails_never_stops_the_rest(string backEnd)
    {
        var result = await Crm.RunAsync(["eval", "--backend", backEnd], "{\"expr\": \"1 + 1\"}\nnonsense\n\n{\"expr\": \"1 +\"}\n{\"expr\": \"9223372036854775807 + 1\"}\n{\"expr\": \"v\", \"vars\": {\"v\": {\"type\": \"date\", \"value\": \"soon\"}}}\n{\"expr\": \"\\\"é\\\" & \\\"𠮷\\\"\"}\n");
        Assert.Equal(0, result.ExitCode);
        var answers = result.Lines.Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(7, answers.Length);
        Assert.Equal("2", (string?)answers[0]["value"]);
        Assert.All(answers[1..3], answer => Assert.Equal("LCR6010", (string?)answer["error"]!["id"]));
        Assert.Equal("error", (string?)answers[3]["diagnostics"]![0]!["severity"]);
        Assert.Equal("LCR6001", (string?)answers[4]["error"]!["id"]);
        Assert.Equal("LCR6012", (string?)answers[5]["error"]!["id"]);
        Assert.Equal("é𠮷", (string?)answers[6]["value"]);
    }

    [Theory]
    [InlineData("--backend", "postgres", "needs --database")]
    [InlineData("--backend", "abacus", "is no back end")]
    [InlineData("--now", "yesterday", "is no instant")]
    [InlineData("--tz", "Mars/Olympus", "is no time zone")]
    [InlineData("--calendar", "mars", "is no holiday calendar")]
    public async Task Wrong_usage_is_exit_code_2_and_a_sentence(string option, string value, string said)
    {
        var result = await Crm.RunAsync(["eval", option, value], "");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Without_Node_the_client_back_end_says_what_is_missing()
    {
        var result = await Crm.RunAsync(["eval", "--backend", "client"], "{\"expr\": \"1\"}\n", ("LOWCODECRM_NODE", "/nowhere/node"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Install Node", result.Error);
    }

    [Fact]
    public async Task Clock_zone_and_calendar_are_those_given()
    {
        var result = await Crm.RunAsync(["eval", "--backend", "interpreted", "--now", "2026-04-28T23:30:00Z", "--tz", "Asia/Tokyo", "--calendar", "jp"], "{\"expr\": \"today()\"}\n{\"expr\": \"business_days(today(), 1)\"}\n");
        Assert.Equal(["{\"type\":\"date\",\"value\":\"2026-04-29\"}", "{\"type\":\"date\",\"value\":\"2026-04-30\"}"], result.Lines);
    }
}

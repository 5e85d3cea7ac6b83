using System.Diagnostics;
using LowCodeCrm.Testing;
using Microsoft.OpenApi;

namespace LowCodeCrm.Host.Tests.Http;

[Collection(CrmServerTests.Name)]
public sealed class OpenApiTests(CrmServerFixture server)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_public_linter_has_nothing_to_say(string language)
    {
        var text = (await server.Api.Get("openapi.json", ("Accept-Language", language))).Is(200).Text;
        await OpenApiLinter.CheckAsync(text, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Every_entity_is_described_with_its_labels_keys_and_transitions()
    {
        var reply = (await server.Api.Get("openapi.json", ("Accept-Language", "ja"))).Is(200);
        var read = OpenApiDocument.Parse(reply.Text, OpenApiConstants.Json);
        Assert.Empty(read.Diagnostic!.Errors);
        var document = read.Document!;
        Assert.Equal("/api/sales-crm", document.Servers!.Single().Url);
        foreach (var path in new[] { "/account", "/account/{id}", "/account(code='{code}')", "/account/{id}/$restore", "/account/{id}/history", "/account/$import", "/account/$export", "/account/$evaluate", "/opportunity/{id}/transition/win", "/$batch", "/changes", "/files", "/settings/{name}" })
            Assert.Contains(path, document.Paths.Keys);
        Assert.Equal("商談", document.Components!.Schemas!["opportunity"].Title);
        Assert.Equal("段階", document.Components.Schemas["opportunity"].Properties!["stage"].Title);
        Assert.Equal(["account_id", "name"], document.Components.Schemas["opportunity.new"].Required!.Order());
        Assert.Equal(["bearer", "session"], document.Components.SecuritySchemes!.Keys.Order());
    }

    [Fact]
    public async Task The_example_of_a_body_is_one_that_rules_and_types_can_judge()
    {
        var document = (await server.Api.Get("openapi.json")).Is(200).Json;
        var example = document["paths"]!["/product"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!;
        var reply = await server.Api.Post("product", example.ToJsonString());
        Assert.True((int)reply.Status is 201 or 409 or 422, reply.Text);
    }

    [Fact]
    public async Task It_has_an_etag_for_each_language()
    {
        var english = (await server.Api.Get("openapi.json")).Is(200);
        (await server.Api.Get("openapi.json", ("If-None-Match", english.ETag!))).Is(304);
        Assert.NotEqual(english.ETag, (await server.Api.Get("openapi.json", ("Accept-Language", "ja"))).Is(200).ETag);
    }
}

/// <summary>Redocly's linter with its recommended rules, from the folder <c>openapi-lint</c>: installed from the lock file, no word sent home.</summary>
internal static class OpenApiLinter
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "LowCodeCrm.Host.Tests", "openapi-lint");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    public static async Task CheckAsync(string document, CancellationToken cancellationToken)
    {
        await Installed.Value;
        var file = Path.Combine(Path.GetTempPath(), $"openapi-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, document, cancellationToken);
        try
        {
            var (code, output, error) = await RunAsync("node", [Path.Combine("node_modules", "@redocly", "cli", "bin", "cli.js"), "lint", file, "--config", "redocly.yaml", "--format", "json"]);
            var start = output.IndexOf('{', StringComparison.Ordinal);
            Assert.True(start >= 0, output + error);
            var totals = System.Text.Json.Nodes.JsonNode.Parse(output[start..(output.LastIndexOf('}') + 1)])!["totals"]!;
            Assert.True(code == 0 && (int)totals["errors"]! == 0 && (int)totals["warnings"]! == 0, output + error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task InstallAsync()
    {
        try
        {
            await RunAsync("node", ["--version"]);
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip("Node is not installed, so the OpenAPI document is not linted.");
        }
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (code, output, error) = await RunAsync(npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        Assert.True(code == 0, output + error);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        start.Environment["NO_UPDATE_NOTIFIER"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        return (process.ExitCode, await output, await error);
    }
}

using System.CommandLine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Host.Remote;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm publish DIR --to URL --key K</c>: makes a package the live version of its app on a running server, or a new app there.</summary>
public static class PublishCommand
{
    private const int NotFound = 404;

    public static Command Create()
    {
        var package = new PackageArgument();
        var server = new ServerOptions();
        server.To.Required = true;
        var consent = new Option<string[]>("--consent") { Description = "Targets of changes whose loss is accepted, as 'crm plan' names them; separated by commas.", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "Print the server's answer for tools." };
        var command = new Command("publish", "Publish an app package on a running server.") { package, consent, json };
        server.AddTo(command);
        command.SetAction((result, cancellationToken) => UserCommand.RunAsync(async () =>
        {
            using var client = server.Connect(result);
            var targets = (result.GetValue(consent) ?? []).SelectMany(part => part.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            return Print(await PublishAsync(client, package.Read(result), [.. targets], cancellationToken), result.GetValue(json));
        }));
        return command;
    }

    private static async Task<DesignAnswer> PublishAsync(DesignClient client, AppPackage package, string[] consent, CancellationToken cancellationToken)
    {
        var app = PackageArgument.NameOf(package);
        var put = await client.PutPackageAsync(app, package, cancellationToken);
        if (put.Status == NotFound) return await client.CreateAsync(app, package, cancellationToken);
        return put.IsSuccess ? await client.PublishAsync(app, consent, cancellationToken) : put;
    }

    private static int Print(DesignAnswer answer, bool json)
    {
        if (json) Console.WriteLine(answer.Body.ToJsonString(DiagnosticJson.Options));
        else if (!answer.IsSuccess) DesignReport.Problem(answer, Console.Error);
        else
        {
            foreach (var change in answer.Body["changes"]?.AsArray().OfType<System.Text.Json.Nodes.JsonObject>() ?? []) DesignReport.Change(change, Console.Out);
            Console.WriteLine($"Version {answer.Body["version"]} is live.");
        }
        return answer.IsSuccess ? ExitCodes.Success : ExitCodes.Failed;
    }
}

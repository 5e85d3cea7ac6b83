using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Designer;
using LowCodeCrm.Designer.Drafts;
using LowCodeCrm.Designer.Plans;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Host.Remote;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm plan DIR</c>: what publishing a package would change, on a running server or on a data folder. Nothing is changed.</summary>
public static class PlanCommand
{
    public static Command Create()
    {
        var package = new PackageArgument();
        var store = new StoreOptions();
        var server = new ServerOptions();
        var json = new Option<bool>("--json") { Description = "Print {\"changes\": [...], \"impact\": [...]} for tools." };
        var command = new Command("plan", "Show what publishing an app package would change.") { package, json };
        store.AddTo(command);
        server.AddTo(command);
        command.SetAction((result, cancellationToken) => UserCommand.RunAsync(async () =>
        {
            var files = package.Read(result);
            var answer = result.GetValue(server.To) is null
                ? await OfFolderAsync(store.DataFolder(result), files, cancellationToken)
                : await OfServerAsync(server, result, files, cancellationToken);
            return Print(answer, result.GetValue(json));
        }));
        return command;
    }

    private static async Task<DesignAnswer> OfServerAsync(ServerOptions server, ParseResult result, AppPackage files, CancellationToken cancellationToken)
    {
        using var client = server.Connect(result);
        return await client.PlanAsync(PackageArgument.NameOf(files), files, cancellationToken);
    }

    private static async Task<DesignAnswer> OfFolderAsync(string data, AppPackage files, CancellationToken cancellationToken)
    {
        await using var host = await Hosting.OpenAppAsync(data, PackageArgument.NameOf(files), cancellationToken);
        var options = new DesignerOptions();
        try
        {
            var plan = await new Planner(new DraftStore(options, TimeProvider.System), options, TimeProvider.System).PlanAsync(host, files, Caller.System, cancellationToken);
            return new DesignAnswer(200, JsonSerializer.SerializeToNode(plan, DiagnosticJson.Options)!.AsObject());
        }
        catch (ApiProblem problem)
        {
            return new DesignAnswer(problem.Status, JsonNode.Parse(ProblemWriter.ToJson(problem, "en"))!.AsObject());
        }
    }

    private static int Print(DesignAnswer answer, bool json)
    {
        if (json) Console.WriteLine(answer.Body.ToJsonString(DiagnosticJson.Options));
        else if (answer.IsSuccess) DesignReport.Plan(answer.Body, Console.Out);
        else DesignReport.Problem(answer, Console.Error);
        return answer.IsSuccess ? ExitCodes.Success : ExitCodes.Failed;
    }
}

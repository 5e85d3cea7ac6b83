using System.CommandLine;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm serve</c>, the default command: everything in one process.</summary>
public static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serve the apps of a data folder (the default command).");
        Configure(command);
        return command;
    }

    /// <summary>Also makes it what the program does when no command is named.</summary>
    public static void Configure(Command command)
    {
        var store = new StoreOptions();
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on, separated by semicolons.", DefaultValueFactory = _ => "http://localhost:5080" };
        var apps = new Option<DirectoryInfo[]>("--app") { Description = "Install the package in this folder, if no app of its name is there yet. Without it, an empty store gets the sample." };
        store.AddTo(command);
        command.Options.Add(urls);
        command.Options.Add(apps);
        command.SetAction((result, cancellationToken) => ServeAsync(store.DataFolder(result), result.GetValue(urls)!, result.GetValue(apps) ?? [], cancellationToken));
    }

    private static async Task<int> ServeAsync(string data, string urls, DirectoryInfo[] folders, CancellationToken cancellationToken)
    {
        try
        {
            await using var host = await CrmHost.StartAsync(new CrmHostOptions(data, urls)
            {
                Apps = [.. folders], AdminPassword = Environment.GetEnvironmentVariable("LOWCODECRM_ADMIN_PASSWORD"), Output = Console.Out,
            }, cancellationToken);
            Console.WriteLine($"LowCodeCrm listens on {host.Address}");
            foreach (var app in host.Catalog.Apps) Console.WriteLine($"  {app.Name}: {host.Address}/app/{app.Name}/   API: {host.Address}/api/{app.Name}/");
            if (host.SignInLink is { } link) Console.WriteLine($"Sign in once with {host.Address}{link}, then set a password.");
            await host.WaitForShutdownAsync(cancellationToken);
            return ExitCodes.Success;
        }
        catch (CommandException problem)
        {
            return UserCommand.Fail(problem.Message);
        }
    }
}

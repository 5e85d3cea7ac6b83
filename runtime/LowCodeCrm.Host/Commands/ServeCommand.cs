using System.CommandLine;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm serve</c>, the default command: everything in one process.</summary>
public static class ServeCommand
{
    private const string AdminName = "admin";
    private const string SampleApp = "sales-crm";

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
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var security = builder.Configuration.GetSection("Security").Get<SecurityOptions>() ?? new SecurityOptions();
        var system = new SystemStore(data);
        await using var catalog = await Hosting.OpenCatalogAsync(data, null, cancellationToken);
        builder.Services.AddCrm(system, catalog, security);
        await using var app = builder.Build();
        app.UseCrm();

        try
        {
            await InstallAsync(app.Services, catalog, folders, cancellationToken);
        }
        catch (CommandException problem)
        {
            return UserCommand.Fail(problem.Message);
        }
        var link = FirstSignIn(app.Services);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException problem)
        {
            return UserCommand.Fail($"Cannot listen on {urls}: {problem.Message} Choose another address with --urls.");
        }
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine($"LowCodeCrm listens on {address}");
        foreach (var host in catalog.Apps) Console.WriteLine($"  {host.Name}: {address}/app/{host.Name}/   API: {address}/api/{host.Name}/");
        if (link is not null) Console.WriteLine($"Sign in once with {address}{link}, then set a password.");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task InstallAsync(IServiceProvider services, AppCatalog catalog, DirectoryInfo[] folders, CancellationToken cancellationToken)
    {
        if (folders.Length == 0 && catalog.Apps.IsEmpty) folders = [new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "samples", SampleApp))];
        foreach (var folder in folders)
        {
            if (!folder.Exists) throw new CommandException($"There is no folder {folder.FullName}.");
            var package = IdAssigner.Fill(PackageFiles.ReadFolder(folder.FullName), null, Hosting.NewId);
            var name = Hosting.NameOf(package) ?? folder.Name;
            if (catalog.Find(name) is not null) continue;
            Console.WriteLine($"Installing {name} …");
            var result = await catalog.InstallAsync(name, package, null, null, cancellationToken);
            if (result is PublishRejected rejected)
                throw new CommandException($"{folder.FullName} has errors:\n{string.Join('\n', rejected.Diagnostics.Where(d => d.Severity == Engine.Diagnostics.DiagnosticSeverity.Error))}");
            using var lease = catalog.Find(name)!.Lease();
            foreach (var (file, report) in await services.GetRequiredService<DataSeeder>().SeedAsync(lease, cancellationToken))
            {
                Console.WriteLine($"  {file}: {report.Created + report.Updated} records");
                foreach (var row in report.Rejected.Take(5)) Console.WriteLine($"    line {row.Line}{(row.Column is null ? "" : $", {row.Column}")}: {row.Message}");
                if (report.Rejected.Length > 5) Console.WriteLine($"    … and {report.Rejected.Length - 5} more");
            }
        }
    }

    /// <summary>An administrator with the given password, or the path of a one-time link; null where there are users already.</summary>
    private static string? FirstSignIn(IServiceProvider services)
    {
        var users = services.GetRequiredService<UserStore>();
        if (!users.All().IsEmpty) return null;
        var password = Environment.GetEnvironmentVariable("LOWCODECRM_ADMIN_PASSWORD");
        var admin = users.Add(AdminName, "Administrator", string.IsNullOrEmpty(password) ? null : password, [Caller.AdministratorRole]);
        return string.IsNullOrEmpty(password) ? $"/auth/link/{services.GetRequiredService<CredentialStore>().NewSignInLink(admin)}" : null;
    }
}

using System.Collections.Immutable;
using LowCodeCrm.Designer;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Host.Commands;
using LowCodeCrm.Host.Docs;
using LowCodeCrm.Host.Web;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Queries;
using LowCodeCrm.Runtime.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LowCodeCrm.Host;

/// <summary>How a server is started.</summary>
/// <param name="Data">Folder that holds everything the server keeps.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons; port 0 takes a free one.</param>
public sealed record CrmHostOptions(string Data, string Urls)
{
    /// <summary>Packages to install where no app of their name is there yet. None: an empty store gets the sample.</summary>
    public ImmutableArray<DirectoryInfo> Apps { get; init; } = [];

    /// <summary>Of the administrator that a store without users gets; null: a one-time link is made instead.</summary>
    public string? AdminPassword { get; init; }

    /// <summary>Where progress is told.</summary>
    public TextWriter Output { get; init; } = TextWriter.Null;
}

/// <summary>A running server: apps opened, packages installed, listening. Commands and tests start it the same way.</summary>
public sealed class CrmHost : IAsyncDisposable
{
    private const string AdminName = "admin";
    internal const string SampleApp = "sales-crm";
    private readonly WebApplication application;

    private CrmHost(WebApplication application, AppCatalog catalog)
    {
        this.application = application;
        Catalog = catalog;
    }

    public AppCatalog Catalog { get; }
    public IServiceProvider Services => application.Services;

    /// <summary>The first address listened on, without a slash at its end.</summary>
    public string Address => application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Path of a link that signs the first administrator in once; null where there is a password or there were users already.</summary>
    public string? SignInLink { get; private set; }

    /// <exception cref="CommandException">A package cannot be installed, or the address cannot be had: a sentence for the terminal.</exception>
    public static async Task<CrmHost> StartAsync(CrmHostOptions options, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Long filters are told so in words, up to twice what a query may have.
            kestrel.Limits.MaxRequestLineSize = 2 * QueryLimits.Default.QueryLength;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var security = builder.Configuration.GetSection("Security").Get<SecurityOptions>() ?? new SecurityOptions();
        // An app that cannot be loaded is left out and told about, so that the others serve.
        using var loggers = LoggerFactory.Create(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        var catalog = await Hosting.OpenCatalogAsync(options.Data, loggers.CreateLogger<AppCatalog>(), cancellationToken);
        builder.Services.AddCrm(new SystemStore(options.Data), catalog, security);
        builder.Services.AddDesigner();
        var host = new CrmHost(builder.Build(), catalog);
        try
        {
            host.application.UseCrm(endpoints =>
            {
                endpoints.MapDesigner();
                endpoints.MapDocs();
                endpoints.MapWeb();
            });
            await host.InstallAsync(options, cancellationToken);
            host.SignInLink = FirstSignIn(host.Services, options.AdminPassword);
            await host.application.StartAsync(cancellationToken);
            return host;
        }
        catch (Exception exception)
        {
            await host.DisposeAsync();
            if (exception is IOException) throw new CommandException($"Cannot listen on {options.Urls}: {exception.Message} Choose another address with --urls.");
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => application.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        await Catalog.DisposeAsync();
    }

    private async Task InstallAsync(CrmHostOptions options, CancellationToken cancellationToken)
    {
        // A store whose only app cannot be loaded is not an empty one.
        var folders = options.Apps.IsEmpty && !Catalog.Folder.AppNames().Any() ? [new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "samples", SampleApp))] : options.Apps;
        foreach (var folder in folders)
        {
            if (!folder.Exists) throw new CommandException($"There is no folder {folder.FullName}.");
            var package = IdAssigner.Fill(PackageFiles.ReadFolder(folder.FullName), null, Hosting.NewId);
            var name = Hosting.NameOf(package) ?? folder.Name;
            if (Catalog.Find(name) is not null) continue;
            await options.Output.WriteLineAsync($"Installing {name} …");
            var result = await Catalog.InstallAsync(name, package, null, null, cancellationToken, withData: true);
            if (result is PublishRejected rejected)
                throw new CommandException($"{folder.FullName} has errors:\n{string.Join('\n', rejected.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))}");
        }
        // Also what an earlier start did not live to finish.
        foreach (var app in Catalog.Apps)
        {
            if (!app.IsLive) continue;
            using var lease = app.Lease();
            foreach (var (file, report) in await Services.GetRequiredService<DataSeeder>().SeedAsync(lease, cancellationToken)) Tell(options.Output, file, report);
        }
    }

    private static void Tell(TextWriter output, string file, ImportReport report)
    {
        output.WriteLine($"  {file}: {report.Created + report.Updated} records");
        foreach (var row in report.Rejected.Take(5)) output.WriteLine($"    line {row.Line}{(row.Column is null ? "" : $", {row.Column}")}: {row.Message}");
        if (report.Rejected.Length > 5) output.WriteLine($"    … and {report.Rejected.Length - 5} more");
    }

    /// <summary>An administrator with the given password, or the path of a one-time link; null where there is an administrator already.</summary>
    private static string? FirstSignIn(IServiceProvider services, string? password)
    {
        var users = services.GetRequiredService<UserStore>();
        if (users.All().Any(user => user.Roles.Contains(Caller.AdministratorRole))) return null;
        var admin = users.Add(AdminName, "Administrator", string.IsNullOrEmpty(password) ? null : password, [Caller.AdministratorRole]);
        return string.IsNullOrEmpty(password) ? $"/auth/link/{services.GetRequiredService<CredentialStore>().NewSignInLink(admin)}" : null;
    }
}

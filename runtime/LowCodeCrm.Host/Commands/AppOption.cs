using System.CommandLine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;

namespace LowCodeCrm.Host.Commands;

/// <summary>One entity of one app in a data folder.</summary>
public sealed class AppOption
{
    public Argument<string> Entity { get; } = new("entity") { Description = "The entity's name." };
    public Option<string> App { get; } = new("--app") { Description = "The app's name.", Required = true };
    public StoreOptions Store { get; } = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(Entity);
        command.Options.Add(App);
        Store.AddTo(command);
    }

    /// <exception cref="CommandException">There is no such app, or nothing of it is published.</exception>
    public Task<AppHost> OpenAsync(ParseResult result, CancellationToken cancellationToken) => Hosting.OpenAppAsync(Store.DataFolder(result), result.GetValue(App)!, cancellationToken);

    /// <exception cref="CommandException">The app has no such entity.</exception>
    public Entity EntityOf(ParseResult result, AppLease lease)
    {
        var name = result.GetValue(Entity)!;
        if (lease.App.Model.Find(name) is { IsSystem: false } entity) return entity;
        throw new CommandException($"The app has no entity '{name}'. It has: {string.Join(", ", lease.App.Model.Entities.Where(e => !e.IsSystem).Select(e => e.Name))}.");
    }
}

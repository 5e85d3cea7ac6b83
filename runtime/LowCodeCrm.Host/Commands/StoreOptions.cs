using System.CommandLine;
using System.CommandLine.Parsing;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Host.Commands;

/// <summary>The options that go with every command that touches a store.</summary>
public sealed class StoreOptions
{
    public Option<DirectoryInfo> Data { get; } = new("--data")
    {
        Description = "Folder that holds everything the server keeps.",
        DefaultValueFactory = _ => new DirectoryInfo(Environment.GetEnvironmentVariable("LOWCODECRM_DATA") ?? "data"),
    };

    public Option<string> Database { get; } = new("--database")
    {
        Description = "\"Provider=SQLite\" (the default).",
        DefaultValueFactory = _ => "Provider=SQLite",
    };

    public StoreOptions() => Database.Validators.Add(CheckProvider);

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Database);
    }

    public string DataFolder(ParseResult result) => Path.GetFullPath(result.GetValue(Data)!.FullName);

    /// <summary>Accounts, sessions and keys of the store.</summary>
    public (UserStore Users, CredentialStore Credentials) OpenSystem(ParseResult result)
    {
        var options = new SecurityOptions();
        var store = new SystemStore(DataFolder(result));
        var users = new UserStore(store, options, TimeProvider.System);
        return (users, new CredentialStore(store, users, options, TimeProvider.System));
    }

    private static void CheckProvider(OptionResult option)
    {
        var provider = option.GetValueOrDefault<string>()?.Split(';')[0].Trim();
        if (!string.Equals(provider, "Provider=SQLite", StringComparison.OrdinalIgnoreCase))
            option.AddError($"'{provider}' is not a database that this version runs on. Use Provider=SQLite.");
    }
}

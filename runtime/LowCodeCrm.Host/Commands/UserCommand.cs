using System.CommandLine;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm user add|password|disable</c></summary>
public static class UserCommand
{
    public static Command Create()
    {
        var command = new Command("user", "Manage accounts.") { Add(), Password(), Disable() };
        return command;
    }

    private static Command Add()
    {
        var store = new StoreOptions();
        var name = new Argument<string>("name") { Description = "What is typed at sign-in." };
        var displayName = new Option<string?>("--display-name") { Description = "The name that others see." };
        var roles = new Option<string>("--roles") { Description = "Roles, separated by commas.", DefaultValueFactory = _ => Caller.AdministratorRole };
        var locale = new Option<string?>("--locale") { Description = "Language: ja or en." };
        var command = new Command("add", "Add an account. The password is read from LOWCODECRM_PASSWORD or standard input; without one a one-time sign-in link is printed.") { name, displayName, roles, locale };
        store.AddTo(command);
        command.SetAction(result => Run(() =>
        {
            var (users, credentials) = store.OpenSystem(result);
            var password = ReadPassword();
            var user = users.Add(result.GetValue(name)!, result.GetValue(displayName) ?? result.GetValue(name)!, password, [.. result.GetValue(roles)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], result.GetValue(locale));
            Console.WriteLine(password is null ? $"/auth/link/{credentials.NewSignInLink(user)}" : $"Added {user.Name}.");
            return 0;
        }));
        return command;
    }

    private static Command Password()
    {
        var store = new StoreOptions();
        var name = new Argument<string>("name");
        var command = new Command("password", "Set a password, read from LOWCODECRM_PASSWORD or standard input.") { name };
        store.AddTo(command);
        command.SetAction(result => Run(() =>
        {
            var (users, _) = store.OpenSystem(result);
            if (ReadPassword() is not { } password) return Fail("Give the password in LOWCODECRM_PASSWORD or on standard input.");
            users.SetPassword(Find(users, result.GetValue(name)!), password);
            Console.WriteLine("The password is set.");
            return 0;
        }));
        return command;
    }

    private static Command Disable()
    {
        var store = new StoreOptions();
        var name = new Argument<string>("name");
        var command = new Command("disable", "Keep somebody out; what they made stays.") { name };
        store.AddTo(command);
        command.SetAction(result => Run(() =>
        {
            var (users, _) = store.OpenSystem(result);
            users.Disable(Find(users, result.GetValue(name)!));
            Console.WriteLine("The account is disabled.");
            return 0;
        }));
        return command;
    }

    internal static UserAccount Find(UserStore users, string name) =>
        users.Find(name) ?? throw new CommandException($"There is no user '{name}'.");

    internal static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return ExitCodes.Failed;
    }

    /// <summary>Runs a command's body; what goes wrong is one sentence on stderr and exit code 1.</summary>
    internal static int Run(Func<int> body)
    {
        try
        {
            return body();
        }
        catch (Exception exception) when (IsSaid(exception))
        {
            return Fail(exception.Message);
        }
    }

    /// <summary>The same for a body that waits.</summary>
    internal static async Task<int> RunAsync(Func<Task<int>> body)
    {
        try
        {
            return await body();
        }
        catch (Exception exception) when (IsSaid(exception))
        {
            return Fail(exception.Message);
        }
    }

    // What the person at the terminal can do something about; anything else is a defect and keeps its stack trace.
    private static bool IsSaid(Exception exception) => exception is CommandException or Runtime.Api.ApiProblem or Engine.Packages.PackageRefusedException
        or Runtime.Apps.AppLoadException or Microsoft.Data.Sqlite.SqliteException or IOException or UnauthorizedAccessException;

    private static string? ReadPassword()
    {
        if (Environment.GetEnvironmentVariable("LOWCODECRM_PASSWORD") is { Length: > 0 } password) return password;
        return Console.IsInputRedirected && Console.In.ReadLine() is { Length: > 0 } line ? line : null;
    }
}

/// <summary>What went wrong, in a sentence for the terminal.</summary>
public sealed class CommandException(string message) : Exception(message);

/// <summary>Exit codes of every command.</summary>
public static class ExitCodes
{
    public const int Success = 0;
    /// <summary>The thing asked about has errors.</summary>
    public const int Failed = 1;
    public const int WrongUsage = 2;
}

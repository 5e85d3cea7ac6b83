using System.CommandLine;
using System.Globalization;

namespace LowCodeCrm.Host.Commands;

/// <summary><c>crm key new|revoke</c></summary>
public static class KeyCommand
{
    public static Command Create() => new("key", "Manage API keys.") { New(), Revoke() };

    private static Command New()
    {
        var store = new StoreOptions();
        var user = new Option<string>("--user") { Description = "Whose rights the key carries.", Required = true };
        var roles = new Option<string?>("--roles") { Description = "Narrow the rights to these roles, separated by commas." };
        var expires = new Option<TimeSpan?>("--expires") { Description = "Lifetime such as 90d or 12h; default: no end.", CustomParser = result =>
        {
            if (ParseLifetime(result.Tokens[0].Value) is { } span) return span;
            result.AddError("Write a lifetime as a number and d or h: 90d, 12h.");
            return null;
        } };
        var command = new Command("new", "Print a new key, alone, on standard output.") { user, roles, expires };
        store.AddTo(command);
        command.SetAction(result => UserCommand.Run(() =>
        {
            var (users, credentials) = store.OpenSystem(result);
            var account = UserCommand.Find(users, result.GetValue(user)!);
            Console.WriteLine(credentials.NewKey(account, [.. (result.GetValue(roles) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], result.GetValue(expires)));
            return ExitCodes.Success;
        }));
        return command;
    }

    private static Command Revoke()
    {
        var store = new StoreOptions();
        var key = new Argument<string>("key");
        var command = new Command("revoke", "End a key.") { key };
        store.AddTo(command);
        command.SetAction(result => UserCommand.Run(() =>
            store.OpenSystem(result).Credentials.RevokeKey(result.GetValue(key)!) ? ExitCodes.Success : UserCommand.Fail("There is no such key in force.")));
        return command;
    }

    private static TimeSpan? ParseLifetime(string text) =>
        text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0
            ? text[^1] switch { 'd' => TimeSpan.FromDays(n), 'h' => TimeSpan.FromHours(n), _ => null }
            : null;
}

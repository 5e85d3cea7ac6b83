using System.CommandLine;
using LowCodeCrm.Host.Remote;

namespace LowCodeCrm.Host.Commands;

/// <summary>The options that name a running server.</summary>
public sealed class ServerOptions
{
    private const string KeyVariable = "LOWCODECRM_KEY";

    public Option<string?> To { get; } = new("--to") { Description = "Address of the server, such as https://crm.example.com." };

    public Option<string?> Key { get; } = new("--key") { Description = $"An administrator's API key; default: {KeyVariable}." };

    public void AddTo(Command command)
    {
        command.Options.Add(To);
        command.Options.Add(Key);
        To.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<string?>() is { } text && AddressOf(text) is null) option.AddError($"'{text}' is no address of a server. Write it with http:// or https://.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(To) is not null && string.IsNullOrEmpty(KeyOf(result.GetValue(Key)))) result.AddError($"Give an administrator's API key with --key or in {KeyVariable}; 'crm key new' makes one.");
        });
    }

    public DesignClient Connect(ParseResult result) => new(AddressOf(result.GetValue(To)!)!, KeyOf(result.GetValue(Key))!);

    private static string? KeyOf(string? given) => given ?? Environment.GetEnvironmentVariable(KeyVariable);

    private static Uri? AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}

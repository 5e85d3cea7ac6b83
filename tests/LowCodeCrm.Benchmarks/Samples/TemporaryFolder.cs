using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Benchmarks.Samples;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("crm-bench-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>An administrator in a data folder, made before the first start, and an API key for it.</summary>
    public static string NewKey(string data, string? password = null)
    {
        var system = new SystemStore(data);
        var options = new SecurityOptions();
        var users = new UserStore(system, options, TimeProvider.System);
        var admin = users.Add("admin", "Administrator", password, [Caller.AdministratorRole]);
        return new CredentialStore(system, users, options, TimeProvider.System).NewKey(admin, [], null);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Import;

/// <summary>
/// The people of a package's data, so that its records have owners: <c>data/$user.csv</c> with the columns name, displayName, reading, locale and role. They
/// have no password, so nobody can sign in as one of them until an administrator gives one; an account that is there already stays as it is.
/// </summary>
public sealed class UserSeeder(UserStore users, UserDirectory directory)
{
    private const string Path = $"data/{SystemEntities.User}.csv";

    public async Task SeedAsync(AppLease lease, CancellationToken cancellationToken)
    {
        if (!lease.App.Package.Files.TryGetValue(Path, out var file)) return;
        var rows = CsvRows.Read(CsvRows.Decode(file.Content.AsSpan())).ToList();
        if (rows.Count == 0) return;
        var head = rows[0].Cells;
        foreach (var (_, cells) in rows.Skip(1))
        {
            string? Cell(string column) => Array.IndexOf(head, column) is >= 0 and var at && at < cells.Length && cells[at].Trim() is { Length: > 0 } text ? text : null;
            if (Cell("name") is not { } name) continue;
            // A package makes nobody an administrator.
            ImmutableArray<string> roles = Cell("role") is { } role && role != Caller.AdministratorRole ? [role] : [];
            var account = users.Find(name) ?? users.Add(name, Cell("displayName") ?? name, null, roles, Cell("locale"), Cell("reading"));
            await directory.EnsureAsync(lease.Version, account, cancellationToken);
        }
    }
}

using System.Collections.Immutable;

namespace LowCodeCrm.Runtime.Security;

/// <summary>On whose behalf something runs.</summary>
/// <param name="UserId">Also the id of the user's row in each app's copy; <see cref="Guid.Empty"/> for the system itself.</param>
/// <param name="Locale">"ja", "en" …: request over user over app.</param>
/// <param name="TimeZone">IANA id, or null: the app's.</param>
public sealed record Caller(Guid UserId, string UserName, ImmutableArray<string> Roles, string Locale, string? TimeZone)
{
    public const string AdministratorRole = "administrator";
    public static readonly Caller System = new(Guid.Empty, "system", [AdministratorRole], "en", null);
    public bool IsAdministrator => Roles.Contains(AdministratorRole);
}

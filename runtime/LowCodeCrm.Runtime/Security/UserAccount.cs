using System.Collections.Immutable;

namespace LowCodeCrm.Runtime.Security;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Name">Unique, compared without case; what is typed at sign-in.</param>
public sealed record UserAccount(Guid Id, string Name, string DisplayName, ImmutableArray<string> Roles, string? Locale, string? TimeZone, bool IsDisabled)
{
    /// <summary>How the display name is read (kana), for sorting and search; null where nobody said.</summary>
    public string? Reading { get; init; }
}

public enum SignInResult { Succeeded, WrongPassword, LockedOut, Disabled }

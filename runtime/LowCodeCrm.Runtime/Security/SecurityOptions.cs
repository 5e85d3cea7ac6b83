namespace LowCodeCrm.Runtime.Security;

/// <summary>Named settings of sign-in, from the configuration section <c>Security</c>.</summary>
public sealed record SecurityOptions
{
    /// <summary>Wrong passwords in a row before an account is locked.</summary>
    public int LockoutAttempts { get; init; } = 5;
    public TimeSpan LockoutDuration { get; init; } = TimeSpan.FromMinutes(5);
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromDays(14);
    /// <summary>A session ends when unused for this long.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromDays(2);
    public TimeSpan SignInLinkLifetime { get; init; } = TimeSpan.FromHours(24);
    /// <summary>In characters; long passphrases are welcome, composition rules are not.</summary>
    public int PasswordMinimumLength { get; init; } = 10;
    public int PasswordMaximumLength { get; init; } = 256;
    /// <summary>How long a node trusts what it has looked up about a session or key: revocation takes at most this long.</summary>
    public TimeSpan CredentialCache { get; init; } = TimeSpan.FromSeconds(5);
    /// <summary>Sign-in attempts per address and minute.</summary>
    public int SignInsPerMinute { get; init; } = 60;
}

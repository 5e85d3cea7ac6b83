using System.Collections.Immutable;
using Dapper;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Runtime.Security;

/// <summary>Accounts and passwords.</summary>
public sealed class UserStore(SystemStore store, SecurityOptions options, TimeProvider clock)
{
    private static readonly PasswordHasher<UserAccount> Hasher = new();
    private static readonly UserAccount Nobody = new(Guid.Empty, "", "", [], null, null, true);
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword(Nobody, SecretToken.New("")));

    private sealed record Row(byte[] Id, string Name, string Display_name, string? Password_hash, string Roles, string? Locale, string? Time_zone, long Disabled, long Failed, long? Locked_until, string? Reading)
    {
        public UserAccount ToAccount() => new(SystemStore.Id(Id), Name, Display_name, Split(Roles), Locale, Time_zone, Disabled != 0) { Reading = Reading };
    }

    private const string Select = "SELECT id, name, display_name, password_hash, roles, locale, time_zone, disabled, failed, locked_until, reading FROM users ";

    public ImmutableArray<UserAccount> All()
    {
        using var connection = store.Open();
        return [.. connection.Query<Row>(Select + "ORDER BY name").Select(row => row.ToAccount())];
    }

    public UserAccount? Find(string name) => FindRow(name)?.ToAccount();

    public UserAccount? Find(Guid id)
    {
        using var connection = store.Open();
        return connection.QuerySingleOrDefault<Row>(Select + "WHERE id = @id", new { id = SystemStore.Bytes(id) })?.ToAccount();
    }

    /// <param name="password">Null: the user signs in by a link first.</param>
    /// <exception cref="ApiProblem">409: the name is taken; 422: the password is too short or too long.</exception>
    public UserAccount Add(string name, string displayName, string? password, ImmutableArray<string> roles, string? locale = null, string? reading = null)
    {
        if (password is not null) CheckPassword(password);
        var account = new UserAccount(IdGenerator.For(clock).NewId(), Normalise(name), displayName, roles, locale, null, false) { Reading = reading };
        using var connection = store.Open();
        try
        {
            connection.Execute(
                "INSERT INTO users (id, name, display_name, password_hash, roles, locale, reading, created_at) VALUES (@id, @name, @displayName, @hash, @roles, @locale, @reading, @now)",
                new { id = SystemStore.Bytes(account.Id), name = account.Name, displayName, hash = password is null ? null : Hasher.HashPassword(account, password), roles = Join(roles), locale, reading, now = Now });
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == 19)
        {
            throw new ApiProblem(409, "user_exists", LocalizedText.Of($"There is already a user '{name}'.", $"ユーザー「{name}」はすでに存在します。"));
        }
        return account;
    }

    /// <exception cref="ApiProblem">422: the password is too short or too long.</exception>
    public void SetPassword(UserAccount account, string password)
    {
        CheckPassword(password);
        using var connection = store.Open();
        connection.Execute("UPDATE users SET password_hash = @hash, failed = 0, locked_until = NULL WHERE id = @id",
            new { hash = Hasher.HashPassword(account, password), id = SystemStore.Bytes(account.Id) });
    }

    /// <summary>What users say of themselves: display name, its reading, language and time zone.</summary>
    public void SetProfile(UserAccount account)
    {
        using var connection = store.Open();
        connection.Execute("UPDATE users SET display_name = @DisplayName, reading = @Reading, locale = @Locale, time_zone = @TimeZone WHERE id = @id",
            new { account.DisplayName, account.Reading, account.Locale, account.TimeZone, id = SystemStore.Bytes(account.Id) });
    }

    public bool HasPassword(UserAccount account) => FindRow(account.Name)?.Password_hash is not null;

    /// <summary>Sessions and keys of a disabled account stop within <see cref="SecurityOptions.CredentialCache"/>.</summary>
    public void Disable(UserAccount account)
    {
        using var connection = store.Open();
        connection.Execute("UPDATE users SET disabled = 1 WHERE id = @id; DELETE FROM sessions WHERE user_id = @id", new { id = SystemStore.Bytes(account.Id) });
    }

    /// <summary>Checks a password; as slow for unknown names as for known ones, so that names cannot be probed.</summary>
    public (SignInResult Result, UserAccount? Account) SignIn(string name, string password)
    {
        var row = FindRow(name);
        if (row?.Password_hash is null || password.Length > options.PasswordMaximumLength)
        {
            Hasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password.Length > options.PasswordMaximumLength ? "" : password);
            return (SignInResult.WrongPassword, null);
        }
        var account = row.ToAccount();
        if (row.Locked_until > Now) return (SignInResult.LockedOut, account);
        using var connection = store.Open();
        if (Hasher.VerifyHashedPassword(account, row.Password_hash, password) == PasswordVerificationResult.Failed)
        {
            connection.Execute(
                "UPDATE users SET failed = CASE WHEN failed + 1 >= @limit THEN 0 ELSE failed + 1 END, locked_until = CASE WHEN failed + 1 >= @limit THEN @until ELSE NULL END WHERE id = @Id",
                new { row.Id, limit = options.LockoutAttempts, until = SystemStore.Milliseconds(clock.GetUtcNow() + options.LockoutDuration) });
            return (SignInResult.WrongPassword, account);
        }
        if (row.Failed != 0 || row.Locked_until is not null) connection.Execute("UPDATE users SET failed = 0, locked_until = NULL WHERE id = @Id", new { row.Id });
        return (account.IsDisabled ? SignInResult.Disabled : SignInResult.Succeeded, account);
    }

    private long Now => SystemStore.Milliseconds(clock.GetUtcNow());

    private Row? FindRow(string name)
    {
        using var connection = store.Open();
        return connection.QuerySingleOrDefault<Row>(Select + "WHERE name = @name", new { name = Normalise(name) });
    }

    private void CheckPassword(string password)
    {
        if (password.Length < options.PasswordMinimumLength)
            throw new ApiProblem(422, "password_too_short", LocalizedText.Of(
                $"The password needs at least {options.PasswordMinimumLength} characters.", $"パスワードは{options.PasswordMinimumLength}文字以上にしてください。"));
        if (password.Length > options.PasswordMaximumLength)
            throw new ApiProblem(422, "password_too_long", LocalizedText.Of(
                $"The password may have at most {options.PasswordMaximumLength} characters.", $"パスワードは{options.PasswordMaximumLength}文字以内にしてください。"));
    }

    private static string Normalise(string name) => name.Trim().ToLowerInvariant();
    internal static ImmutableArray<string> Split(string roles) => [.. roles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    internal static string Join(ImmutableArray<string> roles) => string.Join(',', roles);
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Dapper;
using LowCodeCrm.Runtime.Data;

namespace LowCodeCrm.Runtime.Security;

/// <param name="AntiForgery">The token that unsafe requests with the session's cookie must repeat in a header; null for an API key.</param>
/// <param name="Roles">The user's, narrowed by the key's.</param>
public sealed record Credential(UserAccount User, ImmutableArray<string> Roles, string? AntiForgery);

/// <summary>Sessions, API keys and one-time sign-in links: everything that proves who is calling. Tokens are stored hashed.</summary>
public sealed class CredentialStore(SystemStore store, UserStore users, SecurityOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (Credential? Credential, long Until)> cache = new(StringComparer.Ordinal);

    /// <returns>The session's token for the cookie, and its anti-forgery token.</returns>
    public (string Token, string AntiForgery) StartSession(UserAccount user)
    {
        var token = SecretToken.New("crs_");
        var antiForgery = SecretToken.New("");
        using var connection = store.Open();
        connection.Execute("DELETE FROM sessions WHERE created_at < @Old OR used_at < @Idle", Expiry());
        connection.Execute("INSERT INTO sessions (token_hash, user_id, anti_forgery, created_at, used_at) VALUES (@hash, @user, @antiForgery, @now, @now)",
            new { hash = SecretToken.Hash(token), user = SystemStore.Bytes(user.Id), antiForgery, now = Now });
        return (token, antiForgery);
    }

    public void EndSession(string token)
    {
        using var connection = store.Open();
        connection.Execute("DELETE FROM sessions WHERE token_hash = @hash", new { hash = SecretToken.Hash(token) });
        cache.TryRemove(token, out _);
    }

    public Credential? FindSession(string token) => Cached(token, () =>
    {
        using var connection = store.Open();
        var expiry = Expiry();
        var row = connection.QuerySingleOrDefault<(byte[] User, string AntiForgery)>(
            "UPDATE sessions SET used_at = @now WHERE token_hash = @hash AND created_at >= @old AND used_at >= @idle RETURNING user_id, anti_forgery",
            new { now = Now, hash = SecretToken.Hash(token), old = expiry.Old, idle = expiry.Idle });
        return row.User is null ? null : ForUser(row.User, null, row.AntiForgery);
    });

    /// <param name="roles">Narrow the user's rights to these; empty: all the user's.</param>
    /// <returns>The key; it is shown once and cannot be read again.</returns>
    public string NewKey(UserAccount user, ImmutableArray<string> roles, TimeSpan? lifetime)
    {
        var token = SecretToken.New("crk_");
        using var connection = store.Open();
        connection.Execute("INSERT INTO api_keys (id, token_hash, user_id, roles, created_at, expires_at) VALUES (@id, @hash, @user, @roles, @now, @expires)",
            new
            {
                id = SystemStore.Bytes(IdGenerator.For(clock).NewId()), hash = SecretToken.Hash(token), user = SystemStore.Bytes(user.Id),
                roles = roles.IsEmpty ? null : UserStore.Join(roles), now = Now, expires = lifetime is { } span ? SystemStore.Milliseconds(clock.GetUtcNow() + span) : (long?)null,
            });
        return token;
    }

    /// <returns>False where there is no such key in force.</returns>
    public bool RevokeKey(string token)
    {
        using var connection = store.Open();
        cache.TryRemove(token, out _);
        return connection.Execute("UPDATE api_keys SET revoked_at = @now WHERE token_hash = @hash AND revoked_at IS NULL", new { now = Now, hash = SecretToken.Hash(token) }) > 0;
    }

    public Credential? FindKey(string token) => Cached(token, () =>
    {
        using var connection = store.Open();
        var row = connection.QuerySingleOrDefault<(byte[] User, string? Roles)>(
            "SELECT user_id, roles FROM api_keys WHERE token_hash = @hash AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @now)",
            new { hash = SecretToken.Hash(token), now = Now });
        return row.User is null ? null : ForUser(row.User, row.Roles, null);
    });

    /// <returns>The token of a link that signs the user in once.</returns>
    public string NewSignInLink(UserAccount user)
    {
        var token = SecretToken.New("crl_");
        using var connection = store.Open();
        connection.Execute("INSERT INTO sign_in_links (token_hash, user_id, expires_at) VALUES (@hash, @user, @until)",
            new { hash = SecretToken.Hash(token), user = SystemStore.Bytes(user.Id), until = SystemStore.Milliseconds(clock.GetUtcNow() + options.SignInLinkLifetime) });
        return token;
    }

    /// <summary>Uses a link up.</summary>
    public UserAccount? RedeemSignInLink(string token)
    {
        using var connection = store.Open();
        var user = connection.QuerySingleOrDefault<byte[]?>("DELETE FROM sign_in_links WHERE token_hash = @hash AND expires_at > @now RETURNING user_id", new { hash = SecretToken.Hash(token), now = Now });
        return user is not null && users.Find(SystemStore.Id(user)) is { IsDisabled: false } account ? account : null;
    }

    /// <summary>An account has changed: its sessions and keys are looked up anew.</summary>
    public void Refresh(Guid user)
    {
        foreach (var (token, entry) in cache)
            if (entry.Credential?.User.Id == user) cache.TryRemove(token, out _);
    }

    private long Now => SystemStore.Milliseconds(clock.GetUtcNow());

    private SessionExpiry Expiry() => new(
        SystemStore.Milliseconds(clock.GetUtcNow() - options.SessionLifetime),
        SystemStore.Milliseconds(clock.GetUtcNow() - options.SessionIdle));

    private sealed record SessionExpiry(long Old, long Idle);

    private Credential? ForUser(byte[] id, string? roles, string? antiForgery)
    {
        if (users.Find(SystemStore.Id(id)) is not { IsDisabled: false } user) return null;
        var allowed = roles is null ? user.Roles : [.. UserStore.Split(roles).Where(role => user.Roles.Contains(role) || user.Roles.Contains(Caller.AdministratorRole))];
        return new Credential(user, allowed, antiForgery);
    }

    private Credential? Cached(string token, Func<Credential?> find)
    {
        var now = clock.GetTimestamp();
        if (cache.TryGetValue(token, out var entry) && entry.Until > now) return entry.Credential;
        if (cache.Count > 10_000) cache.Clear();
        var credential = find();
        // Unknown tokens are not kept: a flood of guesses must not fill memory.
        if (credential is null) cache.TryRemove(token, out _);
        else cache[token] = (credential, now + (long)(options.CredentialCache.TotalSeconds * clock.TimestampFrequency));
        return credential;
    }
}

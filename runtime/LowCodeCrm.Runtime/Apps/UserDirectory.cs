using System.Collections.Concurrent;
using Dapper;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>
/// Keeps each app's own copy of users ("$user"), so that owners, lookups and policies join within one database. A user is copied on the first
/// request to an app, and again when the account has changed.
/// </summary>
public sealed class UserDirectory(TimeProvider clock)
{
    private readonly SqliteCodec codec = new();
    private readonly ConcurrentDictionary<(string App, Guid User), UserAccount> copied = new();

    public async ValueTask EnsureAsync(AppVersion version, UserAccount user, CancellationToken cancellationToken)
    {
        if (copied.TryGetValue((version.AppName, user.Id), out var known) && Same(known, user)) return;
        await version.Database.WriteAsync(async (session, token) =>
        {
            await session.Connection.ExecuteAsync(new CommandDefinition(Statement(version), new
            {
                id = codec.ToGuid(user.Id), now = codec.ToDateTime(clock.GetUtcNow().UtcDateTime), name = user.DisplayName, email = user.Name.Contains('@') ? user.Name : null,
                locale = user.Locale, zone = user.TimeZone, active = codec.ToBool(!user.IsDisabled), version = version.Number,
            }, session.Transaction, cancellationToken: token));
            return true;
        }, cancellationToken);
        copied[(version.AppName, user.Id)] = user;
    }

    private static bool Same(UserAccount a, UserAccount b) =>
        a.DisplayName == b.DisplayName && a.Locale == b.Locale && a.TimeZone == b.TimeZone && a.IsDisabled == b.IsDisabled;

    private static string Statement(AppVersion version)
    {
        var entity = version.App.Model.Entity(SystemEntities.User);
        var mapping = version.App.Schema.Of(entity);
        string Column(string field) => SqliteDialect.Quote(mapping.Of(entity.Field(field)).Column.Name);
        (string Column, string Value)[] always = [(Column("name"), "@name"), (Column("email"), "@email"), (Column("locale"), "@locale"), (Column("time_zone"), "@zone"), (Column("active"), "@active")];
        (string Column, string Value)[] once =
        [
            (Column(SystemFields.Id), "@id"), (Column(SystemFields.CreatedAt), "@now"), (Column(SystemFields.UpdatedAt), "@now"), (Column(SystemFields.Version), "1"),
            (SqliteDialect.Quote("app_version"), "@version"),
        ];
        var all = once.Concat(always).ToArray();
        return $"""
            INSERT INTO {SqliteDialect.Quote(mapping.Table.Name)} ({string.Join(", ", all.Select(c => c.Column))}) VALUES ({string.Join(", ", all.Select(c => c.Value))})
            ON CONFLICT ({Column(SystemFields.Id)}) DO UPDATE SET {string.Join(", ", always.Select(c => $"{c.Column} = {c.Value}"))}
            """;
    }
}

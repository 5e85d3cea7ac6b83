using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Tests.Security;

public sealed class UserStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crm-users").FullName;
    private readonly ManualClock clock = new();
    private readonly SecurityOptions options = new() { LockoutAttempts = 3 };
    private readonly UserStore users;
    private readonly CredentialStore credentials;

    public UserStoreTests()
    {
        var store = new SystemStore(folder);
        users = new UserStore(store, options, clock);
        credentials = new CredentialStore(store, users, options, clock);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Names_are_compared_without_case_and_spaces_around()
    {
        users.Add("Hanako", "青山 花子", "correct horse", ["administrator"]);
        Assert.Equal(SignInResult.Succeeded, users.SignIn(" hanako", "correct horse").Result);
    }

    [Fact]
    public void A_name_is_given_once()
    {
        users.Add("hanako", "", null, []);
        Assert.Equal(409, Assert.Throws<ApiProblem>(() => users.Add("HANAKO", "", null, [])).Status);
    }

    [Fact]
    public void A_short_password_is_refused_with_its_minimum()
    {
        var problem = Assert.Throws<ApiProblem>(() => users.Add("taro", "", "short", []));
        Assert.Contains("10", problem.Text.For("ja"));
        Assert.Null(users.Find("taro"));
    }

    [Fact]
    public void Wrong_passwords_lock_the_account_until_the_time_is_over()
    {
        users.Add("taro", "", "correct horse", []);
        for (var i = 0; i < 3; i++) Assert.Equal(SignInResult.WrongPassword, users.SignIn("taro", "wrong").Result);
        Assert.Equal(SignInResult.LockedOut, users.SignIn("taro", "correct horse").Result);
        clock.Advance(options.LockoutDuration + TimeSpan.FromSeconds(1));
        Assert.Equal(SignInResult.Succeeded, users.SignIn("taro", "correct horse").Result);
    }

    [Fact]
    public void A_session_ends_when_unused_signed_out_or_disabled()
    {
        var user = users.Add("taro", "", "correct horse", ["administrator"]);
        var (token, _) = credentials.StartSession(user);
        Assert.NotNull(credentials.FindSession(token));
        credentials.EndSession(token);
        Assert.Null(credentials.FindSession(token));

        var (idle, _) = credentials.StartSession(user);
        clock.Advance(options.SessionIdle + TimeSpan.FromSeconds(1));
        Assert.Null(credentials.FindSession(idle));

        var (other, _) = credentials.StartSession(user);
        users.Disable(user);
        Assert.Null(credentials.FindSession(other));
    }

    [Fact]
    public void A_key_is_narrowed_to_its_roles_and_ends_when_revoked_or_expired()
    {
        var user = users.Add("taro", "", "correct horse", ["sales", "service"]);
        var key = credentials.NewKey(user, ["sales", "administrator"], TimeSpan.FromDays(1));
        Assert.Equal(["sales"], credentials.FindKey(key)!.Roles);
        Assert.True(credentials.RevokeKey(key));
        Assert.Null(credentials.FindKey(key));
        var second = credentials.NewKey(user, [], TimeSpan.FromDays(1));
        clock.Advance(TimeSpan.FromDays(1.1));
        Assert.Null(credentials.FindKey(second));
    }

    [Fact]
    public void A_sign_in_link_works_once()
    {
        var user = users.Add("taro", "", null, []);
        var link = credentials.NewSignInLink(user);
        Assert.Equal(user.Id, credentials.RedeemSignInLink(link)!.Id);
        Assert.Null(credentials.RedeemSignInLink(link));
    }
}

using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Channels;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Tests.Apps;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Channels;

/// <summary>Rules about people and channels on a real database: in saves (compiled), in lists (SQL), and in lists where no SQL serves (compiled again).</summary>
public sealed class ChannelRuleTests
{
    private const string Rules = """
        rules for contact {
          validate agreed { when newsletter require consent(email) message en "No consent" ja "同意がありません" at newsletter }
          computed mailable : bool = consent(email)
          computed refused : bool = opted_out(this, preferred)
          computed reach : bool = preferred in contactable_channels(this)
          computed sends : int = recent_sends(this, email, days(7))
          computed rate : decimal? = reply_rate(this, email, days(180))
          computed told : text = nfkc("{consent(email)} {opted_out(this, preferred)} {preferred in contactable_channels(this)} {recent_sends(this, email, days(7))} {reply_rate(this, email, days(180))}")
        }
        rules for account {
          validate quiet { when closed require not any(contact via account where consent(email)) message en "Somebody still reads" ja "購読者がいます" at closed }
        }
        """;

    [Fact]
    public async Task A_rule_demands_consent_as_it_stands_now()
    {
        await using var app = await InstallAsync();
        var hanako = await app.CreateAsync("contact", """{"name": "hanako", "email": "h@example.com"}""");
        Assert.Equal("No consent", Assert.Single(Assert.IsType<Rejected>(await app.SaveAsync(SaveKind.Update, "contact", hanako, """{"newsletter": true}""")).Violations).Message);
        await SayAsync(app, hanako, "email", ConsentState.Granted, purpose: "surveys");
        Assert.IsType<Rejected>(await app.SaveAsync(SaveKind.Update, "contact", hanako, """{"newsletter": true}"""));
        await SayAsync(app, hanako, "email", ConsentState.Granted);
        await app.UpdateAsync("contact", hanako, """{"newsletter": true}""");
        await SayAsync(app, hanako, "email", ConsentState.Withdrawn);
        Assert.IsType<Rejected>(await app.SaveAsync(SaveKind.Update, "contact", hanako, """{"name": "hanako 2"}"""));
    }

    [Fact]
    public async Task Lists_show_and_filter_by_what_was_said_and_sent()
    {
        await using var app = await InstallAsync();
        var hanako = await app.CreateAsync("contact", """{"name": "hanako", "email": "h@example.com", "preferred": "email"}""");
        var taro = await app.CreateAsync("contact", """{"name": "taro", "email": "t@example.com", "preferred": "phone"}""");
        await app.CreateAsync("contact", """{"name": "jiro"}""");
        await SayAsync(app, hanako, "email", ConsentState.Granted);
        await SayAsync(app, taro, "email", ConsentState.Granted);
        await SayAsync(app, taro, "email", ConsentState.Withdrawn);
        await SayAsync(app, taro, "phone", ConsentState.Withdrawn);
        await SentAsync(app, hanako, TimeSpan.FromDays(1), isAnswered: true);
        await SentAsync(app, hanako, TimeSpan.FromDays(8), isAnswered: false);
        await SentAsync(app, hanako, TimeSpan.FromDays(200), isAnswered: true);

        Assert.Equal(["true", "false", "false"], await app.ValuesAsync("contact", "mailable"));
        Assert.Equal(["false", "true", "false"], await app.ValuesAsync("contact", "refused"));
        Assert.Equal(["true", "false", "false"], await app.ValuesAsync("contact", "reach"));
        Assert.Equal(["1", "0", "0"], await app.ValuesAsync("contact", "sends"));
        Assert.Equal(["0.5", "null", "null"], await app.ValuesAsync("contact", "rate"));
        Assert.Equal(["\"true false true 1 0.5\"", "\"false true false 0 \"", "\"false false false 0 \""], await app.ValuesAsync("contact", "told"));
        Assert.Equal(["hanako"], await NamesAsync(app, "$filter=mailable"));
        Assert.Equal(["taro"], await NamesAsync(app, "filter=opted_out(this, email)"));
        Assert.Equal(["hanako", "taro"], await NamesAsync(app, "filter=email in contactable_channels(this)"));
        Assert.Equal(["hanako"], await NamesAsync(app, "filter=reply_rate(this, email, days(180)) >= 0.5 and recent_sends(this, email, days(30)) = 2"));
    }

    [Fact]
    public async Task Inside_an_aggregate_consent_is_the_inner_records()
    {
        await using var app = await InstallAsync();
        var account = await app.CreateAsync("account", """{"name": "青山商事"}""");
        var hanako = await app.CreateAsync("contact", $$"""{"name": "hanako", "account_id": "{{account}}"}""");
        await SayAsync(app, hanako, "email", ConsentState.Granted);
        Assert.Equal("Somebody still reads", Assert.Single(Assert.IsType<Rejected>(await app.SaveAsync(SaveKind.Update, "account", account, """{"closed": true}""")).Violations).Message);
        await SayAsync(app, hanako, "email", ConsentState.Withdrawn);
        await app.UpdateAsync("account", account, """{"closed": true}""");
    }

    [Fact]
    public async Task Questions_count_against_the_budgets_of_a_save()
    {
        await using var app = await InstallAsync(new SaveLimits { Statements = 4 });
        var account = await app.CreateAsync("account", """{"name": "青山商事"}""");
        for (var i = 0; i < 6; i++) await app.CreateAsync("contact", $$"""{"name": "c{{i}}", "account_id": "{{account}}"}""");
        var rejected = Assert.IsType<Rejected>(await app.SaveAsync(SaveKind.Update, "account", account, """{"closed": true}"""));
        Assert.Contains("quiet", Assert.Single(rejected.Violations).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_keeps_its_words_under_another_name()
    {
        await using var app = await InstallAsync();
        var hanako = await app.CreateAsync("contact", """{"name": "hanako"}""");
        await SayAsync(app, hanako, "email", ConsentState.Granted);
        var renamed = Package(Rules.Replace("(email)", "(post)", StringComparison.Ordinal).Replace(", email,", ", post,", StringComparison.Ordinal).Replace("preferred", "choice", StringComparison.Ordinal)
            .Replace("choice in contactable_channels(this)", "true", StringComparison.Ordinal).Replace("opted_out(this, choice)", "false", StringComparison.Ordinal));
        await app.PublishAsync(renamed.Without("channels/email.json").With(PackageFile.FromText("channels/post.json", renamed.Files["channels/email.json"].Text)));
        Assert.Equal(["true"], await app.ValuesAsync("contact", "mailable"));
        using var lease = app.Host.Lease();
        await using var connection = await lease.Database.OpenReadAsync(default);
        Assert.Equal("post", Assert.Single(ConsentLog.Read(connection, lease, lease.App.Model.Entity("contact"), hanako)).Channel);
    }

    [Fact]
    public async Task A_database_from_before_channels_gets_their_tables_when_it_is_opened()
    {
        await using var app = await InstallAsync();
        var hanako = await app.CreateAsync("contact", """{"name": "hanako"}""");
        using (var lease = app.Host.Lease())
            await lease.Database.WriteAsync((session, _) =>
            {
                var before = AppVersionStore.CurrentSchema(session.Connection)!;
                foreach (var table in new[] { SystemTables.Consent, SystemTables.Message }) session.Connection.Prepare($"DROP TABLE \"{table}\"").Execute();
                AppVersionStore.SetSchema(session, before with { Tables = [.. before.Tables.Where(t => t.Name is not (SystemTables.Consent or SystemTables.Message))] });
                return ValueTask.FromResult(true);
            }, default);
        await app.RestartAsync();
        await SayAsync(app, hanako, "email", ConsentState.Granted);
        Assert.Equal(["true"], await app.ValuesAsync("contact", "mailable"));
    }

    private static async Task<LiveApp> InstallAsync(SaveLimits? limits = null) => await LiveApp.InstallAsync(Package(Rules), limits: limits);

    private static AppPackage Package(string rules) => LiveApp.Package(rules,
        ("account", """ "name": {"type": "string"}, "closed": {"type": ["boolean", "null"]} """, ""),
        ("contact", """
            "name": {"type": "string"}, "email": {"type": ["string", "null"], "x-crm": {"type": "email"}}, "tel": {"type": ["string", "null"], "x-crm": {"type": "phone"}},
            "newsletter": {"type": ["boolean", "null"]}, "preferred": {"type": ["string", "null"], "enum": ["email", "phone", null]},
            "account": {"type": ["string", "null"], "x-crm": {"type": "lookup", "target": "account"}}
            """, ""))
        .With(PackageFile.FromText("channels/email.json", """{"id": "c_email", "title": "Email", "contact": [{"entity": "contact", "address": "email"}]}"""))
        .With(PackageFile.FromText("channels/phone.json", """{"id": "c_phone", "title": "Phone", "contact": [{"entity": "contact", "address": "tel"}]}"""));

    private static async Task<string[]> NamesAsync(LiveApp app, string query) => [.. (await app.ListAsync("contact", query + "&$orderby=id")).Select(row => (string)row!["name"]!)];

    private static async Task SayAsync(LiveApp app, Guid contact, string channel, string state, string purpose = "")
    {
        using var lease = app.Host.Lease();
        await app.Pipeline.InTransactionAsync(lease, LiveApp.Hanako, app.Pipeline.Limits,
            transaction => ConsentLog.Add(transaction.Unit, lease.App.Model.Entity("contact"), contact, lease.App.Model.FindChannel(channel)!, state, purpose, null), default);
    }

    private static async Task SentAsync(LiveApp app, Guid contact, TimeSpan ago, bool isAnswered)
    {
        using var lease = app.Host.Lease();
        var (codec, sent, at) = (lease.Database.Codec, Guid.CreateVersion7(), DateTime.UtcNow - ago);
        await lease.Database.WriteAsync((session, _) =>
        {
            Insert(sent, MessageDirection.Out, null);
            if (isAnswered) Insert(Guid.CreateVersion7(), MessageDirection.In, sent);
            return ValueTask.FromResult(true);

            void Insert(Guid id, string direction, Guid? replyTo)
            {
                using var insert = session.Connection.Prepare($"INSERT INTO \"{SystemTables.Message}\" (\"id\", \"entity_id\", \"record_id\", \"channel_id\", \"direction\", \"at\", \"reply_to\") VALUES (@p0, 'e_contact', @p1, 'c_email', @p2, @p3, @p4)");
                insert.Bind([codec.ToGuid(id), codec.ToGuid(contact), direction, codec.ToDateTime(at), codec.ToGuid(replyTo)]).Execute();
            }
        }, default);
    }
}

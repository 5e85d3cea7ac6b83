using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Data.Sqlite;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Derived;
using LowCodeCrm.Runtime.Tests.Apps;

namespace LowCodeCrm.Runtime.Tests.Saving.Derived;

/// <summary>Stored computed fields and rollups follow their rules: after a publish, and when other records change.</summary>
public sealed class DeriverTests
{
    private const string Account = """
        "name": {"type": "string", "x-crm": {"id": "a_name"}}, "rank": {"type": ["string", "null"], "x-crm": {"id": "a_rank"}},
        "parent": {"type": ["string", "null"], "format": "uuid", "x-crm": {"id": "a_parent", "type": "lookup", "target": "account"}}
        """;
    private const string Deal = """
        "name": {"type": "string", "x-crm": {"id": "d_name"}}, "amount": {"type": ["number", "null"], "x-crm": {"id": "d_amount", "type": "money", "scale": 2}},
        "account": {"type": ["string", "null"], "format": "uuid", "x-crm": {"id": "d_account", "type": "lookup", "target": "account", "onDelete": "setEmpty"}}
        """;

    private static AppPackage Sales(string rules) => LiveApp.Package(rules, ("account", Account, ", \"display\": \"name\""), ("deal", Deal, ", \"display\": \"name\""));

    [Fact]
    public async Task Fields_published_over_existing_records_are_there_when_the_publish_returns()
    {
        await using var app = await LiveApp.InstallAsync(Sales(""));
        var account = await app.CreateAsync("account", """{"name": "Aoyama", "rank": "A"}""");
        foreach (var amount in new[] { 10, 20, 30 }) await app.CreateAsync("deal", $$"""{"name": "d", "amount": {{amount}}, "account_id": "{{account}}"}""");

        await app.PublishAsync(Sales("""
            rules for deal { computed doubled : money = twice(amount)   computed grade : text? = account.rank & text(doubled) }
            rules for account { rollup total : money = sum(deal via account where doubled > 20, doubled)   computed big : bool = total >= 100 }
            function twice(m: money) returns money = m * 2
            """));
        Assert.Equal(["20", "40", "60"], await app.ValuesAsync("deal", "doubled"));
        Assert.Equal(["\"A20\"", "\"A40\"", "\"A60\""], await app.ValuesAsync("deal", "grade"));
        Assert.Equal(["100"], await app.ValuesAsync("account", "total"));
        Assert.Equal(["true"], await app.ValuesAsync("account", "big"));
        Assert.Equal(["1", "1", "1"], await app.ValuesAsync("deal", "version"));

        // Only the function changes, and with it everything that calls it or reads what does.
        await app.PublishAsync(Sales("""
            rules for deal { computed doubled : money = twice(amount)   computed grade : text? = account.rank & text(doubled) }
            rules for account { rollup total : money = sum(deal via account where doubled > 20, doubled)   computed big : bool = total >= 100 }
            function twice(m: money) returns money = m * 2 + 1
            """));
        Assert.Equal(["\"A21\"", "\"A41\"", "\"A61\""], await app.ValuesAsync("deal", "grade"));
        Assert.Equal(["123"], await app.ValuesAsync("account", "total"));
    }

    [Fact]
    public async Task A_field_that_was_left_out_for_a_version_is_derived_when_it_comes_back()
    {
        const string Rule = "rules for deal { computed doubled : money = amount * 2 }";
        await using var app = await LiveApp.InstallAsync(Sales(Rule));
        var deal = await app.CreateAsync("deal", """{"name": "d", "amount": 1}""");
        await app.PublishAsync(Sales(""));
        await app.UpdateAsync("deal", deal, """{"amount": 5}""");
        await app.PublishAsync(Sales(Rule));
        Assert.Equal(["10"], await app.ValuesAsync("deal", "doubled"));
    }

    [Fact]
    public async Task A_large_table_follows_in_the_background_between_saves_and_after_a_restart()
    {
        await using var app = await LiveApp.InstallAsync(Sales(""), options => options with { Derivation = new DerivationOptions { RowsInPublish = 20, ChunkRows = 7 } });
        await app.ImportAsync("deal", "name,amount\n" + string.Join('\n', Enumerable.Range(1, 300).Select(i => $"d{i},{i}")));
        await app.PublishAsync(Sales("rules for deal { computed doubled : money = amount * 2 }"));
        await app.CreateAsync("deal", """{"name": "new", "amount": 1000}""");
        await app.RestartAsync();
        await LiveApp.UntilAsync(async () => (await app.ListAsync("deal", "$filter=doubled eq null")).Count == 0);
        Assert.Equal(Enumerable.Range(1, 300).Append(1000).Select(i => $"{i * 2}"), await app.ValuesAsync("deal", "doubled", "amount"));
    }

    [Fact]
    public async Task A_walk_goes_on_where_it_was_killed()
    {
        await using var app = await LiveApp.InstallAsync(Sales("rules for deal { computed doubled : money = amount * 2 }"));
        await app.ImportAsync("deal", "name,amount\n" + string.Join('\n', Enumerable.Range(1, 40).Select(i => $"d{i},{i}")));
        // As a kill in the middle leaves it: the first 20 rows are done, which shows because they are not looked at again.
        await app.Host.Database.WriteAsync((session, _) =>
        {
            Execute(session, """UPDATE "deal" SET "doubled" = 100""");
            Execute(session, """UPDATE "$derivation" SET "target" = "done", "done" = '{}', "last_id" = (SELECT "id" FROM "deal" ORDER BY "id" LIMIT 1 OFFSET 19) WHERE "entity_id" = 'e_deal'""");
            return ValueTask.FromResult(0);
        }, default);
        await app.RestartAsync();
        await LiveApp.UntilAsync(async () => (await app.ValuesAsync("deal", "doubled"))[^1] != "1");
        var amounts = await app.ValuesAsync("deal", "amount");
        Assert.Equal(amounts.Select((amount, i) => i < 20 ? "1" : $"{int.Parse(amount) * 2}"), await app.ValuesAsync("deal", "doubled"));
    }

    [Fact]
    public async Task What_an_older_version_writes_is_derived_by_the_live_rules()
    {
        await using var app = await LiveApp.InstallAsync(Sales(""));
        var (one, two) = (await app.CreateAsync("account", """{"name": "One"}"""), await app.CreateAsync("account", """{"name": "Two"}"""));
        var deal = await app.CreateAsync("deal", $$"""{"name": "d", "amount": 1, "account_id": "{{one}}"}""");
        await app.PublishAsync(Sales("rules for deal { computed doubled : money = amount * 2 } rules for account { rollup total : money = sum(deal via account, doubled) }"));
        Assert.Equal(["2", "0"], await app.ValuesAsync("account", "total"));
        await app.UpdateAsync("deal", deal, $$"""{"amount": 7, "account_id": "{{two}}"}""", version: 1);
        await app.CreateAsync("deal", $$"""{"name": "e", "amount": 4, "account_id": "{{one}}"}""", version: 1);
        await LiveApp.UntilAsync(async () => (await app.ValuesAsync("account", "total")) is ["8", "14"]);
        Assert.Equal(["14", "8"], await app.ValuesAsync("deal", "doubled"));
        await app.SaveAsync(SaveKind.Delete, "deal", deal, version: 1);
        await LiveApp.UntilAsync(async () => (await app.ValuesAsync("account", "total")) is ["8", "0"]);
    }

    [Fact]
    public async Task A_computed_field_that_reads_other_records_follows_them_in_the_same_save()
    {
        await using var app = await LiveApp.InstallAsync(Sales("""
            rules for deal { computed grade : text? = account.rank   computed top : text? = best(account).rank }
            rules for account { computed deals_of_grade_a : int = count(deal via account where grade = "A") }
            function best(a: account) returns account = a.parent ?? a
            """));
        var parent = await app.CreateAsync("account", """{"name": "Parent", "rank": "S"}""");
        var other = await app.CreateAsync("account", """{"name": "Other", "rank": "X"}""");
        var account = await app.CreateAsync("account", $$"""{"name": "Aoyama", "rank": "B", "parent_id": "{{parent}}"}""");
        await app.CreateAsync("deal", $$"""{"name": "d", "account_id": "{{account}}"}""");
        Assert.Equal(["\"B\""], await app.ValuesAsync("deal", "grade"));
        Assert.Equal(["\"S\""], await app.ValuesAsync("deal", "top"));

        await app.UpdateAsync("account", account, """{"rank": "A"}""");
        Assert.Equal(["\"A\""], await app.ValuesAsync("deal", "grade"));
        Assert.Equal(["0", "0", "1"], await app.ValuesAsync("account", "deals_of_grade_a"));
        await app.UpdateAsync("account", parent, """{"rank": "SS"}""");
        Assert.Equal(["\"SS\""], await app.ValuesAsync("deal", "top"));
        await app.UpdateAsync("account", account, $$"""{"parent_id": "{{other}}"}""");
        Assert.Equal(["\"X\""], await app.ValuesAsync("deal", "top"));
        await app.UpdateAsync("account", account, """{"parent_id": null}""");
        Assert.Equal(["\"A\""], await app.ValuesAsync("deal", "top"));
        Assert.Equal(["1"], await app.ValuesAsync("deal", "version"));
    }

    [Fact]
    public async Task More_readers_than_a_save_derives_follow_from_the_queue()
    {
        await using var app = await LiveApp.InstallAsync(Sales("rules for deal { computed grade : text? = account.rank   computed top : text? = account.parent.rank }"), limits: SaveLimits.Default with { DerivedReaders = 10 });
        var parent = await app.CreateAsync("account", """{"name": "Parent", "rank": "S"}""");
        var account = await app.CreateAsync("account", $$"""{"name": "Aoyama", "rank": "B", "parent_id": "{{parent}}"}""");
        await app.ImportAsync("deal", "name,account\n" + string.Join('\n', Enumerable.Range(1, 50).Select(i => $"d{i},Aoyama")));
        await app.UpdateAsync("account", account, """{"rank": "A"}""");
        await LiveApp.UntilAsync(async () => (await app.ValuesAsync("deal", "grade")).All(g => g == "\"A\""));
        await app.UpdateAsync("account", parent, """{"rank": "T"}""");
        await LiveApp.UntilAsync(async () => (await app.ValuesAsync("deal", "top")).All(g => g == "\"T\""));
    }

    [Fact]
    public async Task A_record_on_which_the_rule_fails_does_not_keep_the_others_from_theirs()
    {
        await using var app = await LiveApp.InstallAsync(Sales(""));
        await app.ImportAsync("deal", "name,amount\na,1\nb,9999999999999999\nc,3");
        await app.PublishAsync(Sales("rules for deal { computed squared : decimal = decimal(text(amount)) * decimal(text(amount)) }"));
        // Ids of one millisecond stand in no order.
        Assert.Equal(["1", "9", "null"], (await app.ValuesAsync("deal", "squared")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_row_of_an_import_has_only_what_its_own_rules_read_in_its_history()
    {
        await using var app = await LiveApp.InstallAsync(Sales("rules for deal { computed grade : text? = account.rank }"));
        await app.ImportAsync("account", "name,rank\nOne,A\nTwo,B\nThree,C\n");
        await app.ImportAsync("deal", "name,account\nd1,One\nd2,Two\nd3,Three\n");
        await using var connection = await app.Host.Database.OpenReadAsync(default);
        using var statement = connection.Prepare("SELECT json_array_length(\"changes\", '$.r') FROM \"$history\" WHERE \"entity_id\" = 'e_deal'");
        using var reader = statement.ExecuteReader();
        var reads = new List<long>();
        while (reader.Read()) reads.Add(reader.GetInt64(0));
        Assert.Equal([1, 1, 1], reads);
    }

    private static void Execute(WriteSession session, string sql)
    {
        using var statement = session.Connection.Prepare(sql);
        statement.Execute();
    }
}

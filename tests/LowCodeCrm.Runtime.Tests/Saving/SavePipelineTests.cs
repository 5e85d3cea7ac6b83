using System.Text.Json;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Tests.Saving;

public sealed class SavePipelineTests
{
    [Fact]
    public async Task Creating_writes_the_record_its_history_and_one_event()
    {
        await using var app = await TestApp.StartAsync();
        using var listener = app.Feed.Listen("test");
        var saved = Assert.IsType<Saved>(await app.CreateAsync(app.Account, """{"name": "青山商事", "code": "A-1"}"""));
        Assert.True(saved.Created);
        Assert.Equal(1, saved.Record.Version);
        Assert.Equal(TestApp.Hanako.UserId, saved.Record.GetValue(app.Account.Field("owner").Index));
        Assert.Equal("青山商事", (await app.LoadAsync(app.Account, saved.Record.Id))!.GetValue(app.Account.Field("name").Index));
        Assert.Equal(1, await app.CountAsync("$history"));
        Assert.True(listener.Events.TryRead(out var told));
        var change = Assert.IsType<ChangeEvent>(told);
        Assert.Equal(("create", saved.Record.Id), (change.Kind, change.Id));
        Assert.False(listener.Events.TryRead(out _));
    }

    [Fact]
    public async Task All_violations_are_collected_and_nothing_is_written()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.Validate(a.Deal, "needs_account", "account", (record, _, _) => record.GetValue(a.Deal.Field("account").Index) is null));
        var rejected = Assert.IsType<Rejected>(await app.CreateAsync(app.Deal, """{"amount": 1.234, "stage": "woon"}"""));
        Assert.Equal(["choice", "required", "rule", "scale"], rejected.Violations.Select(v => v.Code).Order(StringComparer.Ordinal));
        Assert.Equal("broken: needs_account", rejected.Violations.Single(v => v.Rule == "needs_account").Message);
        Assert.Contains("Did you mean \"won\"?", rejected.Violations.Single(v => v.Code == "choice").Message, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("deal"));
    }

    [Fact]
    public async Task Nothing_changed_nothing_written()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.IdOf(app.CreateAsync(app.Account, """{"name": "A"}"""));
        Assert.IsType<Unchanged>(await app.UpdateAsync(app.Account, id, $$"""{"name": "A", "id": "{{id}}", "version": 1}"""));
        Assert.Equal(1, await app.CountAsync("$history"));
    }

    [Fact]
    public async Task An_old_ETag_is_a_conflict_that_shows_both_versions()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.IdOf(app.CreateAsync(app.Account, """{"name": "A", "code": "1"}"""));
        Assert.IsType<Saved>(await app.UpdateAsync(app.Account, id, """{"name": "B"}""", ifMatch: 1));
        var conflict = Assert.IsType<Conflict>(await app.UpdateAsync(app.Account, id, """{"name": "C", "code": "1"}""", ifMatch: 1));
        var name = Assert.Single(conflict.Differing);
        Assert.Equal(("B", "C"), (conflict.Stored.GetValue(name.Index), conflict.Sent.GetValue(name.Index)));
    }

    [Fact]
    public async Task A_key_that_is_taken_names_its_fields()
    {
        await using var app = await TestApp.StartAsync();
        await app.IdOf(app.CreateAsync(app.Account, """{"name": "A", "code": "1"}"""));
        Assert.Equal(["code"], Assert.IsType<KeyTaken>(await app.CreateAsync(app.Account, """{"name": "B", "code": "1"}""")).Fields);
        Assert.IsType<Saved>(await app.CreateAsync(app.Account, """{"name": "no key"}"""));
        Assert.IsType<Saved>(await app.CreateAsync(app.Account, """{"name": "no key"}"""));
    }

    [Fact]
    public async Task Numbers_have_no_gaps_where_a_save_was_refused()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.AfterSave(a.Deal, "copy", (record, _, _, effects) =>
        {
            if ((string?)record.GetValue(a.Deal.Field("title").Index) == "bad") effects.Add(new CreateEffect(a.Account.Index, [], []));
        }));
        var number = app.Deal.Field("number").Index;
        Assert.Equal("D-001", Assert.IsType<Saved>(await app.CreateAsync(app.Deal, """{"title": "x"}""")).Record.GetValue(number));
        var rejected = Assert.IsType<Rejected>(await app.CreateAsync(app.Deal, """{"title": "bad"}"""));
        Assert.Equal("copy", Assert.Single(rejected.Violations).Rule);
        Assert.Equal("D-002", Assert.IsType<Saved>(await app.CreateAsync(app.Deal, """{"title": "y"}""")).Record.GetValue(number));
    }

    [Fact]
    public async Task A_rule_deletes_a_record_that_nothing_holds_any_more()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.AfterSave(a.Deal, "clear", (record, old, _, effects) =>
        {
            if (old?.GetValue(a.Deal.Field("account").Index) is Guid account) effects.Add(new DeleteEffect(a.Account.Index, account));
        }));
        var account = await app.IdOf(app.CreateAsync(app.Account, """{"name": "A"}"""));
        var deal = await app.IdOf(app.CreateAsync(app.Deal, $$"""{"title": "x", "account_id": "{{account}}"}"""));
        Assert.IsType<Restricted>(await app.UpdateAsync(app.Deal, deal, """{"title": "y"}"""));
        Assert.Equal("x", (await app.LoadAsync(app.Deal, deal))!.GetValue(app.Deal.Field("title").Index));
        Assert.IsType<Saved>(await app.UpdateAsync(app.Deal, deal, """{"account_id": null}"""));
        Assert.Null(await app.LoadAsync(app.Account, account));
    }

    [Fact]
    public async Task The_history_of_a_record_tells_what_changed_in_its_rows()
    {
        await using var app = await TestApp.StartAsync();
        var deal = await app.IdOf(app.CreateAsync(app.Deal, """{"title": "x", "lines": [{"item": "a", "quantity": 3}, {"item": "b", "quantity": 1}]}"""));
        using var before = JsonDocument.Parse((await HistoryReader.ReadAsync(app.Lease, app.Deal, deal, TestContext.Current.CancellationToken))!);
        Assert.DoesNotContain(Changes(before), one => one.GetProperty("field").GetString() == "lines");
        var rows = await app.RowsAsync(app.Line, "deal", deal);
        await app.UpdateAsync(app.Deal, deal, $$"""{"lines": [{"id": "{{rows.Single(row => (string?)row.GetValue(app.Line.Field("item").Index) == "a").Id}}", "quantity": 7}, {"item": "c"}]}""");
        using var after = JsonDocument.Parse((await HistoryReader.ReadAsync(app.Lease, app.Deal, deal, TestContext.Current.CancellationToken))!);
        var change = Changes(after).Single(one => one.GetProperty("field").GetString() == "lines");
        string Told(string side) => string.Join("; ", change.GetProperty(side).EnumerateArray().Select(row => string.Join(" ", row.EnumerateObject().Where(value => value.Name != "id").Select(value => $"{value.Name}={value.Value}"))).Order(StringComparer.Ordinal));
        Assert.Equal(("item=b quantity=1; quantity=3", "item=c; quantity=7"), (Told("old"), Told("new")));

        static IEnumerable<JsonElement> Changes(JsonDocument history) => history.RootElement.GetProperty("value")[0].GetProperty("changes").EnumerateArray();
    }

    [Fact]
    public async Task Rollups_follow_their_children_and_leave_the_parents_ETag_alone()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.Sum(a.Account, "total", a.Deal, "account", "amount"));
        var total = app.Account.Field("total").Index;
        var (a, b) = (await app.IdOf(app.CreateAsync(app.Account, """{"name": "A"}""")), await app.IdOf(app.CreateAsync(app.Account, """{"name": "B"}""")));
        var deal = await app.IdOf(app.CreateAsync(app.Deal, $$"""{"title": "x", "amount": 10.5, "account_id": "{{a}}"}"""));
        await app.IdOf(app.CreateAsync(app.Deal, $$"""{"title": "y", "amount": 2, "account_id": "{{a}}"}"""));
        var parent = (await app.LoadAsync(app.Account, a))!;
        Assert.Equal((12.5m, 1L), ((decimal)parent.GetValue(total)!, parent.Version));
        await app.UpdateAsync(app.Deal, deal, $$"""{"account_id": "{{b}}"}""");
        Assert.Equal(2m, (await app.LoadAsync(app.Account, a))!.GetValue(total));
        Assert.Equal(10.5m, (await app.LoadAsync(app.Account, b))!.GetValue(total));
        await app.DeleteAsync(app.Deal, deal);
        Assert.Equal(0m, (await app.LoadAsync(app.Account, b))!.GetValue(total));
    }

    [Fact]
    public async Task A_process_moves_only_along_its_transitions()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.Process(a.Deal, "stage", ("win", "open", "won", (record, _, _) => record.GetValue(a.Deal.Field("amount").Index) is not null)));
        var deal = await app.IdOf(app.CreateAsync(app.Deal, """{"title": "x"}"""));
        Assert.Equal("guard", Assert.Single(Assert.IsType<Rejected>(await app.UpdateAsync(app.Deal, deal, """{"stage": "won"}""")).Violations).Code);
        Assert.Equal("no_transition", Assert.Single(Assert.IsType<Rejected>(await app.UpdateAsync(app.Deal, deal, """{"stage": "lost"}""")).Violations).Code);
        var won = Assert.IsType<Saved>(await app.Save(SaveRequest.Update(app.Deal, deal, app.Read(app.Deal, """{"amount": 5}""")) with { Transition = "win" }));
        Assert.Equal("won", won.Record.GetValue(app.Deal.Field("stage").Index));
    }

    [Fact]
    public async Task Read_only_is_judged_by_the_stored_record()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.ReadOnly(a.Deal, "amount", (record, _, _) => (string?)record.GetValue(a.Deal.Field("stage").Index) == "won"));
        var deal = await app.IdOf(app.CreateAsync(app.Deal, """{"title": "x", "amount": 1, "stage": "open"}"""));
        Assert.IsType<Saved>(await app.UpdateAsync(app.Deal, deal, """{"stage": "won", "amount": 2}"""));
        Assert.Equal("read_only", Assert.Single(Assert.IsType<Rejected>(await app.UpdateAsync(app.Deal, deal, """{"amount": 3}""")).Violations).Code);
        Assert.IsType<Saved>(await app.UpdateAsync(app.Deal, deal, """{"amount": 2, "title": "y"}"""));
    }

    [Fact]
    public async Task Child_rows_are_saved_with_their_parent_as_one_act()
    {
        await using var app = await TestApp.StartAsync();
        var deal = await app.IdOf(app.CreateAsync(app.Deal, """{"title": "x", "lines": [{"item": "a", "quantity": 1}, {"item": "b"}]}"""));
        Assert.Equal(2, await app.CountAsync("line"));
        var rejected = Assert.IsType<Rejected>(await app.UpdateAsync(app.Deal, deal, """{"title": "changed", "lines": [{"quantity": 1.5}]}"""));
        Assert.Equal(["lines[0]/item", "lines[0]/quantity"], rejected.Violations.SelectMany(v => v.Fields).Order(StringComparer.Ordinal));
        Assert.Equal("x", (await app.LoadAsync(app.Deal, deal))!.GetValue(app.Deal.Field("title").Index));
        var saved = Assert.IsType<Saved>(await app.UpdateAsync(app.Deal, deal, """{"lines": [{"item": "c"}]}"""));
        Assert.Equal(2, saved.Record.Version);
        Assert.Equal(3, await app.CountAsync("line"));
    }

    [Fact]
    public async Task A_record_that_others_name_is_not_deleted_and_what_is_owned_goes_and_comes_back_with_its_parent()
    {
        await using var app = await TestApp.StartAsync();
        var account = await app.IdOf(app.CreateAsync(app.Account, """{"name": "A"}"""));
        var deal = await app.IdOf(app.CreateAsync(app.Deal, $$"""{"title": "x", "account_id": "{{account}}", "lines": [{"item": "a"}]}"""));
        Assert.IsType<Restricted>(await app.DeleteAsync(app.Account, account));
        Assert.IsType<Deleted>(await app.DeleteAsync(app.Deal, deal));
        Assert.Null(await app.LoadAsync(app.Deal, deal));
        Assert.IsType<Deleted>(await app.DeleteAsync(app.Account, account));
        Assert.IsType<Saved>(await app.Save(SaveRequest.Restore(app.Deal, deal)));
        Assert.NotNull(await app.LoadAsync(app.Deal, deal));
    }

    [Fact]
    public async Task Saves_that_cause_each_other_without_end_are_stopped_and_the_rule_is_named()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.AfterSave(a.Account, "again", (record, _, _, effects) =>
            effects.Add(new CreateEffect(a.Account.Index, [a.Account.Field("name").Index], ["more"]))));
        var rejected = Assert.IsType<Rejected>(await app.CreateAsync(app.Account, """{"name": "first"}"""));
        Assert.Contains("rule \"again\" (rules/test.rules, line 3) exceeded its budget of depth", Assert.Single(rejected.Violations).Message, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("account"));
    }

    [Fact]
    public async Task Before_save_rules_leave_their_name_in_the_history()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.BeforeSave(a.Account, "tidy", "name", record =>
            record.SetValue(a.Account.Field("name").Index, ((string?)record.GetValue(a.Account.Field("name").Index))?.Trim())));
        var id = await app.IdOf(app.CreateAsync(app.Account, """{"name": " A "}"""));
        var history = System.Text.Encoding.UTF8.GetString((await HistoryReader.ReadAsync(app.Lease, app.Account, id, CancellationToken.None))!);
        Assert.Contains("""{"field":"name","old":null,"new":"A","rule":"tidy"}""", history, StringComparison.Ordinal);
    }
}

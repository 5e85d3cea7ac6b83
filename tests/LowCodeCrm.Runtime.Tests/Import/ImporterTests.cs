using System.Text;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Tests.Saving;

namespace LowCodeCrm.Runtime.Tests.Import;

public sealed class ImporterTests
{
    private static Task<ImportReport> ImportAsync(TestApp app, LowCodeCrm.Engine.Model.Entity entity, string csv, bool dryRun = false, params string[] key) =>
        new Importer(app.Pipeline, TimeProvider.System).ImportCsvAsync(app.Lease, TestApp.Hanako, entity, Encoding.UTF8.GetBytes(csv), new ImportOptions(ImportMode.Upsert, [.. key], dryRun), CancellationToken.None);

    [Fact]
    public async Task Good_rows_go_in_and_bad_ones_are_reported_with_the_line_on_which_they_start()
    {
        await using var app = await TestApp.StartAsync();
        await ImportAsync(app, app.Account, "code,名称\nA-1,青山\nA-2,Twin\nA-3,Twin\n");
        var report = await ImportAsync(app, app.Deal, "number,title,account,amount\nD-1,\"two\nlines\",青山,\"1,200\"\nD-2,x,Nobody,1\nD-3,y,Twin,1\nD-4,z,A-2,abc\nD-5,,A-3,1\n", key: "number");
        Assert.Equal((1, 0), (report.Created, report.Updated));
        Assert.Equal([(4, "account"), (5, "account"), (6, "amount"), (7, "title")], report.Rejected.Select(r => (r.Line, r.Column!)));
        Assert.Equal("account: There is no Account \"Nobody\".", report.Rejected[0].Message);
        Assert.Contains("2 Account records are called \"Twin\"", report.Rejected[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_with_a_key_changes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        var csv = "code,name\nA-1,One\nA-2,Two\n";
        Assert.Equal(2, (await ImportAsync(app, app.Account, csv, key: "code")).Created);
        var again = await ImportAsync(app, app.Account, csv, key: "code");
        Assert.Equal((0, 0, 2), (again.Created, again.Updated, again.Unchanged));
        Assert.Equal(2, await app.CountAsync("$history"));
    }

    [Fact]
    public async Task A_dry_run_reports_and_writes_nothing()
    {
        await using var app = await TestApp.StartAsync();
        Assert.Equal(1, (await ImportAsync(app, app.Account, "name\nOne\n", dryRun: true)).Created);
        Assert.Equal(0, await app.CountAsync("account"));
    }

    [Fact]
    public async Task A_column_that_is_no_field_is_refused_with_a_proposal()
    {
        await using var app = await TestApp.StartAsync();
        var problem = await Assert.ThrowsAsync<ImportFormatException>(() => ImportAsync(app, app.Account, "cod,name\n1,One\n"));
        Assert.Contains("Did you mean \"code\"?", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_makes_a_rule_of_another_record_fail_is_rejected_and_the_others_of_its_chunk_go_in()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.Sum(a.Account, "total", a.Deal, "account", "amount"));
        await ImportAsync(app, app.Account, "code,name\nA-1,Full\nA-2,Empty\n");
        var report = await ImportAsync(app, app.Deal, "number,title,account,amount\nD-1,a,Full,9000000000000000\nD-2,b,Full,1\nD-3,c,Full,9000000000000000\nD-4,d,Empty,3\nD-5,,Empty,3\nD-6,e,Full,2\n", key: "number");
        Assert.Equal(4, report.Created);
        Assert.Equal([4, 6], report.Rejected.Select(r => r.Line));
        Assert.Equal("Account \"Full\": Rule \"rollup total\": total: The number may have 16 digits before the point.", report.Rejected[0].Message);
        Assert.Equal("title is required.", report.Rejected[1].Message);
        Assert.Equal(4, await app.CountAsync("deal"));
        Assert.Equal(9_000_000_000_000_003m, await TotalAsync("Full"));
        Assert.Equal(3m, await TotalAsync("Empty"));

        async Task<decimal> TotalAsync(string name)
        {
            var account = await app.Pipeline.InTransactionAsync(app.Lease, TestApp.Hanako, app.Pipeline.Limits, t => t.Load(app.Account, t.Find(app.Account, [new(app.Account.Field("name"), name)])!.Value), CancellationToken.None);
            return (decimal)account!.GetValue(app.Account.Field("total").Index)!;
        }
    }

    [Fact]
    public async Task Eight_thousand_rows_with_lookups_and_rollups_take_seconds()
    {
        await using var app = await TestApp.StartAsync(rules: (a, r) => r.Sum(a.Account, "total", a.Deal, "account", "amount"));
        await ImportAsync(app, app.Account, "name\n" + string.Join('\n', Enumerable.Range(0, 85).Select(i => $"Acc {i}")));
        var csv = "number,title,account,amount\n" + string.Join('\n', Enumerable.Range(0, 8800).Select(i => $"D-{i + 1},Deal {i},Acc {i % 85},{i % 100}"));
        var report = await ImportAsync(app, app.Deal, csv, key: "number");
        Assert.Equal((8800, 0), (report.Created, report.Rejected.Length));
        var first = await app.Pipeline.InTransactionAsync(app.Lease, TestApp.Hanako, app.Pipeline.Limits, t => t.Load(app.Account, t.Find(app.Account, [new(app.Account.Field("name"), "Acc 0")])!.Value), CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 8800).Where(i => i % 85 == 0).Sum(i => i % 100), (decimal)first!.GetValue(app.Account.Field("total").Index)!);
    }
}

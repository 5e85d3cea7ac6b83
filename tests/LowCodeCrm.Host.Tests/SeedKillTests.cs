using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Host.Tests;

/// <summary>The server is killed while it loads the data of the app that it installs: the next start loads the rest, and no row twice.</summary>
public sealed class SeedKillTests : IDisposable
{
    private const int Customers = 40_000;
    private const int Orders = 2_000;
    private readonly string folder = Directory.CreateTempSubdirectory("crm-seed-").FullName;

    private string Data => Path.Combine(folder, "data");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Killed_while_it_loads_data_it_goes_on_with_the_first_row_that_is_missing()
    {
        WritePackage();
        var kills = 0;
        for (var target = 0; kills < 2; target += Customers / 4)
        {
            using var process = Start();
            while (!process.HasExited && Count("customer") <= target) await Task.Yield();
            if (Count("order") == Orders) break;
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            kills++;
            Assert.InRange(Count("customer"), target + 1, Customers);
        }
        Assert.Equal(2, kills);
        Assert.True(Count("order") < Orders, "It was killed too late to test anything.");
        using (var process = Start())
        {
            string? line;
            do line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            while (line is not null && !line.StartsWith("LowCodeCrm listens on ", StringComparison.Ordinal));
            Assert.NotNull(line);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal((Customers, Orders), (Count("customer"), Count("order")));
        Assert.Equal(Customers, Count("customer", "count(DISTINCT name)"));
        Assert.Equal(0, Count("$meta", "count(*)", "WHERE name = 'seeding'"));
    }

    private Process Start()
    {
        var process = Process.Start(Crm.StartInfo(["serve", "--data", Data, "--urls", "http://127.0.0.1:0", "--app", Path.Combine(folder, "shop")], ("LOWCODECRM_ADMIN_PASSWORD", "correct horse battery")))!;
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }

    private int Count(string table, string what = "count(*)", string where = "")
    {
        var file = Path.Combine(Data, "apps", "shop", "app.db");
        if (!File.Exists(file)) return 0;
        try
        {
            using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {what} FROM \"{table}\" {where}";
            return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        catch (SqliteException)
        {
            // The tables are being made.
            return 0;
        }
    }

    private void WritePackage()
    {
        Write("app.json", """{"formatVersion": 1, "id": "a_shop", "name": "shop", "title": "Shop", "locales": ["en"], "defaultLocale": "en"}""");
        // Without a key a row that came twice would stand there twice.
        Write("entities/customer.json", """{"title": "Customer", "type": "object", "properties": {"name": {"type": "string", "x-crm": {"id": "f_name"} } }, "x-crm": {"id": "e_customer", "display": "name"} }""");
        Write("entities/order.json", """{"title": "Order", "type": "object", "properties": {"name": {"type": "string", "x-crm": {"id": "f_oname"} }, "customer": {"type": ["string", "null"], "x-crm": {"id": "f_customer", "type": "lookup", "target": "customer"} } }, "x-crm": {"id": "e_order", "display": "name"} }""");
        Write("data/customer.csv", Rows("name", Customers, i => $"C {i}"));
        Write("data/order.csv", Rows("name,customer", Orders, i => $"O {i},C {i}"));
    }

    private static string Rows(string header, int count, Func<int, string> row)
    {
        var text = new StringBuilder(header).Append('\n');
        for (var i = 0; i < count; i++) text.Append(row(i)).Append('\n');
        return text.ToString();
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, "shop", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

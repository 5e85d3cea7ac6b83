using System.Text.Json;
using LowCodeCrm.Benchmarks.Samples;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Benchmarks.Floor;

/// <summary>
/// What a good developer writes by hand for this one table: a minimal API and plain ADO.NET on SQLite, typed all the way, a connection of the driver's
/// pool for each request, a transaction for each create, one create after the other. No accounts, history, search or rules but one validation.
/// </summary>
internal static class FloorServer
{
    private const string Columns = "id, name, amount, stage, probability, close_on, account_name, contact_email, source, priority, next_step, is_key, weighted";

    public static async Task<int> RunAsync(string file, string url)
    {
        var connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30 }.ToString();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        using var writing = new SemaphoreSlim(1);
        await using var app = builder.Build();

        app.MapGet("/opportunity", async (string stage, decimal above) =>
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns} FROM opportunity WHERE stage = @stage AND amount > @above ORDER BY close_on DESC, id DESC LIMIT 25";
            command.Parameters.AddWithValue("@stage", stage);
            command.Parameters.AddWithValue("@above", (long)(above * 100));
            await using var reader = await command.ExecuteReaderAsync();
            var list = new List<Opportunity>(25);
            while (await reader.ReadAsync()) list.Add(Opportunity.Read(reader));
            return list;
        });

        app.MapGet("/opportunity/{id:guid}", async (Guid id) =>
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {Columns} FROM opportunity WHERE id = @id";
            command.Parameters.AddWithValue("@id", id.ToByteArray(bigEndian: true));
            await using var reader = await command.ExecuteReaderAsync();
            return await reader.ReadAsync() ? Results.Json(Opportunity.Read(reader)) : Results.NotFound();
        });

        app.MapPost("/opportunity", async (Opportunity sent) =>
        {
            if (sent.Stage == "won" && !(sent.Amount > 0)) return Results.UnprocessableEntity(new { message = "A won deal needs an amount", field = "amount" });
            var row = sent with { Id = Guid.CreateVersion7(), Weighted = sent.Amount * sent.Probability / 100 };
            // Writers that meet on the file's lock sleep and try again; one after the other they cost less.
            await writing.WaitAsync();
            try
            {
                await InsertAsync(row);
            }
            finally
            {
                writing.Release();
            }
            return Results.Json(row, statusCode: 201);
        });

        async Task InsertAsync(Opportunity row)
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = connection.CreateCommand();
            command.Transaction = (SqliteTransaction)transaction;
            row.BindInsert(command);
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        app.MapGet("/ids", async () =>
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT id FROM opportunity";
            await using var reader = await command.ExecuteReaderAsync();
            var ids = new List<Guid>();
            while (await reader.ReadAsync()) ids.Add(new Guid((byte[])reader.GetValue(0), bigEndian: true));
            return ids;
        });

        await app.StartAsync();
        Console.WriteLine($"listens on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>The same rows as the product has, and the index that its list view gets.</summary>
    public static void Seed(string file, int rows)
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE opportunity (id BLOB PRIMARY KEY, name TEXT NOT NULL, amount INTEGER, stage TEXT NOT NULL, probability INTEGER, close_on TEXT, account_name TEXT,
                contact_email TEXT, source TEXT, priority INTEGER, next_step TEXT, is_key INTEGER, weighted INTEGER) WITHOUT ROWID;
            CREATE INDEX ix_close_on ON opportunity (close_on, id);
            """;
        create.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        foreach (var row in BenchmarkApp.Rows(rows))
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            new Opportunity(Guid.CreateVersion7(), row.Name, row.Amount, row.Stage, row.Probability, row.CloseOn, row.AccountName, row.ContactEmail, row.Source, row.Priority, row.NextStep, row.IsKey, row.Amount * row.Probability / 100)
                .BindInsert(command);
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}

/// <summary>The row, typed. Amounts are kept as whole hundredths.</summary>
internal sealed record Opportunity(
    Guid Id, string Name, decimal? Amount, string Stage, int? Probability, DateOnly? CloseOn, string? AccountName, string? ContactEmail, string? Source, int? Priority,
    string? NextStep, bool? IsKey, decimal? Weighted)
{
    private const string Insert = """
        INSERT INTO opportunity (id, name, amount, stage, probability, close_on, account_name, contact_email, source, priority, next_step, is_key, weighted)
        VALUES (@id, @name, @amount, @stage, @probability, @close_on, @account_name, @contact_email, @source, @priority, @next_step, @is_key, @weighted)
        """;

    public static Opportunity Read(SqliteDataReader r) => new(
        r.GetGuidBytes(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetInt64(2) / 100m, r.GetString(3), r.IsDBNull(4) ? null : r.GetInt32(4),
        r.IsDBNull(5) ? null : DateOnly.ParseExact(r.GetString(5), "yyyy-MM-dd"), r.IsDBNull(6) ? null : r.GetString(6), r.IsDBNull(7) ? null : r.GetString(7),
        r.IsDBNull(8) ? null : r.GetString(8), r.IsDBNull(9) ? null : r.GetInt32(9), r.IsDBNull(10) ? null : r.GetString(10), r.IsDBNull(11) ? null : r.GetInt64(11) != 0,
        r.IsDBNull(12) ? null : r.GetInt64(12) / 100m);

    public void BindInsert(SqliteCommand command)
    {
        command.CommandText = Insert;
        command.Parameters.AddWithValue("@id", Id.ToByteArray(bigEndian: true));
        command.Parameters.AddWithValue("@name", Name);
        command.Parameters.AddWithValue("@amount", Amount is { } amount ? (long)(amount * 100) : DBNull.Value);
        command.Parameters.AddWithValue("@stage", Stage);
        command.Parameters.AddWithValue("@probability", (object?)Probability ?? DBNull.Value);
        command.Parameters.AddWithValue("@close_on", CloseOn is { } date ? date.ToString("yyyy-MM-dd") : DBNull.Value);
        command.Parameters.AddWithValue("@account_name", (object?)AccountName ?? DBNull.Value);
        command.Parameters.AddWithValue("@contact_email", (object?)ContactEmail ?? DBNull.Value);
        command.Parameters.AddWithValue("@source", (object?)Source ?? DBNull.Value);
        command.Parameters.AddWithValue("@priority", (object?)Priority ?? DBNull.Value);
        command.Parameters.AddWithValue("@next_step", (object?)NextStep ?? DBNull.Value);
        command.Parameters.AddWithValue("@is_key", IsKey is { } key ? key ? 1 : 0 : DBNull.Value);
        command.Parameters.AddWithValue("@weighted", Weighted is { } weighted ? (long)(weighted * 100) : DBNull.Value);
    }
}

internal static class ReaderExtensions
{
    public static Guid GetGuidBytes(this SqliteDataReader reader, int ordinal) => new((byte[])reader.GetValue(ordinal), bigEndian: true);
}

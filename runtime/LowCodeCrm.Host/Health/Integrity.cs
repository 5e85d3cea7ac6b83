using LowCodeCrm.Runtime.Data.Sqlite;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Host.Health;

/// <summary>SQLite's own checks of a file.</summary>
internal static class Integrity
{
    private const int Shown = 5;

    public static IReadOnlyList<Finding> Of(string path, string? app)
    {
        var file = Path.GetFileName(path);
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 60 }.ToString());
            connection.Open();
            SqliteFunctions.Register(connection);
            var damage = Rows(connection, "PRAGMA integrity_check", reader => reader.GetString(0)).Where(row => row != "ok").ToArray();
            var broken = Rows(connection, "PRAGMA foreign_key_check", reader => $"{reader.GetString(0)} names a record of {reader.GetString(2)} that is not there").ToArray();
            return
            [
                new Finding($"{file} is intact", app, damage.Length == 0, Told(damage), damage.Length == 0 ? null : Doctor.Restore),
                new Finding($"{file} names only records that exist", app, broken.Length == 0, Told(broken), broken.Length == 0 ? null : "Delete the records named, or put the file back from a backup."),
            ];
        }
        catch (SqliteException problem)
        {
            return [new Finding($"{file} is intact", app, false, problem.Message, Doctor.Restore)];
        }
    }

    internal static string? Told(IReadOnlyCollection<string> lines) =>
        lines.Count == 0 ? null : string.Join("; ", lines.Distinct().Take(Shown)) + (lines.Distinct().Count() > Shown ? $"; and {lines.Distinct().Count() - Shown} more" : "");

    private static List<string> Rows(SqliteConnection connection, string sql, Func<SqliteDataReader, string> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }
}

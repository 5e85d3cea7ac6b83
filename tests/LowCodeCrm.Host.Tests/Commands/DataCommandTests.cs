using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace LowCodeCrm.Host.Tests.Commands;

/// <summary>Commands that work on a data folder: import, export, doctor, plan.</summary>
public sealed class DataCommandTests(CommandWorld world) : IClassFixture<CommandWorld>
{
    private Task<CrmResult> RunAsync(params string[] arguments) => Crm.RunAsync([.. arguments, "--data", world.Data]);

    private static string FileOf(string content, string extension = ".csv")
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + extension);
        File.WriteAllText(path, content);
        return path;
    }

    [Fact]
    public async Task Good_rows_go_in_bad_ones_are_named_and_an_export_takes_the_same_way_back()
    {
        var file = FileOf("code,amount,note\nimp-1,5,\"a, b\"\nimp-2,-1,x\nimp-3,7,漢字\n");
        var dry = await RunAsync("import", "thing", file, "--app", "tiny", "--dry-run");
        Assert.Contains("Nothing was saved. It would be: 2 created", dry.Output);
        var first = await RunAsync("import", "thing", file, "--app", "tiny", "--json");
        Assert.Equal(1, first.ExitCode);
        var report = JsonNode.Parse(first.Output)!;
        Assert.Equal(2, (int)report["created"]!);
        Assert.Equal(3, (int)report["rejected"]![0]!["line"]!);
        Assert.Contains("above zero", (string?)report["rejected"]![0]!["message"]);

        var exported = await RunAsync("export", "thing", "--app", "tiny", "--query", "$filter=startswith(code,'imp-')&$orderby=code&$select=code,amount,note");
        Assert.Equal(0, exported.ExitCode);
        Assert.Equal("code,amount,note\r\nimp-1,5,\"a, b\"\r\nimp-3,7,漢字\r\n", exported.Output);
        var back = await RunAsync("import", "thing", FileOf(exported.Output), "--app", "tiny");
        Assert.Equal(0, back.ExitCode);
        Assert.Contains("0 created, 0 updated, 2 unchanged", back.Output);

        var lines = await RunAsync("export", "thing", "--app", "tiny", "--format", "ndjson", "--query", "$filter=code eq 'imp-3'");
        Assert.Equal("漢字", (string?)JsonNode.Parse(Assert.Single(lines.Lines))!["note"]);
    }

    [Fact]
    public async Task What_cannot_be_found_is_said_by_name()
    {
        var file = FileOf("bogus\n1\n");
        foreach (var (arguments, said) in new (string[], string)[]
        {
            (["import", "thing", file, "--app", "tiny"], "bogus"),
            (["import", "nothing", file, "--app", "tiny"], "It has: thing"),
            (["import", "thing", file, "--app", "nowhere"], "It has: tiny"),
            (["import", "thing", file + ".xlsx", "--app", "tiny"], "There is no file"),
            (["export", "thing", "--app", "tiny", "--query", "$filter=bogus eq 1"], "bogus"),
        })
        {
            var result = await RunAsync(arguments);
            Assert.True(result.ExitCode == 1 && result.Error.Contains(said, StringComparison.Ordinal), result.ToString());
        }
        Assert.Equal(2, (await RunAsync("import", "thing", file)).ExitCode);
    }

    [Fact]
    public async Task Doctor_finds_a_sound_folder_sound()
    {
        var result = await RunAsync("doctor", "--json");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.All(JsonNode.Parse(result.Output)!["checks"]!.AsArray(), check => Assert.True((bool)check!["ok"]!));
        Assert.Contains("version 1 compiles", result.Output);
    }

    [Fact]
    public async Task Doctor_names_what_is_wrong_and_how_to_mend_it()
    {
        var copy = Path.Combine(Path.GetTempPath(), "crm-sick-" + Guid.NewGuid().ToString("N"));
        var missing = await Crm.RunAsync(["doctor", "--data", copy]);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("does not exist", missing.Output);

        await using (await CommandWorld.ServeAsync(copy, world.Package)) { }
        var file = Path.Combine(copy, "apps", "tiny", "app.db");
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE \"thing\" ADD COLUMN \"by_hand\" TEXT";
            command.ExecuteNonQuery();
        }
        var changed = await Crm.RunAsync(["doctor", "--data", copy]);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("thing.by_hand is in the database, but no version knows it", changed.Output);

        foreach (var rest in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "app.db-*")) File.Delete(rest);
        File.WriteAllText(file, "this is no database, and long enough to be sure that nobody takes it for an empty one");
        var broken = await Crm.RunAsync(["doctor", "--data", copy]);
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("app.db is intact", broken.Output);
        Assert.Contains("from a backup", broken.Output);
        Directory.Delete(copy, recursive: true);
    }
}

using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Rules.Sql.Postgres;
using LowCodeCrm.Engine.Rules.Values;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Sql.Postgres;

public sealed class PostgresFunctionTests
{
    // By operators, or kept from SQL by the language.
    private static readonly string[] Elsewhere =
        ["and", "or", "not", "is_true", "equal", "less", "less_or_equal", "greater", "greater_or_equal", "in", "contains", "starts_with", "matches", "split", "join", "nfkc", "fold", "label", "business_days", "role", "exists"];

    [Fact]
    public void Every_function_that_SQLite_calls_is_there_or_has_an_operator()
    {
        string[] structured = ["lcr_text_set", "lcr_text_list"];
        var missing = SqlFunctions.All.Select(function => function.Name)
            .Where(name => !PostgresFunctions.Has(name) && !structured.Contains(name) && !Elsewhere.Any(prefix => name.StartsWith($"lcr_{prefix}_", StringComparison.Ordinal)));
        Assert.Empty(missing.ToArray());
    }

    [Fact]
    public void The_script_names_one_schema_and_holds_no_placeholder()
    {
        var script = PostgresFunctions.Script("app");
        Assert.DoesNotContain("lcr.", script, StringComparison.Ordinal);
        Assert.DoesNotContain("'@", script, StringComparison.Ordinal);
        Assert.Contains("create function \"app\".lcr_add_dec_dec", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("^ab?", @"\A[\U00000061](?:[\U00000062]){0,1}")]
    [InlineData("(x|)$", @"(?:[\U00000078]|)\Z")]
    [InlineData("a{300}", @"(?:[\U00000061]){255}(?:[\U00000061]){45}")]
    [InlineData(@"\d+", @"(?:[\U00000030-\U00000039]){1}(?:[\U00000030-\U00000039])*")]
    [InlineData(@"[^\n]", @"[\U00000001-\U00000009\U0000000B-\U0010FFFF]")]
    public void A_pattern_is_written_character_by_character(string pattern, string expected) => Assert.Equal(expected, PostgresPattern.Of(pattern));

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Asia/Tokyo")]
    [InlineData("Australia/Sydney")]
    [InlineData("Africa/Casablanca")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("UTC")]
    public void The_offsets_that_a_zone_hands_out_are_those_it_computes_with(string name)
    {
        var zone = TimeZones.Get(name);
        var offsets = zone.Offsets().ToArray();
        Assert.Equal(offsets.Select(o => o.Since).Order(), offsets.Select(o => o.Since));
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var instant = new DateTime(random.NextInt64(DateTime.UnixEpoch.AddYears(-150).Ticks, new DateTime(2500, 1, 1).Ticks), DateTimeKind.Utc);
            var unix = (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond - (instant.Ticks < DateTime.UnixEpoch.Ticks ? 1 : 0);
            var at = Array.FindLastIndex(offsets, o => o.Since <= unix);
            Assert.Equal(offsets[at].Offset, (int)((zone.ToLocal(instant).Ticks - instant.Ticks) / TimeSpan.TicksPerSecond));
        }
    }
}

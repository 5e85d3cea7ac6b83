using System.Globalization;
using LowCodeCrm.Engine.Rules.Values;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Values;

/// <summary>What ships inside the assembly.</summary>
public sealed class DataTests
{
    [Theory]
    [InlineData("Asia/Tokyo", "1950-07-01T00:00", "1950-06-30T14:00")]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30")]
    [InlineData("Europe/Dublin", "2060-07-01T12:00", "2060-07-01T11:00")]
    [InlineData("Europe/Dublin", "2060-01-01T12:00", "2060-01-01T12:00")]
    [InlineData("Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15")]
    [InlineData("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00")]
    [InlineData("America/Sao_Paulo", "2050-01-01T00:00", "2050-01-01T03:00")]
    public void A_local_time_has_one_instant(string zone, string local, string utc) =>
        Assert.Equal(DateTime.Parse(utc, CultureInfo.InvariantCulture), TimeZones.Get(zone).ToUtc(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_zone_reads_and_round_trips()
    {
        var instants = Enumerable.Range(0, 60).Select(i => new DateTime(1960 + i * 2, 1 + i % 12, 15, 12, 0, 0, DateTimeKind.Utc)).ToArray();
        foreach (var name in TimeZones.Names)
            foreach (var instant in instants)
                Assert.Equal(instant, TimeZones.Get(name).ToUtc(TimeZones.Get(name).ToLocal(instant)));
        Assert.True(TimeZones.Names.Count() > 500);
    }

    [Theory]
    [InlineData("2019-04-30")]
    [InlineData("2019-05-01")]
    [InlineData("2019-10-22")]
    [InlineData("2020-07-24")]
    [InlineData("2021-08-09")]
    [InlineData("2026-09-22")]
    [InlineData("1973-04-30")]
    [InlineData("1989-02-24")]
    public void Japan_does_not_work(string date) => Assert.True(HolidayCalendar.Find("jp").Holidays.ContainsKey(DateOnly.Parse(date, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2020-10-12")]
    [InlineData("2019-12-23")]
    [InlineData("2021-07-19")]
    public void Moved_holidays_are_worked(string date) => Assert.True(HolidayCalendar.Find("jp").IsBusinessDay(DateOnly.Parse(date, CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_built_in_has_an_implementation_with_overloads() =>
        Assert.All(FunctionImplementations.Table, f => Assert.NotEmpty(f.Overloads));

    [Fact]
    public void Every_function_of_the_table_is_implemented() =>
        Assert.DoesNotContain(LowCodeCrm.Engine.Rules.Language.Functions.All, f => f.Name is not ("is_new" or "changed" or "old") && FunctionImplementations.Find(f.Name) is null);

    [Theory]
    [InlineData("(?i)a")]
    [InlineData("(?=a)")]
    [InlineData(@"\1")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("*")]
    [InlineData("a**")]
    [InlineData(@"\p{Nope}")]
    [InlineData("a{1001}")]
    [InlineData("((a{100}){100}){2}")]
    public void A_pattern_that_is_not_in_the_language_is_refused_in_both_languages(string pattern)
    {
        var text = RulePattern.Check(pattern);
        Assert.NotNull(text);
        Assert.NotEqual(text.For("en"), text.For("ja"));
    }

    [Theory]
    [InlineData("a|b")]
    [InlineData("(?:a){0,1000}")]
    [InlineData(@"\Qa.b\E")]
    [InlineData(@"[[:alpha:]\d_-]")]
    public void A_pattern_of_the_language_is_taken(string pattern) => Assert.Null(RulePattern.Check(pattern));
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Import;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Tests.Import;

public sealed class DateShiftTests
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-04-01T00:00Z", 0)]
    [InlineData("2026-04-07T14:59Z", 0)]
    [InlineData("2026-04-07T15:00Z", 7)]
    [InlineData("2026-11-22T03:00Z", 231)]
    [InlineData("2026-03-31T00:00Z", -7)]
    public void The_day_of_the_data_becomes_one_of_the_last_seven(string now, int days) =>
        Assert.Equal(days, DateShift.DaysBetween(new DateOnly(2026, 4, 1), DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), Tokyo));

    [Fact]
    public void Days_and_instants_move_and_nothing_else_does()
    {
        var (day, at, text) = (Field("due_on", FieldType.Date), Field("starts_at", FieldType.DateTime), Field("subject", FieldType.Text));
        var input = new RecordInput(new Entity("e", "activity", LocalizedText.Plain("Activity"), [day, at, text]));
        input.Set(day, new DateOnly(2026, 3, 16));
        input.Set(at, new DateTime(2026, 3, 16, 8, 0, 0, DateTimeKind.Utc));
        input.Set(text, "2026-03-16");
        new DateShift(14, Berlin).Apply(input);
        Assert.Equal(new DateOnly(2026, 3, 30), input.Values[0].Value);
        // Nine in the morning stays nine in the morning where summer time has begun between.
        Assert.Equal(new DateTime(2026, 3, 30, 7, 0, 0, DateTimeKind.Utc), input.Values[1].Value);
        Assert.Equal("2026-03-16", input.Values[2].Value);
    }

    private static Field Field(string name, FieldType type) => new() { Id = name, Name = name, Type = type, Label = LocalizedText.Plain(name) };
}

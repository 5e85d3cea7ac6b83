using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Tests.Saving;

public sealed class InputTests
{
    private static readonly InputContext Context = InputContext.For(new CrmModel("a", "test", LocalizedText.Plain("Test"), SystemModel.Entities) { TimeZone = "Asia/Tokyo" }, SaveLimits.Default);

    private static Field Field(FieldType type, int scale = 0, int? max = null) => new() { Id = "f", Name = "f", Label = LocalizedText.Plain("f"), Type = type, Scale = scale, MaxLength = max };

    private static (string? Code, object? Value) Json(Field field, string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        var problem = JsonValueReader.Read(field, document.RootElement, Context, out var value);
        return (problem?.Code, value);
    }

    [Theory]
    [InlineData("1.50", 2, null)]
    [InlineData("1.505", 2, "scale")]
    [InlineData("0.30000000000000000000000000000000001", 2, "range")]
    [InlineData("1e-40", 2, "range")]
    [InlineData("\"１２.5\"", 2, null)]
    [InlineData("\"abc\"", 2, "type")]
    [InlineData("12345678901234567", 2, "range")]
    public void Decimals_are_exact_or_refused(string json, int scale, string? code) => Assert.Equal(code, Json(Field(FieldType.Decimal, scale), json).Code);

    [Theory]
    [InlineData("\"\\u0000\"", "characters")]
    [InlineData("\"\\ud800\"", "characters")]
    [InlineData("\"𠮷𠮷𠮷\"", null)]
    [InlineData("\"𠮷𠮷𠮷𠮷\"", "too_long")]
    [InlineData("5", "type")]
    public void Texts_count_code_points(string json, string? code) => Assert.Equal(code, Json(Field(FieldType.Text, max: 3), json).Code);

    [Fact]
    public void An_empty_text_is_empty() => Assert.Equal((null, (object?)null), Json(Field(FieldType.Text), "\"\""));

    [Theory]
    [InlineData("03-1234-5678", "+81312345678")]
    [InlineData("０９０－１２３４－５６７８", "+819012345678")]
    [InlineData("+1 (650) 555-0100", "+16505550100")]
    [InlineData("12", null)]
    public void Phones_become_E164(string text, string? expected) => Assert.Equal(expected, Json(Field(FieldType.Phone), $"\"{text}\"").Value);

    [Theory]
    [InlineData("a@example.com", true)]
    [InlineData("a@b@example.com", false)]
    [InlineData("nobody", false)]
    public void Addresses_of_mail_are_checked(string text, bool valid) => Assert.Equal(valid ? null : "format", Json(Field(FieldType.Email), $"\"{text}\"").Code);

    [Fact]
    public void An_instant_without_offset_is_in_the_apps_zone() =>
        Assert.Equal(new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), Json(Field(FieldType.DateTime), "\"2026-04-01T09:00\"").Value);

    [Theory]
    [InlineData("2026/4/1")]
    [InlineData("2026年4月1日")]
    [InlineData("2026-04-01")]
    public void Spreadsheets_may_write_dates_as_people_do(string text)
    {
        Assert.Null(TextValueReader.Read(Field(FieldType.Date), text, Context, out var value));
        Assert.Equal(new DateOnly(2026, 4, 1), value);
    }

    [Fact]
    public void Durations_are_ISO() => Assert.Equal(new TimeSpan(1, 2, 30, 0), Json(Field(FieldType.Duration), "\"P1DT2H30M\"").Value);
}

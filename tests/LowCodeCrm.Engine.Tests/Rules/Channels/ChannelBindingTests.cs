using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Tests.Rules.Channels;

public sealed class ChannelBindingTests
{
    [Theory]
    [InlineData("consent(email)", "bool")]
    [InlineData("consent(channel.email)", "bool")]
    [InlineData("consent(preferred)", "bool")]
    [InlineData("contactable_channels(this)", "list of channel")]
    [InlineData("email in contactable_channels(this)", "bool")]
    [InlineData("preferred in contactable_channels(this)", "bool")]
    [InlineData("opted_out(this, email)", "bool")]
    [InlineData("quiet_hours(this, phone, now())", "bool")]
    [InlineData("reply_rate(this, email, days(30))", "decimal?")]
    [InlineData("recent_sends(this, email, days(7))", "int")]
    [InlineData("channel.email", "channel")]
    [InlineData("channel.email = preferred", "bool")]
    [InlineData("preferred <> channel.phone", "bool")]
    [InlineData("channel.email in {phone, line}", "bool")]
    [InlineData("(if size > 1 then channel.email else phone) = line", "bool")]
    [InlineData("text(channel.email) & label(channel.email)", "text")]
    [InlineData("\"{channel.email}\"", "text")]
    [InlineData("channel.email is set", "bool")]
    [InlineData("email = \"a@example.com\"", "bool")]
    [InlineData("\"a@example.com\" = email", "bool")]
    [InlineData("email = tel and email is set", "bool")]
    [InlineData("email ?? tel", "text?")]
    [InlineData("email in {\"a\", tel}", "bool")]
    [InlineData("if size > 1 then email else tel", "text?")]
    [InlineData("let c = channel.email in c = email and consent(c)", "bool")]
    [InlineData("let email = channel.line in consent(email)", "bool")]
    public void Gives_types(string text, string type) => Assert.Equal(type, People.TypeOf(text));

    [Theory]
    [InlineData("opted_out(contact, email)", "bool")]
    [InlineData("contactable_channels(contact)", "list of channel?")]
    [InlineData("recent_sends(contact, email, days(7))", "int?")]
    [InlineData("if contact is set then recent_sends(contact, email, days(7)) else 0", "int")]
    public void Asks_of_a_record_behind_a_lookup(string text, string type) => Assert.Equal(type, People.TypeOf(text, "deal"));

    [Theory]
    [InlineData("consent(fax)", "LCR2019")]
    [InlineData("consent(emial)", "LCR2019")]
    [InlineData("channel.fax = preferred", "LCR2019")]
    [InlineData("consent(\"email\")", "LCR2027")]
    [InlineData("channel.email = \"email\"", "LCR2027")]
    [InlineData("channel.email = loose", "LCR2028")]
    [InlineData("loose in contactable_channels(this)", "LCR2028")]
    [InlineData("consent(loose)", "LCR2028")]
    [InlineData("channel.email = name", "LCR2004")]
    [InlineData("channel.email > channel.phone", "LCR2004")]
    [InlineData("consent()", "LCR2007")]
    [InlineData("opted_out(size, email)", "LCR2007")]
    [InlineData("opted_out(this, email, 1)", "LCR2007")]
    [InlineData("match contact by name", "LCR2030")]
    public void Reports_each_mistake_once(string text, string id) => Assert.Equal(id, People.TypeOf(text));

    [Fact]
    public void Says_what_to_do_in_both_languages()
    {
        Assert.Equal("The app has no channel 'fax'; its channels are email, line, phone.", Said("consent(fax)", "en"));
        Assert.Equal("The app has no channel 'emial'; did you mean 'email'?", Said("consent(emial)", "en"));
        Assert.Contains("fax はチャネルではありません", Said("channel.email = loose", "ja"), StringComparison.Ordinal);
        Assert.Contains("on message の中だけ", Said("match contact by name", "ja"), StringComparison.Ordinal);
        Assert.Equal("email", Assert.Single(Assert.Single(People.Bind("consent(emial)").Diagnostics).Fixes).Edits.Single().NewText);
    }

    [Fact]
    public void Warns_where_no_channel_reaches_an_entity() => Assert.Equal("LCR2029", People.TypeOf("contactable_channels(this)", "deal"));

    [Fact]
    public void The_word_channel_means_what_is_nearer() => Assert.Equal("text?", People.TypeOf("let channel = this in channel.tel"));

    [Fact]
    public void A_function_takes_and_gives_channels()
    {
        var check = AppCompiler.Check(People.Package("""
            function other(c: channel) returns channel = if c = email then phone else email
            rules for contact { computed c : bool = opted_out(this, other(email)) }
            """));
        Assert.Empty(check.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void What_asks_for_consents_is_worked_out_on_reading_and_never_rolled_up()
    {
        var check = AppCompiler.Check(People.Package("rules for contact { computed mailable : bool = consent(email) }"));
        Assert.Equal(Engine.Model.FieldOrigin.ComputedOnRead, check.Model.Entity("contact").Field("mailable").Origin);
        var rollup = AppCompiler.Check(People.Package("rules for contact { rollup deals : int = count(deal via contact where opted_out(contact, email)) }"));
        Assert.True(rollup.HasErrors);
    }

    [Fact]
    public void A_match_reads_up_to_the_sender()
    {
        var (_, diagnostics) = People.Bind("if true then match contact by name else this");
        Assert.Equal("LCR2030", Assert.Single(diagnostics).Id);
        Assert.Equal("match", "if true then match contact by name else this".Substring(Assert.Single(diagnostics).Location.Span.Start, 5));
    }

    private static string Said(string text, string locale) => Assert.Single(People.Bind(text).Diagnostics).Message.For(locale);
}

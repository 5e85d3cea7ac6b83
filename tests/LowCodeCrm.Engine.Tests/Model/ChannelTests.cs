using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Tests.Rules.Channels;

namespace LowCodeCrm.Engine.Tests.Model;

public sealed class ChannelTests
{
    [Fact]
    public void Channels_come_in_the_order_of_their_paths_with_addresses_and_quiet_hours()
    {
        Assert.Equal(["email", "line", "phone"], People.Model.Channels.Select(c => c.Name));
        var email = People.Model.FindChannel("email")!;
        Assert.Equal(("c_email", "email", "メール"), (email.Id, email.Kind, email.Label.For("ja")));
        Assert.Equal("email", email.AddressOf(People.Model.Entity("contact"))!.Name);
        Assert.Null(email.AddressOf(People.Model.Entity("deal")));
        Assert.Equal(new(new TimeOnly(21, 0), new TimeOnly(8, 0), false), email.QuietHours);
        Assert.Null(People.Model.FindChannel("line")!.QuietHours);
    }

    [Theory]
    [InlineData("""{"contact": [{"entity": "contcat", "address": "email"}]}""", "LCR4109", "contcat")]
    [InlineData("""{"contact": [{"entity": "contact", "address": "male"}]}""", "LCR4110", "male")]
    [InlineData("""{"contact": [{"entity": "contact", "address": "size"}]}""", "LCR4130", "size")]
    [InlineData("""{"contact": [{"entity": "contact", "address": "email"}, {"entity": "contact", "address": "tel"}]}""", "LCR4131", "contact")]
    [InlineData("""{"contact": [{"entity": "contact"}]}""", "LCR4005", "{")]
    [InlineData("""{"quietHours": {"from": "25:00", "to": "08:00"}}""", "LCR4124", "25:00")]
    [InlineData("""{"quietHours": {"from": "08:00", "to": "08:00"}}""", "LCR4124", "08:00")]
    public void Mistakes_are_told_at_their_place(string email, string id, string at)
    {
        var found = AppCompiler.Check(People.Package("", email)).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        var diagnostic = Assert.Single(found);
        Assert.Equal((id, "channels/email.json"), (diagnostic.Id, diagnostic.Location.File));
        Assert.Contains(at, diagnostic.Location.Source.ToString(diagnostic.Location.Span), StringComparison.Ordinal);
        Assert.False(diagnostic.Message.For("ja") == diagnostic.Message.For("en"));
    }

    [Fact]
    public void A_channel_is_written_the_same_each_time()
    {
        var once = PackageWriter.Format("channels/email.json", """{"quietHours": {"to": "08:00", "weekends": true, "from": "21:00"}, "contact": [{"address": "email", "entity": "contact"}], "kind": "email", "mine": 1, "id": "c_1"}""");
        Assert.Equal("""
            {
              "id": "c_1",
              "kind": "email",
              "contact": [
                {
                  "entity": "contact",
                  "address": "email"
                }
              ],
              "quietHours": {
                "from": "21:00",
                "to": "08:00",
                "weekends": true
              },
              "mine": 1
            }

            """, once);
        Assert.Equal(once, PackageWriter.Format("channels/email.json", once));
    }
}

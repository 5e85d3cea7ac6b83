using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Tests.Apps;
using Xunit;

namespace LowCodeCrm.Runtime.Tests.Automation;

public sealed class ChoiceTests
{
    private const string Rules = """
        choose best for contact as p returns channel {
          from ch in contactable_channels(p) where not opted_out(p, ch)
          score 3 when ch = p.preferred
          score 2 * reply_rate(p, ch, days(180))
          score if ch = phone then 0.5 else 0
          otherwise email
        }
        rules for contact { before save x { set name = "{best(this)}" } }
        """;

    [Fact]
    public async Task The_best_score_is_chosen_and_of_equals_the_first()
    {
        await using var app = await LiveApp.InstallAsync(Shop.Package(Rules));
        await app.CreateAsync("contact", """{"name": "none"}""");
        await app.CreateAsync("contact", """{"name": "both", "email": "a@example.com", "tel": "+81312345678"}""");
        await app.CreateAsync("contact", """{"name": "prefers", "email": "a@example.com", "tel": "+81312345678", "preferred": "email"}""");
        Assert.Equal(["\"email\"", "\"phone\"", "\"email\""], await app.ValuesAsync("contact", "name"));
    }

    [Fact]
    public Task Tests_choose_on_the_interpreter() => Shop.PassAsync(Rules + """
        test chosen for contact {
          when create contact a { name: "both", email: "a@example.com", tel: "+81312345678" }
          then a.name = "phone" and best(a) = channel.phone
          given consent of a = { phone: withdrawn }
          then best(a) = channel.email
        }
        """);

    [Fact]
    public void The_explanation_has_each_candidate_with_its_score()
    {
        using var app = AppCompiler.Compile(Shop.Package(Rules)).App!;
        var contact = app.Model.Entity("contact");
        var record = new DynamicRecord(contact);
        record.SetValue(contact.Field("email").Index, "a@example.com");
        record.SetValue(contact.Field("tel").Index, "+81312345678");
        record.SetValue(contact.Field("preferred").Index, "email");
        var body = Assert.IsType<BoundChoose>(app.Rules.Functions.Single(f => f.Name == "best").Body);
        var node = Interpreter.Explain(body, new EvaluationFrame(new Context(app), record));
        Assert.Equal("email", node.Value);
        Assert.Equal(["email score 3", "phone score 0.5"], node.Children.Skip(1).Select(child => $"{child.Value} {child.Cause!.For("en")}"));
    }

    [Theory]
    [InlineData("from ch in p.name", "LCR2162")]
    [InlineData("from ch in {1, 2}", "LCR2003")]
    [InlineData("from ch in contactable_channels(p)", "LCR2062")]
    [InlineData("from ch in contactable_channels(p) score \"x\" otherwise email", "LCR2003")]
    [InlineData("from ch in contactable_channels(p) where chh is set otherwise email", "LCR2001")]
    public void Mistakes_are_diagnosed(string body, string id) => Assert.Equal([id], Shop.Mistakes($$"""choose c for contact as p returns channel { {{body}} }"""));

    private sealed class Context : RuleContext
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Context(CompiledApp app) => (Model, Now, TimeZone, UserTimeZone, Locale) = (app.Model, DateTime.UnixEpoch, "UTC", "UTC", "en");

        public override bool HasRole(string role) => false;
        public override EntityRecord? Load(int entityIndex, Guid id) => null;
        public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];
    }
}

using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Engine.Tests.Rules.Emit;
using LowCodeCrm.Testing;

namespace LowCodeCrm.Engine.Tests.Rules.Channels;

/// <summary>Compiled rules and the interpreter give one answer; the database is asked by these statements.</summary>
public sealed class ChannelEvaluationTests
{
    // A Wednesday, 09:00 in Tokyo.
    private static readonly DateTime Now = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Hanako = new("01900000-0000-7000-8000-000000000001");

    [Theory]
    [InlineData("text(consent(email))", "true")]
    [InlineData("text(consent(phone))", "false")]
    [InlineData("text(consent(line))", "false")]
    [InlineData("text(opted_out(this, phone))", "true")]
    [InlineData("text(opted_out(this, line))", "false")]
    [InlineData("text(consent(preferred))", "false")]
    [InlineData("text(preferred = channel.phone)", "true")]
    [InlineData("text(preferred in contactable_channels(this))", "false")]
    [InlineData("text(email in contactable_channels(this))", "true")]
    [InlineData("text(email not in contactable_channels(this))", "false")]
    [InlineData("text(channel.line in {email, line})", "true")]
    [InlineData("text(recent_sends(this, email, days(7)))", "2")]
    [InlineData("text(recent_sends(this, email, days(30)))", "4")]
    [InlineData("text(reply_rate(this, email, days(30)))", "0.25")]
    [InlineData("text(reply_rate(this, phone, days(30)) is empty)", "true")]
    [InlineData("text(quiet_hours(this, email, 2026-04-01T21:00+09:00))", "true")]
    [InlineData("text(quiet_hours(this, email, 2026-04-01T07:59+09:00))", "true")]
    [InlineData("text(quiet_hours(this, email, 2026-04-01T08:00+09:00))", "false")]
    [InlineData("text(quiet_hours(this, email, 2026-04-04T10:00+09:00))", "false")]
    [InlineData("text(quiet_hours(this, phone, 2026-04-01T12:59+09:00))", "true")]
    [InlineData("text(quiet_hours(this, phone, 2026-04-01T13:00+09:00))", "false")]
    [InlineData("text(quiet_hours(this, phone, 2026-04-04T10:00+09:00))", "true")]
    [InlineData("text(quiet_hours(this, phone, 2026-04-29T10:00+09:00))", "true")]
    [InlineData("text(quiet_hours(this, line, now()))", "false")]
    [InlineData("text(quiet_hours(this, phone, empty))", "false")]
    [InlineData("label(channel.email) & text(channel.email)", "メールemail")]
    [InlineData("\"{channel.line}\"", "line")]
    [InlineData("text(any(deal via contact where opted_out(this, phone) and not consent(email)))", "true")]
    [InlineData("text(any(deal via contact where opted_out(contact, phone)))", "true")]
    public void Back_ends_agree(string expression, string expected)
    {
        using var app = AppCompiler.Compile(People.Package($"rules for contact {{ computed answer : text = {expression} }}")).App!;
        var (entity, context) = (app.Model.Entity("contact"), Context(app));
        var record = Record(app);
        string? Run(EntityProgram program)
        {
            record.SetValue(entity.Field("answer").Index, null);
            program.Computed[0](record, null, context);
            return record.GetValue(entity.Field("answer").Index) as string;
        }
        Assert.Equal(expected, Run(app.ModuleOf(entity).Program));
        Assert.Equal(expected, Run(Interpreter.ProgramFor(app.Rules, entity)));
    }

    [Theory]
    [InlineData("text(opted_out(contact, email))", "false")]
    [InlineData("text(contactable_channels(contact) is empty)", "true")]
    [InlineData("text(recent_sends(contact, email, days(7)) is empty)", "true")]
    [InlineData("text(reply_rate(contact, email, days(7)) is empty)", "true")]
    public void Nobody_has_said_nothing_and_is_reached_nowhere(string expression, string expected)
    {
        using var app = AppCompiler.Compile(People.Package($"rules for deal {{ computed answer : text = {expression} }}")).App!;
        var entity = app.Model.Entity("deal");
        foreach (var program in new[] { app.ModuleOf(entity).Program, Interpreter.ProgramFor(app.Rules, entity) })
        {
            var record = app.ModuleOf(entity).NewRecord();
            program.Computed[0](record, null, Context(app));
            Assert.Equal(expected, record.GetValue(entity.Field("answer").Index));
        }
    }

    public static TheoryData<string> Examples => [.. Functions.All.Where(f => f.Group == Functions.ChannelsGroup || f.Name == Functions.Consent).Select(f => f.Name)];

    [Theory, MemberData(nameof(Examples))]
    public void Every_example_gives_the_result_that_it_shows(string name)
    {
        using var app = AppCompiler.Compile(People.Package("")).App!;
        var function = Functions.Find(name)!;
        var (bound, diagnostics) = People.Bind(function.Example);
        Assert.Empty(diagnostics);
        Assert.Equal(function.ExampleResult, EvalValues.Write(Interpreter.Evaluate(bound, new EvaluationFrame(Context(app), Record(app))))?.ToString());
    }

    [Theory]
    [InlineData("recent_sends(this, email, days(9999999))")]
    [InlineData("reply_rate(this, email, days(9999999))")]
    [InlineData("quiet_hours(this, phone, 1900-01-02T10:00+09:00)")]
    public void Fails_as_its_row_says(string text)
    {
        using var app = AppCompiler.Compile(People.Package("")).App!;
        var bound = (BoundCall)People.Bind(text).Bound;
        var failure = Assert.Throws<RuleEvaluationException>(() => Interpreter.Evaluate(bound, new EvaluationFrame(Context(app), Record(app))));
        Assert.Equal([failure.Id], bound.Function.Errors);
    }

    [Fact]
    public void An_empty_rate_says_why()
    {
        using var app = AppCompiler.Compile(People.Package("")).App!;
        var frame = new EvaluationFrame(Context(app), Record(app));
        Assert.Equal("nothing was sent on this channel in that time", Interpreter.CauseOfEmpty(People.Bind("reply_rate(this, phone, days(30))").Bound, frame)!.For("en"));
    }

    [Fact]
    public void Each_question_costs_fuel()
    {
        using var app = AppCompiler.Compile(People.Package("rules for contact { computed answer : bool = consent(email) }")).App!;
        var context = Context(app);
        context.Fuel = 5;
        Assert.Throws<RuleBudgetException>(() => app.ModuleOf(app.Model.Entity("contact")).Program.Computed[0](Record(app), null, context));
    }

    [Fact]
    public void The_database_is_asked_so()
    {
        using var app = AppCompiler.Compile(People.Package("")).App!;
        string[] contact = ["consent(email)", "not opted_out(this, preferred)", "email in contactable_channels(this)", "preferred in contactable_channels(this)", "preferred = channel.phone", "recent_sends(this, email, days(7)) > 2", "reply_rate(this, phone, days(180)) > 0.5"];
        string[] deal = ["opted_out(contact, email)", "recent_sends(contact, email, days(7)) = 0", "line in contactable_channels(contact)", "any(deal via contact where opted_out(contact, phone))"];
        var lines = contact.Select(text => Sql(app, text, "contact")).Concat(deal[..3].Select(text => Sql(app, text, "deal"))).Append(Sql(app, deal[3], "contact"));
        Snapshot.Verify(string.Join("\n\n", lines));
    }

    [Theory]
    [InlineData("quiet_hours(this, email, now())", "the function quiet_hours")]
    [InlineData("contactable_channels(this) is set", "contactable_channels by itself (\"in contactable_channels(…)\" it can)")]
    public void What_the_database_cannot_is_said(string text, string construct)
    {
        using var app = AppCompiler.Compile(People.Package("")).App!;
        Assert.Equal(construct, Assert.Throws<SqlLimitation>(() => Sql(app, text, "contact")).Construct.For("en"));
    }

    [Fact]
    public void The_browser_is_told_to_ask_the_server()
    {
        using var app = AppCompiler.Compile(People.Package("""
            rules for contact {
              computed mailable : bool = consent(email)
              computed loud : text = upper(name)
              validate agreed { when size > 1 require not opted_out(this, email) message en "No" ja "否" }
            }
            """)).App!;
        var rules = app.ClientRules["entities"]!["contact"]!;
        Assert.True((bool)rules["computed"]![0]!["server"]!);
        Assert.Equal("""{"k":"server","f":"consent","t":"bool"}""", rules["computed"]![0]!["value"]!.ToJsonString());
        Assert.Null(rules["computed"]![1]!["server"]);
        Assert.True((bool)rules["validations"]![0]!["server"]!);
    }

    private static string Sql(CompiledApp app, string text, string entity)
    {
        var (bound, diagnostics) = People.Bind(text, entity);
        Assert.DoesNotContain(diagnostics, d => d.Severity == Diagnostics.DiagnosticSeverity.Error);
        var context = new SqlContext(app.Model, app.Schema, new PlainCodec(), app.Rules);
        var translator = new SqlTranslator(context);
        var scope = new SqlScope(context, app.Model.Entity(entity));
        translator.Enter(scope, BoundTree.DescendantsAndSelf(bound).OfType<BoundRecord>().First(r => r.Symbol.Name == "this").Symbol);
        var condition = translator.Condition(bound);
        return $"{text}\n  FROM {scope.From}\n  WHERE {condition}\n  {string.Join(", ", context.Parameters.Select(p => $"{p.Name}={(p.Kind == SqlParameterKind.Constant ? p.Value is "" ? "''" : p.Value : p.Kind)}"))}";
    }

    private static EntityRecord Record(CompiledApp app)
    {
        var entity = app.Model.Entity("contact");
        var record = app.ModuleOf(entity).NewRecord();
        record.Id = Hanako;
        record.SetValue(entity.Field("email").Index, "hanako@example.com");
        record.SetValue(entity.Field("preferred").Index, "phone");
        return record;
    }

    private static PeopleContext Context(CompiledApp app)
    {
        var context = new PeopleContext(app.Model, Now);
        context.Memory.Words[("contact", Hanako, "email")] = true;
        context.Memory.Words[("contact", Hanako, "phone")] = false;
        foreach (var (days, answered) in new[] { (1, false), (7, true), (8, false), (30, false), (31, true) })
            context.Memory.Messages.Add((Hanako, "email", Now.AddDays(-days), answered));
        var deal = app.ModuleOf(app.Model.Entity("deal")).NewRecord();
        deal.Id = Guid.CreateVersion7();
        deal.SetValue(app.Model.Entity("deal").Field("contact").Index, Hanako);
        context.Records.Add(deal);
        context.Records.Add(Record(app));
        return context;
    }
}

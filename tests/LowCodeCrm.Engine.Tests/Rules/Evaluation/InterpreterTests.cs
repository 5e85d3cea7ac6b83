using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Syntax;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Rules.Evaluation;

public sealed class InterpreterTests
{
    private static readonly CrmModel Model = new("a", "crm", LocalizedText.Plain("CRM"),
    [
        new Entity("e1", "opportunity", LocalizedText.Plain("Opportunity"),
        [
            F("id", FieldType.Id), F("amount", FieldType.Money) with { Scale = 0 }, F("probability", FieldType.Integer), F("note", FieldType.Text),
            F("stage", FieldType.Choice) with { Options = [new Option("o1", "won", LocalizedText.Of("Won", "受注"), null, 0), new Option("o2", "lost", LocalizedText.Of("Lost", "失注"), null, 1)] },
            F("close_on", FieldType.Date), F("account", FieldType.Lookup) with { Target = "account" },
        ]),
        new Entity("e2", "account", LocalizedText.Plain("Account"), [F("id", FieldType.Id), F("name", FieldType.Text)]),
    ]);

    private static readonly Entity Opportunity = Model.Entity("opportunity");
    private static readonly Entity Account = Model.Entity("account");

    private static Field F(string name, FieldType type) => new() { Id = name, Name = name, Label = LocalizedText.Plain(name), Type = type };

    private static DynamicRecord Record(params (string Field, object? Value)[] values)
    {
        var record = new DynamicRecord(Opportunity) { Id = Guid.CreateVersion7() };
        foreach (var (field, value) in values) record.SetValue(Opportunity.Field(field).Index, value);
        return record;
    }

    private static BoundExpression Bind(string text)
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceText("t", text);
        var bound = ExpressionBinder.Bind(RulesParser.ParseExpression(source, diagnostics), source, BindingScope.For(Model, Opportunity), null, diagnostics);
        Assert.Empty(diagnostics);
        return bound;
    }

    [Fact]
    public void Reads_fields_and_passes_through_lookups()
    {
        var account = new DynamicRecord(Account) { Id = Guid.CreateVersion7() };
        account.SetValue(Account.Field("name").Index, "青山商事");
        var context = new Context([account], "en");
        Assert.Equal("青山商事", Interpreter.Evaluate(Bind("account.name"), new(context, Record(("account", account.Id)))));
        Assert.Null(Interpreter.Evaluate(Bind("account.name"), new(context, Record())));
    }

    [Fact]
    public void Aggregates_take_the_related_records()
    {
        var account = new DynamicRecord(Account) { Id = Guid.CreateVersion7() };
        var context = new Context([account, Record(("account", account.Id), ("amount", 100m)), Record(("account", account.Id), ("amount", 50m), ("stage", "won")), Record(("account", account.Id))], "en");
        var diagnostics = new DiagnosticBag();
        object? Of(string text)
        {
            var source = new SourceText("t", text);
            var bound = ExpressionBinder.Bind(RulesParser.ParseExpression(source, diagnostics), source, BindingScope.For(Model, Account), null, diagnostics);
            Assert.Empty(diagnostics);
            return Interpreter.Evaluate(bound, new(context, account));
        }
        Assert.Equal(150m, Of("sum(opportunity via account, amount)"));
        Assert.Equal(3L, Of("count(opportunity via account)"));
        Assert.Equal(50m, Of("sum(opportunity via account where stage = won, amount)"));
        Assert.Equal(75m, Of("avg(opportunity via account, amount)"));
        Assert.Equal(100m, Of("max(opportunity via account, amount)"));
        Assert.Equal(true, Of("any(opportunity via account where amount > 99)"));
        Assert.Equal(false, Of("all(opportunity via account, amount > 10)"));
        Assert.Null(Of("min(opportunity via account where amount > 999, amount)"));
    }

    [Fact]
    public void Knows_what_a_save_changes()
    {
        var (old, now) = (Record(("amount", 1m)), Record(("amount", 2m)));
        var context = new Context([], "en");
        Assert.Equal(true, Interpreter.Evaluate(Bind("changed(amount)"), new(context, now, old)));
        Assert.Equal(false, Interpreter.Evaluate(Bind("changed(note)"), new(context, now, old)));
        Assert.Equal(1m, Interpreter.Evaluate(Bind("old(amount)"), new(context, now, old)));
        Assert.Equal(true, Interpreter.Evaluate(Bind("is_new()"), new(context, now)));
    }

    [Fact]
    public void Explains_a_false_and_by_its_false_operands()
    {
        var node = Interpreter.Explain(Bind("stage = won and amount > 0 and probability > 5"),
            new(new Context([], "en"), Record(("stage", "won"), ("amount", 0m), ("probability", 10L))), ExplainLevel.Why);
        Assert.Equal(ExplainState.False, node.State);
        var decisive = Assert.Single(node.Children);
        Assert.Equal(BinaryOperator.Greater, ((BoundBinary)decisive.Expression).Operator);
        Assert.Equal(0m, decisive.Children[0].Value);
    }

    [Fact]
    public void Says_in_both_languages_why_a_value_is_empty()
    {
        var cause = Interpreter.CauseOfEmpty(Bind("amount * probability"), new(new Context([], "en"), Record(("amount", 1m))));
        Assert.Equal("probability is empty", cause!.For("en"));
        Assert.Equal("probability が空です", cause.For("ja"));
    }

    [Theory]
    [InlineData("en", "1,234,567 by Apr 1, 2026: Won")]
    [InlineData("ja", "1,234,567 by 2026年4月1日: 受注")]
    public void A_message_speaks_the_readers_language(string locale, string expected)
    {
        var message = new BoundMessage(ImmutableSortedDictionary<string, BoundExpression>.Empty.Add("", Bind("\"{amount} by {close_on}: {stage}\"")));
        var record = Record(("amount", 1234567m), ("close_on", new DateOnly(2026, 4, 1)), ("stage", "won"));
        Assert.Equal(expected, Interpreter.FormatMessage(message, record, null, new Context([], locale)));
    }

    [Fact]
    public void An_assignment_rounds_half_up_to_the_fields_scale()
    {
        var location = new SourceLocation(new SourceText("t", ""), default);
        var rules = new EntityRules(Opportunity, [], [], [], [], [], [], [], [], []) with
        {
            Computed = [new ComputedRule("c", Opportunity, new RecordSymbol("this", "opportunity"), Opportunity.Field("amount"), Bind("amount * 0.5"), false, location)],
            Validations = [new ValidateRule("v", Opportunity, new RecordSymbol("this", "opportunity"), null, Bind("probability > 0"), null, [], location)],
        };
        var program = Interpreter.ProgramFor(new BoundRuleSet(Model, [rules], []), Opportunity);
        var record = Record(("amount", 5m));
        Assert.True(program.Computed[0](record, null, new Context([], "en")));
        Assert.Equal(3m, record.GetValue(Opportunity.Field("amount").Index));
        // An unknown requirement is not met.
        Assert.True(program.Validations[0](record, null, new Context([], "en")));
    }

    private sealed class Context : RuleContext
    {
        private readonly EntityRecord[] records;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Context(EntityRecord[] records, string locale)
        {
            this.records = records;
            (Now, TimeZone, UserTimeZone, Locale, Model) = (new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), "Asia/Tokyo", "Asia/Tokyo", locale, InterpreterTests.Model);
        }

        public override bool HasRole(string role) => false;
        public override EntityRecord? Load(int entityIndex, Guid id) => records.FirstOrDefault(r => r.Id == id && r.EntityIndex == entityIndex);
        public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) =>
            [.. records.Where(r => r.EntityIndex == entityIndex && Equals(r.GetValue(lookupFieldIndex), parentId))];
    }
}

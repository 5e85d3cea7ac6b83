using System.Diagnostics.CodeAnalysis;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Client;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Syntax;
using Xunit;
using static LowCodeCrm.Engine.Tests.Rules.Emit.EmitWorld;

namespace LowCodeCrm.Engine.Tests.Rules.Evaluation;

/// <summary>Aggregates over the records that a many-to-many field holds.</summary>
public sealed class ManyToManyTests
{
    private static readonly CrmModel Model = new("a_1", "test", LocalizedText.Plain("Test"),
    [
        .. SystemModel.Entities,
        Entity("member", Field("name", FieldType.Text), Field("hours", FieldType.Integer), Field("lead", FieldType.Boolean), Field("skills", FieldType.ManyToMany) with { Target = "skill" }),
        Entity("skill", Field("level", FieldType.Integer)),
        Entity("project", Field("total", FieldType.Integer), Field("members", FieldType.ManyToMany) with { Target = "member" }),
    ]);

    [Theory]
    [InlineData("any(members where lead)", true)]
    [InlineData("any(members where hours > 100)", false)]
    [InlineData("all(members, hours > 1)", true)]
    [InlineData("all(members, lead)", false)]
    [InlineData("count(members where hours > 4)", 1L)]
    [InlineData("sum(members, hours)", 8L)]
    [InlineData("min(members, hours)", 3L)]
    [InlineData("max(members, hours) + count(members)", 7L)]
    [InlineData("sum(members, count(skills))", 2L)]
    public void Take_the_linked_records(string expression, object expected)
    {
        var (bound, diagnostics) = Bind(expression);
        Assert.Empty(diagnostics);
        Assert.Equal(expected, Interpreter.Evaluate(bound, new EvaluationFrame(new Links(), Project)));
    }

    [Fact]
    public void The_mean_is_a_decimal() => Assert.Equal(4m, Interpreter.Evaluate(Bind("avg(members, hours)").Bound, new EvaluationFrame(new Links(), Project)));

    [Fact]
    public void The_browser_is_told_that_the_field_holds_ids() => Assert.Contains("\"link\":true", new ClientExpressionWriter(Model, null).Write(Bind("count(members)").Bound).ToJsonString(), StringComparison.Ordinal);

    [Fact]
    public void A_computed_field_over_links_is_worked_out_on_reading_and_a_rollup_is_refused_with_the_reason()
    {
        var (rules, diagnostics) = Rules("rules for project { computed people : int = count(members) computed many : bool = people > 3 }");
        Assert.Empty(diagnostics);
        Assert.Equal([FieldOrigin.ComputedOnRead, FieldOrigin.ComputedOnRead], rules.Model.Entity("project").Fields.Where(f => f.Name is "people" or "many").Select(f => f.Origin));
        Assert.Equal(["LCR2022"], Rules("rules for project { rollup total = sum(members, hours) }").Diagnostics.Select(d => d.Id));
    }

    private static readonly DynamicRecord Project = New("project");
    private static readonly DynamicRecord[] Members = [New("member", ("hours", 3L), ("lead", true)), New("member", ("hours", 5L), ("lead", false))];
    private static readonly DynamicRecord Skill = New("skill", ("level", 1L));

    private static DynamicRecord New(string entity, params (string Field, object Value)[] values)
    {
        var record = new DynamicRecord(Model.Entity(entity)) { Id = Guid.CreateVersion7() };
        foreach (var (field, value) in values) record.SetValue(record.Entity.Field(field).Index, value);
        return record;
    }

    private static (BoundExpression Bound, DiagnosticBag Diagnostics) Bind(string text) => Binding.Sales.Bind(text, BindingScope.For(Model, Model.Entity("project")));

    private static (BoundRuleSet Rules, DiagnosticBag Diagnostics) Rules(string text)
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceText("rules/a.rules", text);
        return (RuleBinder.Bind(Model, [(source, RulesParser.Parse(source, diagnostics))], diagnostics), diagnostics);
    }

    private sealed class Links : RuleContext
    {
        [SetsRequiredMembers]
        public Links() => (Now, TimeZone, UserTimeZone, Locale) = (DateTime.UnixEpoch, "Asia/Tokyo", "Asia/Tokyo", "en");

        public override bool HasRole(string role) => false;
        public override EntityRecord? Load(int entityIndex, Guid id) => null;
        public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [];

        public override IReadOnlyList<EntityRecord> LoadLinked(int entityIndex, int fieldIndex, Guid id) => ManyToManyTests.Model.Entities[entityIndex].Fields[fieldIndex].Name switch
        {
            "members" when id == Project.Id => Members,
            "skills" => [Skill],
            var other => throw new KeyNotFoundException(other),
        };
    }
}

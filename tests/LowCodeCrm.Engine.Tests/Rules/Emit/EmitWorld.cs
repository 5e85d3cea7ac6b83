using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Tests.Rules.Emit;

/// <summary>Small models, and bound rules built by hand: what is emitted is tested apart from parser and binder.</summary>
internal static class EmitWorld
{
    public static Field Field(string name, FieldType type) => new() { Id = "f_" + name, Name = name, Label = LocalizedText.Plain(name), Type = type };

    public static Field Choice(string name, FieldType type, params string[] values) =>
        Field(name, type) with { Options = [.. values.Select((value, i) => new Option($"o_{i}", value, LocalizedText.Plain(value), null, i))] };

    public static Entity Entity(string name, params Field[] fields) =>
        new("e_" + name, name, LocalizedText.Plain(name), [.. SystemModel.FieldsOf("e_" + name), .. fields]);

    public static CrmModel Model(params Entity[] entities) => new("a_1", "test", LocalizedText.Plain("Test"), [.. SystemModel.Entities, .. entities]);

    public static EntityRules NoRules(Entity entity) => new(entity, [], [], [], [], [], [], [], [], []);

    /// <summary>A rule set in which only the given entities have rules.</summary>
    public static BoundRuleSet Rules(CrmModel model, params EntityRules[] rules) =>
        new(model, [.. model.Entities.Select(entity => rules.FirstOrDefault(r => r.Entity.Name == entity.Name) ?? NoRules(entity))], []);

    public static SourceLocation Here { get; } = new(new SourceText("rules/test.rules", ""), default);

    /// <summary>An opportunity with amount, probability, weighted, stage, note and account; an account with rank and total.</summary>
    public static CrmModel Sales() => Model(
        Entity("account", Field("rank", FieldType.Text), Field("total", FieldType.Money) with { Scale = 0, Origin = FieldOrigin.Rollup }),
        Entity("opportunity", Field("amount", FieldType.Money) with { Scale = 0 }, Field("probability", FieldType.Percent) with { Scale = 0 },
            Field("weighted", FieldType.Money) with { Scale = 2, Origin = FieldOrigin.Computed }, Choice("stage", FieldType.Choice, "open", "won", "lost"),
            Field("note", FieldType.Text), Field("account", FieldType.Lookup) with { Target = "account" }));

    /// <summary>One rule of each kind for the sales model.</summary>
    public static BoundRuleSet SalesRules(CrmModel model, decimal threshold = 0)
    {
        var (account, opportunity) = (model.Entity("account"), model.Entity("opportunity"));
        var self = new RecordSymbol("this", "opportunity");
        BoundExpression F(string name) => BoundFactory.Field(self, opportunity, opportunity.Field(name));
        BoundExpression D(decimal value) => BoundFactory.Literal(value, RuleType.Decimal);
        BoundExpression Stage(string value) => BoundFactory.Literal(value, RuleType.ChoiceOf("opportunity", "stage"));
        BoundExpression Op(BinaryOperator op, BoundExpression left, BoundExpression right) => BoundFactory.Binary(op, left, right)!;
        var isWon = Op(BinaryOperator.Equal, F("stage"), Stage("won"));
        var weighted = BoundFactory.Call("round_half_up", Op(BinaryOperator.Divide, Op(BinaryOperator.Multiply, F("amount"), F("probability")), D(100)), BoundFactory.Literal(1L, RuleType.Int))!;
        var rank = BoundFactory.Field(F("account"), account, account.Field("rank"));
        var text = BoundFactory.Literal("A \"quoted\"\r\n*/ { text } \u2028", RuleType.Text);
        var local = new VariableSymbol("x", RuleType.Decimal.Optional);
        var process = new ProcessDefinition("stages", opportunity, opportunity.Field("stage"), self, [],
            [new ProcessTransition("win", [], opportunity.Field("stage").Options[1],
                [new ProcessGuard("guard", BoundFactory.IsSet(F("account")), null, [])], Op(BinaryOperator.Equal, F("owner"), BoundFactory.User()), [],
                [new SetCommand(opportunity.Field("note"), text, default)], Here)], Here);
        var owner = new RecordSymbol("this", "account");
        var inner = new RecordSymbol("inner", "opportunity");
        var total = BoundFactory.Aggregate(AggregateKind.Sum, opportunity, opportunity.Field("account"), BoundFactory.Record(owner), inner,
            Op(BinaryOperator.Equal, BoundFactory.Field(inner, opportunity, opportunity.Field("stage")), Stage("won")), BoundFactory.Field(inner, opportunity, opportunity.Field("amount")))!;
        return Rules(model,
            new EntityRules(opportunity,
                [new DefaultRule("default stage", opportunity, self, opportunity.Field("stage"), null, Stage("open"), Here)],
                [new BeforeSaveRule("tidy", opportunity, self, null, [new SetCommand(opportunity.Field("note"), BoundFactory.Call("trim", F("note"))!, default)], Here)],
                [new ComputedRule("computed weighted", opportunity, self, opportunity.Field("weighted"), weighted, false, Here)],
                [new ValidateRule("won_needs_amount", opportunity, self, isWon, Op(BinaryOperator.Greater, F("amount"), D(threshold)), null, [], Here)],
                [new WarnRule("warn note", opportunity, self, Op(BinaryOperator.And, Op(BinaryOperator.Less, F("probability"), D(10)), Op(BinaryOperator.Equal, rank, BoundFactory.Literal("A", RuleType.Text))), null, [], Here)],
                [new FieldStateRule("readonly amount", opportunity, self, FieldStateKind.ReadOnly, [opportunity.Field("amount")], BoundFactory.In(F("stage"), [Stage("won"), Stage("lost")]), Here)],
                [],
                [new AfterSaveRule("handover", opportunity, self, new BoundChanged(opportunity, opportunity.Field("stage"), default),
                    [
                        new LetCommand(local, Op(BinaryOperator.Multiply, F("amount"), D(2)), default),
                        new IfCommand(isWon,
                            [new UpdateCommand(F("account"), account, [new FieldAssignment(account.Field("rank"), BoundFactory.Literal("A", RuleType.Text))], default)],
                            [new CreateCommand(opportunity, [new FieldAssignment(opportunity.Field("amount"), new BoundVariable(local, default)), new FieldAssignment(opportunity.Field("account"), F("account"))], default)],
                            default),
                        new IfCommand(Op(BinaryOperator.Equal, F("note"), BoundFactory.Literal("gone", RuleType.Text)), [new DeleteCommand(F("account"), account, default)], [], default),
                    ], Here)],
                [process]),
            NoRules(account) with { Rollups = [new RollupRule("rollup total", account, owner, account.Field("total"), total, Here)] });
    }
}

/// <summary>A context over records in memory.</summary>
internal sealed class MemoryContext : RuleContext
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public MemoryContext()
    {
        (Now, TimeZone, UserTimeZone, Locale) = (new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), "Asia/Tokyo", "Asia/Tokyo", "en");
    }

    public List<EntityRecord> Records { get; } = [];

    public override bool HasRole(string role) => role == "sales";
    public override EntityRecord? Load(int entityIndex, Guid id) => Records.Find(r => r.EntityIndex == entityIndex && r.Id == id);
    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) =>
        [.. Records.Where(r => r.EntityIndex == entityIndex && Equals(r.GetValue(lookupFieldIndex), parentId))];
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;
using Xunit;
using static LowCodeCrm.Engine.Tests.Schema.TestModels;

namespace LowCodeCrm.Engine.Tests.Schema;

public sealed class SchemaDiffTests
{
    [Fact]
    public void The_same_model_again_changes_nothing()
    {
        var model = ModelOf(Entity("e_1", "deal", Field("f_1", "name", FieldType.Text), Lookup("f_2", "parent", "deal"))).WithSearch("deal", "name");
        Assert.Empty(Between(model, model));
    }

    [Fact]
    public void A_new_field_is_a_column_and_its_sort_key()
    {
        var changes = Between(ModelOf(Entity("e_1", "deal")), ModelOf(Entity("e_1", "deal", Field("f_1", "name", FieldType.Text))));
        Assert.Equal(["addField deal.name", "addColumn deal.name", "addColumn deal.name__sort"], changes.Select(c => $"{c.Kind} {c.Target}"));
        Assert.All(changes, c => Assert.Equal(ChangeRisk.None, c.Risk));
    }

    [Fact]
    public void A_removed_field_loses_its_values_and_drops_nothing()
    {
        var change = Assert.Single(Between(ModelOf(Entity("e_1", "deal", Field("f_1", "n", FieldType.Integer))), ModelOf(Entity("e_1", "deal"))));
        Assert.Equal(("removeField", "deal.n", ChangeRisk.DataLoss), (change.Kind, change.Target, change.Risk));
        Assert.Contains("deal.n", change.Loses!.For("en"), StringComparison.Ordinal);
        Assert.Contains("deal.n", change.Loses.For("ja"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rename_touches_no_table() =>
        Assert.Equal(
            ["renameEntity opportunity None", "renameField opportunity.total None"],
            Between(ModelOf(Entity("e_1", "deal", Field("f_1", "n", FieldType.Integer))), ModelOf(Entity("e_1", "opportunity", Field("f_1", "total", FieldType.Integer))))
                .Select(c => $"{c.Kind} {c.Target} {c.Risk}"));

    [Theory]
    [InlineData(FieldType.Integer, FieldType.Decimal, ChangeRisk.Low)]
    [InlineData(FieldType.Integer, FieldType.Text, ChangeRisk.Low)]
    [InlineData(FieldType.Text, FieldType.Integer, ChangeRisk.DataLoss)]
    [InlineData(FieldType.Date, FieldType.Boolean, ChangeRisk.DataLoss)]
    [InlineData(FieldType.Text, FieldType.Email, ChangeRisk.None)]
    public void The_risk_of_another_type_is_what_is_lost(FieldType from, FieldType to, ChangeRisk risk)
    {
        var changes = Between(ModelOf(Entity("e_1", "deal", Field("f_1", "n", from) with { Scale = 2 })), ModelOf(Entity("e_1", "deal", Field("f_1", "n", to) with { Scale = 2 })));
        var change = Assert.Single(changes, c => c.Kind == "changeType");
        Assert.Equal(risk, change.Risk);
        Assert.Equal(risk == ChangeRisk.DataLoss, change.Loses is not null);
    }

    [Fact]
    public void A_removed_option_and_a_new_demand_are_named()
    {
        var changes = Between(
            ModelOf(Entity("e_1", "deal", Choice("f_1", "rank", "a", "b"), Field("f_2", "n", FieldType.Integer))),
            ModelOf(Entity("e_1", "deal", Choice("f_1", "rank", "a"), Field("f_2", "n", FieldType.Integer) with { Required = true })));
        Assert.Equal(["removeOption deal.rank.b DataLoss", "requireField deal.n Low"], changes.Select(c => $"{c.Kind} {c.Target} {c.Risk}"));
    }

    [Fact]
    public void A_removed_key_frees_its_index_and_a_new_one_makes_one()
    {
        Entity Deal() => Entity("e_1", "deal", Field("f_1", "a", FieldType.Integer), Field("f_2", "b", FieldType.Integer));
        var changes = Between(ModelOf(Deal().WithKeys(["a"])), ModelOf(Deal().WithKeys(["b"])));
        Assert.Equal(["changeKeys deal", "dropIndex uq_deal_a", "addIndex uq_deal_b"], changes.Select(c => $"{c.Kind} {c.Target}"));
    }

    [Fact]
    public void Other_searched_fields_index_all_records_anew()
    {
        Entity Deal() => Entity("e_1", "deal", Field("f_1", "a", FieldType.Text), Field("f_2", "b", FieldType.Text));
        Assert.Equal(["rebuildSearch deal"], Between(ModelOf(Deal()).WithSearch("deal", "a"), ModelOf(Deal()).WithSearch("deal", "a", "b")).Select(c => $"{c.Kind} {c.Target}"));
    }

    [Theory]
    [InlineData("12.345", FieldType.Decimal, "12.35")]
    [InlineData("twelve", FieldType.Decimal, null)]
    [InlineData("12", FieldType.Integer, 12L)]
    [InlineData("12.5", FieldType.Integer, null)]
    [InlineData("￥１，２００", FieldType.Decimal, "1200")]
    [InlineData("1,200円", FieldType.Integer, 1200L)]
    public void Texts_become_numbers_where_they_are_ones(string text, FieldType to, object? expected)
    {
        var converted = ValueConversion.Convert(text, Field("f", "n", FieldType.Text), Field("f", "n", to) with { Scale = 2 });
        Assert.Equal(expected is string number ? decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : expected, converted);
    }

    [Theory]
    [InlineData("はい", true)]
    [InlineData("NO", false)]
    [InlineData("○", true)]
    [InlineData("maybe", null)]
    public void Texts_become_yes_or_no_where_they_say_so(string text, bool? expected) =>
        Assert.Equal(expected, ValueConversion.Convert(text, Field("f", "n", FieldType.Text), Field("f", "n", FieldType.Boolean)));

    [Theory]
    [InlineData("2026/4/1")]
    [InlineData("２０２６年４月１日")]
    [InlineData("2026-04-01")]
    public void Texts_become_days_however_they_are_written(string text) =>
        Assert.Equal(new DateOnly(2026, 4, 1), ValueConversion.Convert(text, Field("f", "n", FieldType.Text), Field("f", "n", FieldType.Date)));

    [Fact]
    public void A_text_becomes_the_option_that_is_called_so()
    {
        var choice = Field("f", "n", FieldType.Choice) with { Options = [new Option("o_1", "high", LocalizedText.Of("High", "高い"), null, 0)] };
        Assert.Equal("o_1", ValueConversion.Convert("高い", Field("f", "n", FieldType.Text), choice));
        Assert.Equal("o_1", ValueConversion.Convert("high", Field("f", "n", FieldType.Text), choice));
        Assert.Null(ValueConversion.Convert("low", Field("f", "n", FieldType.Text), choice));
    }

    [Fact]
    public void A_number_past_the_new_precision_becomes_empty() =>
        Assert.Null(ValueConversion.Convert(12_345m, Field("f", "n", FieldType.Decimal), Field("f", "n", FieldType.Decimal) with { Precision = 6, Scale = 2 }));

    private static IEnumerable<SchemaChange> Between(CrmModel before, CrmModel after)
    {
        var schema = SchemaBuilder.Build(before, null);
        return SchemaDiff.Between(schema, before, SchemaBuilder.Build(after, schema), after);
    }
}

using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;
using Xunit;
using static LowCodeCrm.Engine.Tests.Schema.TestModels;

namespace LowCodeCrm.Engine.Tests.Schema;

public sealed class SchemaBuilderTests
{
    [Fact]
    public void Tables_and_columns_bear_the_names_of_entities_and_fields()
    {
        var schema = SchemaBuilder.Build(ModelOf(Entity("e_1", "商談", Field("f_1", "金額", FieldType.Money) with { Scale = 2 })), null);
        var mapping = schema.ByEntityId["e_1"];
        Assert.Equal("商談", mapping.Table.Name);
        Assert.Equal(new Column("金額", StorageType.Decimal, Precision: 18, Scale: 2), mapping.ByFieldId["f_1"].Column);
        Assert.NotNull(mapping.Table.Find(SystemTables.DeletedAt));
        Assert.NotNull(mapping.Table.Find(SystemTables.AppVersionColumn));
    }

    [Fact]
    public void A_name_past_63_bytes_gives_way_to_the_id()
    {
        var longName = new string('商', 60);
        var schema = SchemaBuilder.Build(ModelOf(Entity("e_1", longName, Field("f_1", longName, FieldType.PersonName))), null);
        Assert.Equal("e_e_1", schema.ByEntityId["e_1"].Table.Name);
        Assert.Equal(["c_f_1__family", "c_f_1__given", "c_f_1__family_reading", "c_f_1__given_reading"], schema.ByEntityId["e_1"].ByFieldId["f_1"].Columns.Select(c => c.Name));
    }

    [Theory]
    [InlineData("deleted_at")]
    [InlineData("app_version")]
    [InlineData("xmin")]
    [InlineData("rowid")]
    [InlineData("ID")]
    public void A_name_that_the_platform_or_a_database_needs_gives_way(string name) =>
        Assert.Equal("c_f_1", SchemaBuilder.Build(ModelOf(Entity("e_1", "thing", Field("f_1", name, FieldType.Integer))), null).ByEntityId["e_1"].ByFieldId["f_1"].Column.Name);

    [Fact]
    public void A_renamed_field_keeps_its_column_and_a_new_one_of_its_old_name_gets_another()
    {
        var first = SchemaBuilder.Build(ModelOf(Entity("e_1", "deal", Field("f_1", "amount", FieldType.Integer))), null);
        var second = SchemaBuilder.Build(ModelOf(Entity("e_1", "opportunity", Field("f_1", "total", FieldType.Integer), Field("f_2", "amount", FieldType.Integer))), first);
        var mapping = second.ByEntityId["e_1"];
        Assert.Equal("deal", mapping.Table.Name);
        Assert.Equal("amount", mapping.ByFieldId["f_1"].Column.Name);
        Assert.Equal("c_f_2", mapping.ByFieldId["f_2"].Column.Name);
    }

    [Fact]
    public void A_removed_field_keeps_its_column_and_gets_it_back()
    {
        var first = SchemaBuilder.Build(ModelOf(Entity("e_1", "deal", Field("f_1", "note", FieldType.Text), Field("f_2", "x", FieldType.Integer))), null);
        var second = SchemaBuilder.Build(ModelOf(Entity("e_1", "deal", Field("f_2", "x", FieldType.Integer))), first);
        Assert.NotNull(second.ByEntityId["e_1"].Table.Find("note"));
        var third = SchemaBuilder.Build(ModelOf(Entity("e_1", "deal", Field("f_1", "memo", FieldType.Text))), second);
        Assert.Equal("note", third.ByEntityId["e_1"].ByFieldId["f_1"].Column.Name);
    }

    [Fact]
    public void A_changed_type_is_a_new_column_and_changing_back_returns_to_the_old()
    {
        var text = ModelOf(Entity("e_1", "deal", Field("f_1", "rank", FieldType.Text)));
        var choice = ModelOf(Entity("e_1", "deal", Choice("f_1", "rank", "a", "b")));
        var first = SchemaBuilder.Build(text, null);
        var second = SchemaBuilder.Build(choice, first);
        Assert.Equal("c_f_1", second.ByEntityId["e_1"].ByFieldId["f_1"].Column.Name);
        Assert.NotNull(second.ByEntityId["e_1"].Table.Find("rank"));
        var third = SchemaBuilder.Build(text, second);
        Assert.Equal("rank", third.ByEntityId["e_1"].ByFieldId["f_1"].Column.Name);
        Assert.Equal(second.ByEntityId["e_1"].Table.Columns, third.ByEntityId["e_1"].Table.Columns);
    }

    [Theory]
    [InlineData(18, 2, 18, 3, true)]
    [InlineData(18, 2, 20, 2, true)]
    [InlineData(12, 2, 18, 2, false)]
    [InlineData(18, 2, 12, 2, false)]
    public void A_changed_scale_is_a_new_column(int precision, int scale, int newPrecision, int newScale, bool isNew)
    {
        var first = SchemaBuilder.Build(ModelOf(Entity("e_1", "deal", Field("f_1", "n", FieldType.Decimal) with { Precision = precision, Scale = scale })), null);
        var second = SchemaBuilder.Build(ModelOf(Entity("e_1", "deal", Field("f_1", "n", FieldType.Decimal) with { Precision = newPrecision, Scale = newScale })), first);
        var column = second.ByEntityId["e_1"].ByFieldId["f_1"].Column;
        Assert.Equal(isNew ? "c_f_1" : "n", column.Name);
        Assert.Equal(isNew ? newPrecision : Math.Max(precision, newPrecision), column.Precision);
    }

    [Fact]
    public void Lookups_have_foreign_keys_and_indexes_and_keys_are_unique_over_live_rows()
    {
        var model = ModelOf(
            Entity("e_1", "account", Field("f_1", "code", FieldType.Text)).WithKeys(["code"]),
            Entity("e_2", "contact", Lookup("f_2", "account", "account")));
        var schema = SchemaBuilder.Build(model, null);
        Assert.Contains(schema.ByEntityId["e_1"].Table.Indexes, i => i.IsUnique && i.LiveRowsOnly && i.Columns.SequenceEqual(["code"]));
        Assert.Contains(schema.ByEntityId["e_2"].Table.Indexes, i => !i.IsUnique && i.Columns.SequenceEqual(["account"]));
        Assert.Contains(schema.ByEntityId["e_2"].Table.ForeignKeys, k => k is { Column: "account", ReferencedTable: "account", ReferencedColumn: "id" });
    }

    [Fact]
    public void The_first_sort_of_a_view_is_indexed_with_the_id_behind_it()
    {
        var entity = Entity("e_1", "deal", Field("f_1", "name", FieldType.Text), Field("f_2", "amount", FieldType.Integer));
        var model = new CrmModel("a", "a", LocalizedText.Plain("a"), [.. ModelOf().Entities, entity])
        {
            Views = [new View("v_1", "all", "deal", ViewKind.List, LocalizedText.Plain("All"), ["name"], null, ["-amount"], null, [], false), new View("v_2", "names", "deal", ViewKind.List, LocalizedText.Plain("N"), ["name"], null, ["name"], null, [], false)],
        };
        var indexes = SchemaBuilder.Build(model, null).ByEntityId["e_1"].Table.Indexes;
        Assert.Contains(indexes, i => i.Columns.SequenceEqual(["amount", "id"]));
        Assert.Contains(indexes, i => i.Columns.SequenceEqual(["name__sort", "id"]));
    }

    [Fact]
    public void Many_to_many_is_a_table_of_pairs_that_a_new_target_replaces_and_the_old_one_gets_back()
    {
        CrmModel To(string target) => ModelOf(Entity("e_1", "a"), Entity("e_2", "b"), Entity("e_3", "c", Field("f_1", "links", FieldType.ManyToMany) with { Target = target }));
        var first = SchemaBuilder.Build(To("a"), null);
        var second = SchemaBuilder.Build(To("b"), first);
        var third = SchemaBuilder.Build(To("a"), second);
        Assert.Equal("c__links", first.LinkByFieldId["f_1"].Table.Name);
        Assert.NotEqual("c__links", second.LinkByFieldId["f_1"].Table.Name);
        Assert.Equal("c__links", third.LinkByFieldId["f_1"].Table.Name);
        Assert.Equal(second.Tables.Length, third.Tables.Length);
    }

    [Fact]
    public void A_schema_survives_its_JSON()
    {
        var first = SchemaBuilder.Build(ModelOf(Entity("e_1", "deal", Field("f_1", "rank", FieldType.Text), Lookup("f_2", "parent", "deal"))).WithSearch("deal", "rank"), null);
        var schema = SchemaBuilder.Build(ModelOf(Entity("e_1", "deal", Choice("f_1", "rank", "a"), Field("f_3", "links", FieldType.ManyToMany) with { Target = "deal" })), first);
        var json = SchemaJson.Write(schema);
        Assert.Equal(json, SchemaJson.Write(SchemaJson.Read(json)));
        Assert.Equal(schema.Tables.Select(t => t.Name), SchemaJson.Read(json).Tables.Select(t => t.Name));
        Assert.Equal("rank", SchemaJson.Read(json).ByEntityId["e_1"].Retired[0].Column.Name);
    }
}

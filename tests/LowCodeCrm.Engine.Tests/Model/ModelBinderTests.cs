using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Tests.Packages;
using LowCodeCrm.Testing;
using Xunit;

namespace LowCodeCrm.Engine.Tests.Model;

public class ModelBinderTests
{
    [Fact]
    public void Every_entity_starts_with_the_system_fields()
    {
        var entity = Bind("\"name\": {\"type\": \"string\"}");

        Assert.Equal([.. SystemFields.All, "name"], entity.Fields.Select(field => field.Name));
        Assert.Equal("e_1:owner", entity.Field("owner").Id);
        Assert.Equal("担当者", entity.Field("owner").Label.For("ja"));
        Assert.Equal("name", entity.Display);
    }

    [Theory]
    [InlineData("""{"type": "string"}""", FieldType.Text)]
    [InlineData("""{"type": ["string", "null"], "format": "date"}""", FieldType.Date)]
    [InlineData("""{"type": "string", "format": "date-time"}""", FieldType.DateTime)]
    [InlineData("""{"type": "string", "format": "email"}""", FieldType.Email)]
    [InlineData("""{"enum": ["a", "b"]}""", FieldType.Choice)]
    [InlineData("""{"type": ["integer", "null"]}""", FieldType.Integer)]
    [InlineData("""{"type": "number"}""", FieldType.Decimal)]
    [InlineData("""{"type": "boolean"}""", FieldType.Boolean)]
    [InlineData("""{"type": "array", "items": {"type": "string"}}""", FieldType.Tags)]
    [InlineData("""{"type": "array", "items": {"enum": ["a", "b"]}}""", FieldType.MultiChoice)]
    [InlineData("""{"type": "string", "format": "uuid", "x-crm": {"target": "thing"}}""", FieldType.Lookup)]
    [InlineData("""{"type": "array", "x-crm": {"target": "thing"}}""", FieldType.ManyToMany)]
    [InlineData("""{"type": "object"}""", FieldType.Json)]
    public void The_type_follows_from_the_json_schema(string schema, FieldType expected) =>
        Assert.Equal(expected, Bind($"\"x\": {schema}").Field("x").Type);

    [Fact]
    public void Every_field_type_can_be_named()
    {
        foreach (var name in FieldTypeNames.All)
        {
            var extra = name is "lookup" or "manyToMany" ? ", \"target\": \"thing\"" : name is "choice" or "multiChoice" ? ", \"options\": [\"a\"]" : "";
            if (name == "childList") extra = ", \"target\": \"thing\", \"via\": \"up\"";
            var entity = Bind($$"""
                "up": {"x-crm": {"type": "lookup", "target": "thing"} }, "x": {"x-crm": {"type": "{{name}}"{{extra}} } }
                """);
            Assert.Equal(name, FieldTypeNames.Of(entity.Field("x").Type));
        }
    }

    [Fact]
    public void Numbers_have_their_limits_from_type_and_currency()
    {
        var entity = Bind("""
            "yen": {"type": "number", "x-crm": {"type": "money"}},
            "rate": {"type": "number"},
            "exact": {"type": "number", "minimum": -1.5, "maximum": 20, "x-crm": {"type": "decimal", "scale": 6, "precision": 28}}
            """);

        Assert.Equal((0, 18), (entity.Field("yen").Scale, entity.Field("yen").Precision));
        Assert.Equal((2, 18), (entity.Field("rate").Scale, entity.Field("rate").Precision));
        var exact = entity.Field("exact");
        Assert.Equal((6, 28, -1.5m, 20m), (exact.Scale, exact.Precision, exact.Minimum, exact.Maximum));
    }

    [Fact]
    public void Options_are_the_values_of_enum_with_what_is_said_about_them()
    {
        var options = Bind("""
            "stage": {"enum": ["open", "won", null], "x-crm": {"options": [{"value": "won", "id": "o_1", "color": "green", "title": {"en": "Won", "ja": "受注"}}]}}
            """).Field("stage").Options;

        Assert.Equal(["open", "won"], options.Select(option => option.Value));
        Assert.Equal(("?thing.stage.open", "o_1"), (options[0].Id, options[1].Id));
        Assert.Equal(("open", "受注", "green"), (options[0].Label.For("ja"), options[1].Label.For("ja"), options[1].Color));
    }

    [Fact]
    public void Keywords_and_sixty_japanese_characters_are_good_names()
    {
        var name = string.Concat(Enumerable.Repeat("商談", 30));
        var (model, diagnostics) = TestPackages.BindAll(TestPackages.With(
            ("entities/select.json", TestPackages.EntityWith("""
                "order": {"type": "string", "x-crm": {"id": "f_1"}}, "class": {"type": "string", "x-crm": {"id": "f_2"}}, "message": {"type": "string", "x-crm": {"id": "f_3"}}
                """)),
            ($"entities/{name}.json", TestPackages.EntityWith($$"""
                "{{name}}": {"type": "string", "x-crm": {"id": "f_4"} }
                """, "\"id\": \"e_2\""))));

        Assert.Empty(diagnostics);
        Assert.Equal(name, model.Entity(name).Field(name).Name);
    }

    [Fact]
    public void Forms_and_lists_are_made_where_none_are_written()
    {
        var (model, _) = TestPackages.BindAll(TestPackages.With(("entities/thing.json", TestPackages.EntityWith("\"note\": {\"x-crm\": {\"type\": \"longText\"}}, \"name\": {\"type\": \"string\"}"))));

        var form = Assert.Single(model.Forms);
        Assert.Equal("""{"type":"VerticalLayout","elements":[{"type":"Control","scope":"#/properties/name"},{"type":"Control","scope":"#/properties/note"}]}""", form.Layout.ToJsonString());
        var view = Assert.Single(model.Views);
        Assert.Equal((ViewKind.List, true, "name"), (view.Kind, view.IsGenerated, Assert.Single(view.Columns)));
    }

    [Fact]
    public void Every_mistake_of_a_broken_package_is_reported_with_its_place_and_remedy()
    {
        var (_, diagnostics) = TestPackages.BindAll(TestPackages.Broken);
        Snapshot.Verify(string.Join("\n", diagnostics.ToSorted().Where(d => d.Severity != DiagnosticSeverity.Info).Select(d => $"{d}\n    {d.Message.For("ja")}{string.Concat(d.Fixes.Select(fix => $"\n    fix: {fix.Title.For("en")}: {fix.Edits[0].NewText}"))}")));
    }

    private static Entity Bind(string properties)
    {
        var (model, diagnostics) = TestPackages.BindAll(TestPackages.With(("entities/thing.json", TestPackages.EntityWith(properties))));
        Assert.Empty(diagnostics.Where(d => d.Severity != DiagnosticSeverity.Info).Select(d => d.ToString()));
        return model.Entity("thing");
    }
}

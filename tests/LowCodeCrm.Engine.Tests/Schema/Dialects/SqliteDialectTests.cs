using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;
using LowCodeCrm.Testing;
using Xunit;
using static LowCodeCrm.Engine.Tests.Schema.TestModels;

namespace LowCodeCrm.Engine.Tests.Schema.Dialects;

public sealed class SqliteDialectTests
{
    [Fact]
    public void Every_field_type_has_columns()
    {
        var fields = Enum.GetValues<FieldType>().Where(t => t is not (FieldType.ChildList or FieldType.ManyToMany or FieldType.Id))
            .Select((t, n) => Field($"f_{n}", t.ToString(), t) with { Scale = 2, Target = t is FieldType.Lookup ? "target" : t is FieldType.User ? "$user" : null });
        var model = ModelOf(Entity("e_1", "target"), Entity("e_2", "every", [.. fields, Field("f_wide", "wide", FieldType.Decimal) with { Precision = 28, Scale = 4 }]));
        var mapping = SchemaBuilder.Build(model, null).ByEntityId["e_2"];
        Snapshot.Verify(Ddl(mapping.Table));
    }

    [Fact]
    public void Hostile_names_are_quoted()
    {
        var model = ModelOf(Entity("e_1", "select", Field("f_1", "from", FieldType.Text), Lookup("f_2", "where", "select"), Field("f_3", "商談", FieldType.ManyToMany) with { Target = "select" }).WithKeys(["from"]));
        var schema = SchemaBuilder.Build(model, null);
        Snapshot.Verify(Ddl(schema.ByEntityId["e_1"].Table) + "\n\n" + Ddl(schema.LinkByFieldId["f_3"].Table));
    }

    [Fact]
    public void System_tables() => Snapshot.Verify(string.Join("\n\n", SystemTables.All.Select(Ddl)));

    private static string Ddl(Table table) => string.Join(";\n", [SqliteDialect.CreateTable(table), .. table.Indexes.Select(i => SqliteDialect.CreateIndex(table, i))]);
}

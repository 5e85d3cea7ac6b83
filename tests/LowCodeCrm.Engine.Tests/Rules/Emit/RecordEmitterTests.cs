using System.Data;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Tests.Rules.Emit;

public sealed class RecordEmitterTests
{
    private static readonly CrmModel model = EmitWorld.Model(EmitWorld.Entity("class",
        EmitWorld.Field("namespace", FieldType.Text), EmitWorld.Field("int", FieldType.Integer), EmitWorld.Field("decimal", FieldType.Decimal) with { Scale = 4 },
        EmitWorld.Field("bool", FieldType.Boolean), EmitWorld.Field("DateOnly", FieldType.Date), EmitWorld.Field("time", FieldType.Time), EmitWorld.Field("DateTime", FieldType.DateTime),
        EmitWorld.Field("期間", FieldType.Duration), EmitWorld.Field(new string('商', 60), FieldType.Period), EmitWorld.Choice("select", FieldType.Choice, "new", "void", "勝ち"),
        EmitWorld.Choice("where", FieldType.MultiChoice, "a", "b"), EmitWorld.Field("tags", FieldType.Tags), EmitWorld.Field("person", FieldType.PersonName),
        EmitWorld.Field("address", FieldType.Address), EmitWorld.Field("geo", FieldType.Geo) with { Scale = 6 }, EmitWorld.Field("file", FieldType.File), EmitWorld.Field("json", FieldType.Json),
        EmitWorld.Field("user", FieldType.User) with { Target = SystemEntities.User }));

    private static readonly Entity entity = model.Entity("class");

    private static readonly Dictionary<string, object> samples = new()
    {
        ["namespace"] = "\"quoted\" 青山 🍣", ["int"] = long.MaxValue, ["decimal"] = 123456789.1250m, ["bool"] = true, ["DateOnly"] = new DateOnly(2026, 4, 1),
        ["time"] = new TimeOnly(9, 30), ["DateTime"] = new DateTime(2026, 4, 1, 0, 0, 1, DateTimeKind.Utc), ["期間"] = TimeSpan.FromHours(25), [new string('商', 60)] = new Period(14),
        ["select"] = "void", ["where"] = new TextSet(["b", "a"]), ["tags"] = new TextSet(["x", "y"]), ["person"] = new PersonName("青山", "花子", "あおやま", null),
        ["address"] = new Address("JP", "107-0062", "東京都", "港区", null, null), ["geo"] = new GeoPoint(35.67m, 139.72m),
        ["file"] = new FileValue(Guid.CreateVersion7(), "a.pdf", "application/pdf", 12), ["json"] = "{\"a\":[1,2]}", ["user"] = Guid.CreateVersion7(),
    };

    [Fact]
    public void Every_field_type_survives_record_and_database()
    {
        using var code = AppEmitter.Emit(EmitWorld.Rules(model), null);
        var module = code.Modules[entity.Index];
        var record = Filled(module);
        using var reader = Row(module, record, out var ordinals);
        var copy = module.NewRecord();
        foreach (var field in entity.Fields) module.ReadField(field.Index, copy, reader, ordinals[field.Index], new PlainCodec());
        foreach (var field in entity.Fields)
        {
            Assert.True(module.FieldEquals(field.Index, record, copy), field.Name);
            Assert.Equal(record.GetValue(field.Index), copy.GetValue(field.Index));
        }
        Assert.False(module.FieldEquals(entity.Field("int").Index, record, module.NewRecord()));
    }

    [Fact]
    public void Json_is_the_same_from_the_record_and_straight_from_the_row()
    {
        using var code = AppEmitter.Emit(EmitWorld.Rules(model), null);
        var module = code.Modules[entity.Index];
        var record = Filled(module);
        using var reader = Row(module, record, out var ordinals);
        var fromRow = Json(entity.Fields, (field, writer) => module.WriteColumn(field.Index, reader, ordinals[field.Index], new PlainCodec(), writer));
        Assert.Equal(Json(entity.Fields, (field, writer) => module.WriteField(field.Index, record, writer)), fromRow);
        Snapshot.Verify(fromRow.Replace(",\"", ",\n\""));
    }

    [Fact]
    public void Numbers_become_strings_for_clients_with_binary_numbers()
    {
        using var code = AppEmitter.Emit(EmitWorld.Rules(model), null);
        var module = code.Modules[entity.Index];
        var record = Filled(module);
        var json = Json([entity.Field("int"), entity.Field("decimal")], (field, writer) => module.WriteField(field.Index, record, writer, numbersAsText: true));
        Assert.Equal("{\"int\":\"9223372036854775807\",\"decimal\":\"123456789.1250\"}", json);
    }

    [Fact]
    public void An_option_that_this_version_does_not_know_is_kept()
    {
        using var code = AppEmitter.Emit(EmitWorld.Rules(model), null);
        var module = code.Modules[entity.Index];
        var field = entity.Field("select");
        var record = module.NewRecord();
        record.SetValue(field.Index, "o_from_a_newer_version");
        var values = new object?[1];
        module.BindField(field.Index, record, new PlainCodec(), values, 0);
        Assert.Equal("o_from_a_newer_version", values[0]);
        record.SetValue(field.Index, "勝ち");
        module.BindField(field.Index, record, new PlainCodec(), values, 0);
        Assert.Equal("o_2", values[0]);
    }

    [Fact]
    public void Refuses_values_of_another_type_and_unknown_fields()
    {
        using var code = AppEmitter.Emit(EmitWorld.Rules(model), null);
        var record = code.Modules[entity.Index].NewRecord();
        Assert.Throws<InvalidCastException>(() => record.SetValue(entity.Field("int").Index, "1"));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.GetValue(999));
    }

    [Fact]
    public void A_clone_is_apart_from_its_record()
    {
        using var code = AppEmitter.Emit(EmitWorld.Rules(model), null);
        var record = Filled(code.Modules[entity.Index]);
        var clone = record.Clone();
        clone.SetValue(entity.Field("int").Index, 1L);
        Assert.Equal(long.MaxValue, record.GetValue(entity.Field("int").Index));
        Assert.Equal(record.Id, clone.Id);
    }

    private static EntityRecord Filled(EntityModule module)
    {
        var record = module.NewRecord();
        record.Id = Guid.CreateVersion7();
        record.Version = 3;
        foreach (var (name, value) in samples) record.SetValue(entity.Field(name).Index, value);
        return record;
    }

    private static DataTableReader Row(EntityModule module, EntityRecord record, out int[] ordinals)
    {
        var table = new DataTable();
        ordinals = new int[entity.Fields.Length];
        var row = new object?[100];
        var at = 0;
        foreach (var field in entity.Fields)
        {
            ordinals[field.Index] = at;
            module.BindField(field.Index, record, new PlainCodec(), row, at);
            at += field.Type switch { FieldType.PersonName or FieldType.File => 4, FieldType.Address => 6, FieldType.Geo => 2, _ => 1 };
        }
        for (var i = 0; i < at; i++) table.Columns.Add($"c{i}", typeof(object));
        table.Rows.Add(row[..at]);
        var reader = table.CreateDataReader();
        reader.Read();
        return reader;
    }

    private static string Json(IEnumerable<Field> fields, Action<Field, Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (var field in fields)
            {
                writer.WritePropertyName(field.Name);
                write(field, writer);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

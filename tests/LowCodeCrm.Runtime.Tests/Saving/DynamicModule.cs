using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Runtime.Tests.Saving;

/// <summary>Record access without generated code, so that the pipeline is tested with rules written as delegates.</summary>
internal sealed class DynamicModule(Entity entity, EntityMapping mapping, EntityProgram program) : EntityModule
{
    public override int EntityIndex => entity.Index;
    public override EntityProgram Program => program;
    public override EntityRecord NewRecord() => new DynamicRecord(entity);

    public override void ReadField(int fieldIndex, EntityRecord record, DbDataReader reader, int ordinal, ColumnCodec codec) =>
        record.SetValue(fieldIndex, Read(entity.Fields[fieldIndex], reader, ordinal, codec));

    public override void WriteColumn(int fieldIndex, DbDataReader reader, int ordinal, ColumnCodec codec, Utf8JsonWriter writer, bool ieee754Compatible = false) =>
        Write(Read(entity.Fields[fieldIndex], reader, ordinal, codec), writer);

    public override void WriteField(int fieldIndex, EntityRecord record, Utf8JsonWriter writer, bool ieee754Compatible = false) => Write(record.GetValue(fieldIndex), writer);

    public override bool FieldEquals(int fieldIndex, EntityRecord a, EntityRecord b) => Equals(a.GetValue(fieldIndex), b.GetValue(fieldIndex));

    public override void BindField(int fieldIndex, EntityRecord record, ColumnCodec codec, Span<object?> values, int at)
    {
        var field = entity.Fields[fieldIndex];
        var column = mapping.Of(field).Column;
        var value = record.GetValue(fieldIndex);
        values[at] = column.Type switch
        {
            StorageType.Guid => codec.ToGuid((Guid?)value),
            StorageType.Text => codec.ToText(field.Type == FieldType.Choice ? field.Options.FirstOrDefault(o => o.Value == (string?)value)?.Id : (string?)value),
            StorageType.Int => codec.ToInt((long?)value),
            StorageType.Decimal => codec.ToDecimal((decimal?)value, column.Precision, column.Scale),
            StorageType.Bool => codec.ToBool((bool?)value),
            StorageType.Date => codec.ToDate((DateOnly?)value),
            StorageType.DateTime => codec.ToDateTime((DateTime?)value),
            _ => throw new NotSupportedException(column.Type.ToString()),
        };
    }

    private object? Read(Field field, DbDataReader reader, int ordinal, ColumnCodec codec)
    {
        var column = mapping.Of(field).Column;
        return column.Type switch
        {
            StorageType.Guid => codec.ReadGuid(reader, ordinal),
            StorageType.Text => codec.ReadText(reader, ordinal) is { } text ? field.Type == FieldType.Choice ? field.Options.First(o => o.Id == text).Value : text : null,
            StorageType.Int => codec.ReadInt(reader, ordinal),
            StorageType.Decimal => codec.ReadDecimal(reader, ordinal, column.Precision, column.Scale),
            StorageType.Bool => codec.ReadBool(reader, ordinal),
            StorageType.Date => codec.ReadDate(reader, ordinal),
            StorageType.DateTime => codec.ReadDateTime(reader, ordinal),
            _ => throw new NotSupportedException(column.Type.ToString()),
        };
    }

    private static void Write(object? value, Utf8JsonWriter writer)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case Guid id: writer.WriteStringValue(id); break;
            case DateOnly date: writer.WriteStringValue(date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)); break;
            case DateTime instant: writer.WriteStringValue(instant); break;
            default: writer.WriteStringValue(value.ToString()); break;
        }
    }
}

using System.Data.Common;
using System.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Runtime.Data.Sqlite;

/// <summary>Fields read and written without generated code, for migrations, where the code of the new version meets the columns of the old. Options are ids.</summary>
internal static class FieldReader
{
    /// <returns>As <see cref="EntityRecord"/> boxes it, but options by id.</returns>
    public static object? Read(Field field, FieldMapping mapping, DbDataReader reader, int ordinal, ColumnCodec codec)
    {
        string? Text(int n) => codec.ReadText(reader, ordinal + n);
        decimal? Decimal(int n) => codec.ReadDecimal(reader, ordinal + n, mapping.Columns[n].Precision, mapping.Columns[n].Scale);
        switch (field.Type)
        {
            case FieldType.PersonName:
                return Text(0) is null && Text(1) is null && Text(2) is null && Text(3) is null ? null : new PersonName(Text(0), Text(1), Text(2), Text(3));
            case FieldType.Address:
                return Enumerable.Range(0, 6).All(n => Text(n) is null) ? null : new Address(Text(0), Text(1), Text(2), Text(3), Text(4), Text(5));
            case FieldType.Geo:
                return Decimal(0) is { } lat && Decimal(1) is { } lon ? new GeoPoint(lat, lon) : null;
            case FieldType.File or FieldType.Image:
                return codec.ReadGuid(reader, ordinal) is { } id ? new FileValue(id, Text(1) ?? "", Text(2) ?? "", codec.ReadInt(reader, ordinal + 3) ?? 0) : null;
            default:
                return mapping.Column.Type switch
                {
                    StorageType.Text or StorageType.Json => Text(0),
                    StorageType.Guid => codec.ReadGuid(reader, ordinal),
                    StorageType.Int => codec.ReadInt(reader, ordinal),
                    StorageType.Decimal => Decimal(0),
                    StorageType.Bool => codec.ReadBool(reader, ordinal),
                    StorageType.Date => codec.ReadDate(reader, ordinal),
                    StorageType.Time => codec.ReadTime(reader, ordinal),
                    StorageType.DateTime => codec.ReadDateTime(reader, ordinal),
                    StorageType.Duration => codec.ReadDuration(reader, ordinal),
                    StorageType.Period => codec.ReadPeriod(reader, ordinal),
                    StorageType.Set => codec.ReadSet(reader, ordinal),
                    _ => throw new UnreachableException(),
                };
        }
    }

    /// <summary>The column value of a field of one column.</summary>
    public static object Write(object? value, Column column, ColumnCodec codec) => value switch
    {
        null => DBNull.Value,
        string text => codec.ToText(text),
        long number => codec.ToInt(number),
        decimal number => codec.ToDecimal(number, column.Precision, column.Scale),
        TextSet set => codec.ToSet(set),
        _ => throw new UnreachableException(),
    };
}

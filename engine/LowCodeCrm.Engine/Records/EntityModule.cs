using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Records;

/// <summary>The generated code of one entity: its record class, access to it, and its rules. Stateless, thread-safe.</summary>
/// <remarks>
/// Field indices are those of the model. A field of several columns (personName, address, geo, file) starts at its first column's ordinal;
/// the columns stand side by side in the order of the schema mapping.
/// </remarks>
public abstract class EntityModule
{
    /// <summary>Position of the entity in the model.</summary>
    public abstract int EntityIndex { get; }

    public abstract EntityRecord NewRecord();

    /// <summary>The rules. Delegates are made on first use.</summary>
    public abstract EntityProgram Program { get; }

    /// <summary>Reads one field of the current row into the record.</summary>
    public abstract void ReadField(int fieldIndex, EntityRecord record, DbDataReader reader, int ordinal, ColumnCodec codec);

    /// <summary>Copies one field of the current row to JSON (the value alone, no property name), without a record in between.</summary>
    /// <param name="fieldIndex">The field.</param>
    /// <param name="reader">At a row.</param>
    /// <param name="ordinal">The field's first column.</param>
    /// <param name="codec">The database's.</param>
    /// <param name="writer">Gets the value.</param>
    /// <param name="numbersAsText">Decimals and 64-bit integers as strings (<c>IEEE754Compatible=true</c>).</param>
    public abstract void WriteColumn(int fieldIndex, DbDataReader reader, int ordinal, ColumnCodec codec, Utf8JsonWriter writer, bool numbersAsText = false);

    /// <summary>Writes one field of a record as JSON (the value alone); a lookup writes the id.</summary>
    public abstract void WriteField(int fieldIndex, EntityRecord record, Utf8JsonWriter writer, bool numbersAsText = false);

    /// <summary>Parameter values of one field, in the order of its columns, starting at <paramref name="at"/> of <paramref name="values"/>.</summary>
    public abstract void BindField(int fieldIndex, EntityRecord record, ColumnCodec codec, Span<object?> values, int at);

    /// <summary>Null-safe equality of one field of two records of this entity.</summary>
    public abstract bool FieldEquals(int fieldIndex, EntityRecord a, EntityRecord b);
}

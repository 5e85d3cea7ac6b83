using System.Data.Common;
using System.Text.Json;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Testing;

/// <summary>An entity's generated code with other rules: those of the interpreter, traced.</summary>
internal sealed class TracedModule(EntityModule inner, EntityProgram program) : EntityModule
{
    public override int EntityIndex => inner.EntityIndex;
    public override EntityProgram Program => program;
    public override EntityRecord NewRecord() => inner.NewRecord();
    public override void ReadField(int fieldIndex, EntityRecord record, DbDataReader reader, int ordinal, ColumnCodec codec) => inner.ReadField(fieldIndex, record, reader, ordinal, codec);
    public override void WriteColumn(int fieldIndex, DbDataReader reader, int ordinal, ColumnCodec codec, Utf8JsonWriter writer, bool numbersAsText = false) => inner.WriteColumn(fieldIndex, reader, ordinal, codec, writer, numbersAsText);
    public override void WriteField(int fieldIndex, EntityRecord record, Utf8JsonWriter writer, bool numbersAsText = false) => inner.WriteField(fieldIndex, record, writer, numbersAsText);
    public override void BindField(int fieldIndex, EntityRecord record, ColumnCodec codec, Span<object?> values, int at) => inner.BindField(fieldIndex, record, codec, values, at);
    public override bool FieldEquals(int fieldIndex, EntityRecord a, EntityRecord b) => inner.FieldEquals(fieldIndex, a, b);
}

using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Runtime.Approvals;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Rows of a reader as JSON, column by column.</summary>
/// <param name="codec">The database's.</param>
/// <param name="lists">What lists hold, by owner: read before the rows.</param>
/// <param name="computed">Computes what SQL cannot.</param>
/// <param name="numbersAsText">Decimals and 64-bit integers as strings, for clients whose numbers are binary.</param>
internal sealed class RowWriter(ColumnCodec codec, IReadOnlyDictionary<ListExpansion, Dictionary<Guid, List<byte[]>>>? lists, RecordEvaluator computed, bool numbersAsText = false)
{
    private static readonly JsonEncodedText EtagName = JsonEncodedText.Encode("@odata.etag");

    /// <param name="context">The <c>@odata.context</c> of a record that stands alone.</param>
    /// <param name="pending">Tells what the records wait for; null: nothing is told of it.</param>
    public void Write(QueryShape shape, DbDataReader reader, Utf8JsonWriter writer, string? context = null, PendingApprovals? pending = null)
    {
        writer.WriteStartObject();
        if (context is not null) writer.WriteString("@odata.context", context);
        if (shape.EtagOrdinal >= 0)
        {
            Span<char> tag = stackalloc char[24];
            tag.TryWrite(System.Globalization.CultureInfo.InvariantCulture, $"\"{reader.GetInt64(shape.EtagOrdinal)}\"", out var length);
            writer.WriteString(EtagName, tag[..length]);
        }
        foreach (var item in shape.Items)
        {
            writer.WritePropertyName(item.Name);
            switch (item)
            {
                case FieldItem field: field.Module.WriteColumn(field.FieldIndex, reader, field.Ordinal, codec, writer, numbersAsText); break;
                case ValueItem value: WriteValue(value, reader, writer); break;
                case ComputedItem rule: computed.Write(rule, reader, writer, numbersAsText); break;
                case RecordItem record when record.IdOrdinal >= 0 && reader.IsDBNull(record.IdOrdinal): writer.WriteNullValue(); break;
                case RecordItem record: Write(record.Shape, reader, writer); break;
                case ListItem list: WriteList(list, reader, writer); break;
                default: throw new UnreachableException();
            }
        }
        pending?.Write(reader, writer);
        writer.WriteEndObject();
    }

    private void WriteList(ListItem list, DbDataReader reader, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        if (codec.ReadGuid(reader, list.OwnerOrdinal) is { } owner && lists![list.Expansion].TryGetValue(owner, out var rows))
            foreach (var row in rows) writer.WriteRawValue(row, skipInputValidation: true);
        writer.WriteEndArray();
    }

    private void WriteValue(ValueItem item, DbDataReader reader, Utf8JsonWriter writer)
    {
        var at = item.Ordinal;
        if (reader.IsDBNull(at)) { writer.WriteNullValue(); return; }
        switch (item.Value)
        {
            case { Form: SqlForm.Scaled, Scale: var scale }: JsonValues.WriteDecimal(writer, reader.GetInt64(at) * new decimal(1, 0, 0, false, (byte)scale), numbersAsText); break;
            case { Form: SqlForm.Ordered }: JsonValues.WriteDecimal(writer, OrderedDecimal.Decode(reader.GetString(at)), numbersAsText); break;
            case { Form: SqlForm.Id } or { Type.Kind: TypeKind.Record }: writer.WriteStringValue(codec.ReadGuid(reader, at)!.Value); break;
            case { Type.Kind: TypeKind.Bool }: writer.WriteBooleanValue(reader.GetInt64(at) != 0); break;
            case { Type.Kind: TypeKind.Int }: JsonValues.WriteInt(writer, reader.GetInt64(at), numbersAsText); break;
            case { Type.Kind: TypeKind.Choice }: writer.WriteStringValue(OptionOf(item.Choice, reader.GetString(at))); break;
            case { Type.Kind: TypeKind.Date }: writer.WriteStringValue(codec.ReadDate(reader, at)!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)); break;
            case { Type.Kind: TypeKind.DateTime }: writer.WriteStringValue(codec.ReadDateTime(reader, at)!.Value); break;
            case { Type.Kind: TypeKind.Time }: writer.WriteStringValue(Engine.Rules.Values.RuleConvert.Text(codec.ReadTime(reader, at))); break;
            case { Type.Kind: TypeKind.Duration }: writer.WriteStringValue(Engine.Rules.Values.RuleConvert.Text(codec.ReadDuration(reader, at))); break;
            case { Type.Kind: TypeKind.Period }: writer.WriteStringValue(Engine.Rules.Values.RuleConvert.Text(codec.ReadPeriod(reader, at))); break;
            default: writer.WriteStringValue(reader.GetString(at)); break;
        }
    }

    // An option that a later version removed shows its id rather than nothing.
    private static string OptionOf(Field? field, string id) => field?.Options.FirstOrDefault(o => o.Id == id)?.Value ?? id;
}

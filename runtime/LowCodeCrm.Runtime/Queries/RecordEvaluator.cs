using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Channels;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Fields that depend on the day, the time or the user and have no exact SQL: computed by their rules on records of a list.</summary>
internal sealed class RecordEvaluator(CompiledApp app, DbConnection connection, ColumnCodec codec, Caller caller, DateTime now)
{
    private ReadContext? context;

    /// <summary>Writes the field's value; null where its rule fails, as a list must not fall for one record.</summary>
    public void Write(ComputedItem item, DbDataReader reader, Utf8JsonWriter writer, bool numbersAsText)
    {
        var access = item.Access;
        var record = access.Module.NewRecord();
        var ordinal = item.Ordinal;
        foreach (var field in access.Stored)
        {
            access.Module.ReadField(field.Index, record, reader, ordinal, codec);
            ordinal += access.Mapping.Of(field).Columns.Length;
        }
        context ??= new ReadContext(app, connection, codec, caller, now);
        context.Fuel = SaveLimits.Default.Fuel;
        var rules = access.Rules.Computed;
        try
        {
            for (var i = 0; i < rules.Length; i++)
                if (rules[i].Field.Index == item.FieldIndex) access.Program.Computed[i](record, null, context);
            access.Module.WriteField(item.FieldIndex, record, writer, numbersAsText);
        }
        catch (Exception failure) when (failure is RuleEvaluationException or RuleBudgetException)
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>What rules see while a list is read: the database as it is.</summary>
    [method: SetsRequiredMembers]
    private sealed class ReadContext(CompiledApp app, DbConnection connection, ColumnCodec codec, Caller caller, DateTime now) : RuleContextOf(caller, app.Model, now)
    {
        private readonly AppAccess entities = AppAccess.For(app);
        private readonly Dictionary<(int, Guid), EntityRecord?> seen = [];

        public override ContactHistory Contacts { get; } = new StoredContacts(connection, app.Model, codec);

        public override EntityRecord? Load(int entityIndex, Guid id)
        {
            if (seen.TryGetValue((entityIndex, id), out var known)) return known;
            var access = entities.Of(entityIndex);
            using var reader = PreparedStatements.Prepare(connection, null, access.SelectById).Bind([codec.ToGuid(id)]).ExecuteReader();
            return seen[(entityIndex, id)] = reader.Read() && reader.IsDBNull(access.DeletedOrdinal) ? access.Read(reader, codec) : null;
        }

        public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId)
        {
            var access = entities.Of(entityIndex);
            var rows = new List<EntityRecord>();
            using var reader = PreparedStatements.Prepare(connection, null, access.SelectBy([access.Entity.Fields[lookupFieldIndex]])).Bind([codec.ToGuid(parentId)]).ExecuteReader();
            while (reader.Read())
            {
                Spend(10);
                rows.Add(access.Read(reader, codec));
            }
            return rows;
        }

        public override IReadOnlyList<EntityRecord> LoadLinked(int entityIndex, int fieldIndex, Guid id)
        {
            var field = app.Model.Entities[entityIndex].Fields[fieldIndex];
            var target = app.Model.TargetOf(field).Index;
            var ids = new List<Guid>();
            using (var reader = PreparedStatements.Prepare(connection, null, Saving.Steps.Links.Live(app, field)).Bind([codec.ToGuid(id)]).ExecuteReader())
                while (reader.Read()) ids.Add(codec.ReadGuid(reader, 0)!.Value);
            Spend(10 * ids.Count);
            return [.. ids.Select(linked => Load(target, linked)).OfType<EntityRecord>()];
        }
    }
}

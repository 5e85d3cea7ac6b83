using System.Data.Common;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Explaining;
using LowCodeCrm.Runtime.Saving;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Testing.Recording;

/// <summary>A record of the test, with the values that matter to rules.</summary>
/// <param name="Name">What the test calls it.</param>
/// <param name="Entity">Of the rules that are tested.</param>
internal sealed record GivenRecord(string Name, Entity Entity, Guid Id, List<(Field Field, object? Value)> Values);

/// <summary>A real record before something is done to it, what it refers to and what refers to it, and what is done.</summary>
internal sealed class RecordedScene
{
    /// <summary>Records that refer to the one at hand, of one kind.</summary>
    private const int MostRelated = 10;

    private readonly PastRecords records;
    private readonly BoundRuleSet rules;
    private readonly AppLease lease;
    private readonly DbConnection connection;
    private readonly HashSet<(string Entity, string Field)> read;

    private RecordedScene(AppLease lease, DbConnection connection, BoundRuleSet rules)
    {
        (this.lease, this.connection, this.rules) = (lease, connection, rules);
        records = new PastRecords(lease, connection, lease.App.Rules);
        var expressions = RuleParts.Of(rules).Select(part => part.Expression);
        read = [.. Reads.Of(expressions).Select(one => (one.Entity.Name, one.Field.Name))];
    }

    public List<GivenRecord> Givens { get; } = [];
    public GivenRecord Main { get; private set; } = null!;
    public bool IsCreate { get; private init; }
    public string? Transition { get; private init; }
    public DateTime At { get; private init; }
    public int LeftOut { get; private set; }

    /// <summary>What is entered.</summary>
    public List<(Field Field, object? Value)> Entered { get; private init; } = [];

    /// <exception cref="RecordingException">There is nothing to record.</exception>
    public static RecordedScene Of(AppLease lease, DbConnection connection, BoundRuleSet rules, RecordingRequest request, DateTime now)
    {
        var (live, past) = (request.Entity, new PastRecords(lease, connection, lease.App.Rules));
        if (rules.Model.Entities.FirstOrDefault(one => one.Id == live.Id) is not { } entity) throw Failed($"The draft has no {live.Name} any more.", $"下書きに「{live.Label.For("ja")}」がありません。");
        var stored = past.Stored(live, request.Id) ?? throw Failed("There is no such record.", "そのレコードはありません。");
        if (request.Transition is { } name)
        {
            if (rules.For(entity).Processes.FirstOrDefault(process => process.Transitions.Any(one => one.Name == name)) is not { } process) throw Failed($"The draft has no transition \"{name}\".", $"下書きに遷移「{name}」がありません。");
            var input = Mapped(entity, live, (request.Input?.Values ?? []).Select(one => (one.Field, one.Value)));
            // With what it asks for, a move is a change of the field that tells the state.
            if (input.Count > 0) input.Insert(0, (process.Field, process.Transitions.First(one => one.Name == name).To.Value));
            return new RecordedScene(lease, connection, rules) { Main = new GivenRecord("", entity, request.Id, []), Transition = input.Count > 0 ? null : name, Entered = input, At = now }.Filled(live, stored);
        }
        var row = past.Rows(live, request.Id).Find(one => one.Kind is "create" or "update" && Changes(one).Count > 0) ?? throw Failed("Nobody has changed this record yet, or its history is not kept.", "このレコードの変更はまだありません。または履歴が残っていません。");
        var before = row.Kind == "create" ? null : past.At(live, request.Id, row.Version - 1) ?? throw Failed("What the record was before its last change is no longer known.", "最後の変更の前の内容は、もう分かりません。");
        var entered = Changes(row);
        return new RecordedScene(lease, connection, rules) { Main = new GivenRecord("", entity, request.Id, []), IsCreate = before is null, Entered = entered, At = row.At }.Filled(live, before);

        List<(Field, object?)> Changes(HistoryRow one)
        {
            var context = InputContext.For(lease.App.Model, SaveLimits.Default);
            var values = new List<(Field, object?)>();
            foreach (var field in live.Fields)
            {
                if (field is not { Origin: FieldOrigin.Entered, IsStored: true } || !one.Changes.TryGetValue(field.Id, out var change)) continue;
                // Of what rules wrote, the state that somebody moved the record to was meant.
                if (change.Rule is { } rule && !(rule.StartsWith("transition ", StringComparison.Ordinal) && lease.App.Rules.For(live).Processes.Any(process => process.Field.Index == field.Index))) continue;
                object? value = null;
                if (change.New is not { } json || JsonValueReader.Read(field, json, context, out value) is null) values.Add((field, value));
            }
            return Mapped(entity, live, values);
        }
    }

    private RecordedScene Filled(Entity live, PastRecord? before)
    {
        if (before is not null) Main.Values.AddRange(Values(live, Main.Entity, before));
        foreach (var (field, value) in Entered.Concat(Main.Values).Where(one => one.Field.Type == FieldType.Lookup).ToArray()) Refer(field, value);
        Main = Main with { Name = NameFor(Main.Entity) };
        if (before is null) return this;
        Givens.Add(Main);
        Related(Main);
        return this;
    }

    private void Refer(Field field, object? value)
    {
        if (value is not Guid id || id == Main.Id || Givens.Exists(one => one.Id == id) || rules.Model.Find(field.Target!) is not { IsSystem: false } entity) return;
        if (lease.App.Model.Entities.FirstOrDefault(one => one.Id == entity.Id) is not { } live || AsOf(live, id) is not { } record) return;
        Givens.Add(new GivenRecord(NameFor(entity), entity, id, [.. Values(live, entity, record).Where(one => one.Field.Type != FieldType.Lookup)]));
    }

    /// <summary>Another record as it was when something was done to the one at hand, as far as that is known; null: there was none yet.</summary>
    private PastRecord? AsOf(Entity live, Guid id)
    {
        if (records.Stored(live, id) is not { } stored) return null;
        if (stored.GetValue(live.Field(SystemFields.CreatedAt).Index) is DateTime made && made >= At) return null;
        return records.Rows(live, id).Find(row => row.At < At) is { } before && records.At(live, id, before.Version) is { } then ? then : stored;
    }

    /// <summary>What rollups of the record go over.</summary>
    private void Related(GivenRecord main)
    {
        foreach (var aggregate in rules.For(main.Entity).Rollups.Select(rule => rule.Aggregate).Where(one => one.LinkOwner is null).DistinctBy(one => (one.Source.Name, one.Via.Name)))
        {
            if (lease.App.Model.Entities.FirstOrDefault(one => one.Id == aggregate.Source.Id) is not { } live || live.Fields.FirstOrDefault(one => one.Id == aggregate.Via.Id) is not { } via) continue;
            var access = AppAccess.For(lease.App).Of(live);
            var ids = new List<Guid>();
            using (var reader = PreparedStatements.Prepare(connection, null, access.SelectIdsBy([via])).Bind([lease.Database.Codec.ToGuid(main.Id)]).ExecuteReader())
                while (reader.Read()) ids.Add(lease.Database.Codec.ReadGuid(reader, 0)!.Value);
            foreach (var id in ids.Take(MostRelated))
            {
                if (Givens.Exists(one => one.Id == id) || AsOf(live, id) is not { } record) continue;
                Givens.Add(new GivenRecord(NameFor(aggregate.Source), aggregate.Source, id, Values(live, aggregate.Source, record)));
            }
            LeftOut += Math.Max(0, ids.Count - MostRelated);
        }
    }

    /// <summary>What rules read, what every record must have, and what it is called by.</summary>
    private List<(Field Field, object? Value)> Values(Entity live, Entity entity, PastRecord record)
    {
        var values = new List<(Field, object?)>();
        var process = rules.For(entity).Processes.Select(one => one.Field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var field in entity.Fields)
        {
            if (field is not { Origin: FieldOrigin.Entered, IsStored: true } || !RuleLiterals.Has(field)) continue;
            if (live.Fields.FirstOrDefault(one => one.Id == field.Id && one.Type == field.Type) is not { IsStored: true } source || !record.IsKnown(source.Index) || record.GetValue(source.Index) is not { } value) continue;
            if (field.Required || field.Name == entity.Display || process.Contains(field.Name) || read.Contains((entity.Name, field.Name))) values.Add((field, value));
        }
        return values;
    }

    private string NameFor(Entity entity) => $"{entity.Name}_{Givens.Count(one => one.Entity == entity) + 1}";

    private static List<(Field, object?)> Mapped(Entity entity, Entity live, IEnumerable<(Field Field, object? Value)> values) =>
        [.. values.SelectMany(one => entity.Fields.Where(field => field.Id == one.Field.Id && field.Type == one.Field.Type && RuleLiterals.Has(field)).Select(field => (field, one.Value)))];

    public static RecordingException Failed(string en, string ja) => new(Engine.Diagnostics.LocalizedText.Of(en, ja));
}

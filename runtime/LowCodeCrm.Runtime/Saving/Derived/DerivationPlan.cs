using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Data.Sqlite;

namespace LowCodeCrm.Runtime.Saving.Derived;

/// <summary>What the stored derived fields of a version mean, beside what the rows were derived by.</summary>
internal sealed class DerivationPlan
{
    private static readonly ConditionalWeakTable<CompiledApp, DerivationPlan> ByApp = [];

    private DerivationPlan(CompiledApp app) => Entities = [.. DerivedFingerprints.Of(app.Rules).OrderBy(e => e.Key.Index).Select(e => (e.Key, e.Value))];

    /// <summary>Entities with stored derived fields, with the fingerprint of each by field id.</summary>
    public ImmutableArray<(Entity Entity, ImmutableSortedDictionary<string, string> Prints)> Entities { get; }

    public static DerivationPlan Of(CompiledApp app) => ByApp.GetValue(app, key => new DerivationPlan(key));

    /// <summary>Whether anything is left to do.</summary>
    public bool IsDue(DbConnection connection)
    {
        using (var queued = connection.Prepare("SELECT 1 FROM \"$derive\" LIMIT 1"))
            if (queued.ExecuteScalar() is not null) return true;
        var states = DerivationState.All(connection);
        return Entities.Any(e => !states.TryGetValue(e.Entity.Id, out var state) || !Same(state.Done, e.Prints)) || states.Keys.Any(id => !Entities.Any(e => e.Entity.Id == id));
    }

    public static bool Same(ImmutableSortedDictionary<string, string> a, ImmutableSortedDictionary<string, string> b) => a.SequenceEqual(b);
}

/// <summary>A row of <c>$derivation</c>.</summary>
/// <param name="Done">By field id: the fingerprint of the rule by which all rows were derived.</param>
/// <param name="Target">Of the walk under way.</param>
/// <param name="LastId">The last record that the walk has seen.</param>
internal sealed record DerivationState(ImmutableSortedDictionary<string, string> Done, ImmutableSortedDictionary<string, string>? Target, Guid? LastId)
{
    public static Dictionary<string, DerivationState> All(DbConnection connection)
    {
        using var statement = connection.Prepare("SELECT \"entity_id\", \"done\", \"target\", \"last_id\" FROM \"$derivation\"");
        using var reader = statement.ExecuteReader();
        var states = new Dictionary<string, DerivationState>(StringComparer.Ordinal);
        while (reader.Read())
            states[reader.GetString(0)] = new DerivationState(Read(reader.GetString(1)), reader.IsDBNull(2) ? null : Read(reader.GetString(2)), SqliteCodec.Instance.ReadGuid(reader, 3));
        return states;
    }

    public void Write(DbConnection connection, string entityId)
    {
        using var statement = connection.Prepare(
            "INSERT INTO \"$derivation\" (\"entity_id\", \"done\", \"target\", \"last_id\") VALUES (@p0, @p1, @p2, @p3) ON CONFLICT (\"entity_id\") DO UPDATE SET \"done\" = excluded.\"done\", \"target\" = excluded.\"target\", \"last_id\" = excluded.\"last_id\"");
        statement.Bind([entityId, JsonSerializer.Serialize(Done), Target is null ? null : JsonSerializer.Serialize(Target), SqliteCodec.Instance.ToGuid(LastId)]).Execute();
    }

    private static ImmutableSortedDictionary<string, string> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.ToImmutableSortedDictionary(StringComparer.Ordinal);
}

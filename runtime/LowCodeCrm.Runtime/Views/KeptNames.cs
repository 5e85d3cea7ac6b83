using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Authoring;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Data;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Views;

/// <summary>Views that people saved and shared, their columns and favourites name what the app consists of. When a version gives things other names, what is kept follows.</summary>
/// <remarks>The web app's JSON: <c>views.{entity}</c>, <c>columns.{entity}</c> and <c>favourites</c> among the settings, and the definitions of shared views. What looks otherwise is left alone.</remarks>
internal static class KeptNames
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string Views = "views.", Columns = "columns.", Favourites = "favourites";

    private static readonly Statement SelectSettings = new(
        $"SELECT \"user_id\", \"name\", \"value\", \"updated_at\" FROM \"{SystemTables.Setting}\" WHERE \"name\" LIKE '{Views}%' OR \"name\" LIKE '{Columns}%' OR \"name\" = '{Favourites}'", 0);
    private static readonly Statement DeleteSetting = new($"DELETE FROM \"{SystemTables.Setting}\" WHERE \"user_id\" = @p0 AND \"name\" = @p1", 2);
    private static readonly Statement InsertSetting = new($"INSERT INTO \"{SystemTables.Setting}\" (\"user_id\", \"name\", \"value\", \"updated_at\") VALUES (@p0, @p1, @p2, @p3)", 4);

    private sealed record Kept(Guid User, string Name, string Value, DateTime At);

    /// <summary>Where a page of an older version writes: what its names are by now. Null: they are the same.</summary>
    public static NameChanges? For(ApiRequest request, AppCatalog catalog)
    {
        if (catalog.Find(request.Lease.Version.AppName) is not { IsLive: true } host || host.LiveVersion == request.Lease.Version.Number) return null;
        using var live = host.Lease();
        return NameChanges.Between(request.App.Rules, live.App.Model);
    }

    /// <summary>To be done with the migration, or not at all.</summary>
    /// <param name="before">The version in whose names it was kept.</param>
    public static void Follow(WriteSession session, ColumnCodec codec, NameChanges changes, CrmModel before, DateTime now)
    {
        foreach (var view in SharedViewStore.All(session.Connection, codec))
        {
            if (before.Entities.FirstOrDefault(entity => entity.Id == view.EntityId) is not { } entity) continue;
            var definition = InDefinition(changes, entity.Name, view.Definition);
            // A page that was drawn before must not take the names back.
            if (definition != view.Definition) SharedViewStore.Write(session, codec, view with { Definition = definition, Version = view.Version + 1 }, now, view.Owner);
        }
        var changed = Settings(session.Connection, session.Transaction, codec).Select(kept => (Old: kept, New: Renamed(changes, kept))).Where(pair => pair.New != pair.Old).ToList();
        // All go before any comes: entities may have taken each other's names.
        foreach (var (old, _) in changed) PreparedStatements.Prepare(session.Connection, session.Transaction, DeleteSetting).Bind([codec.ToGuid(old.User), old.Name]).ExecuteNonQuery();
        foreach (var (_, kept) in changed)
        {
            PreparedStatements.Prepare(session.Connection, session.Transaction, DeleteSetting).Bind([codec.ToGuid(kept.User), kept.Name]).ExecuteNonQuery();
            PreparedStatements.Prepare(session.Connection, session.Transaction, InsertSetting).Bind([codec.ToGuid(kept.User), kept.Name, kept.Value, codec.ToDateTime(kept.At)]).ExecuteNonQuery();
        }
    }

    /// <summary>The definition of a view on an entity, called as before.</summary>
    public static string InDefinition(NameChanges changes, string entity, string json) => Rewritten(json, node => View(changes, entity, node));

    /// <summary>A setting, with the name that it has from now on.</summary>
    public static (string Name, string Value) InSetting(NameChanges changes, string name, string json)
    {
        if (name == Favourites) return (name, Rewritten(json, node => Each(node, one => Favourite(changes, one))));
        if (name.StartsWith(Views, StringComparison.Ordinal)) return Of(Views, Saved);
        return name.StartsWith(Columns, StringComparison.Ordinal) ? Of(Columns, Arranged) : (name, json);

        (string, string) Of(string prefix, Action<NameChanges, string, JsonNode?> rewrite)
        {
            var entity = name[prefix.Length..];
            return (prefix + changes.Entity(entity), Rewritten(json, node => rewrite(changes, entity, node)));
        }
    }

    private static Kept Renamed(NameChanges changes, Kept kept)
    {
        var (name, value) = InSetting(changes, kept.Name, kept.Value);
        return kept with { Name = name, Value = value };
    }

    private static List<Kept> Settings(DbConnection connection, DbTransaction? transaction, ColumnCodec codec)
    {
        var found = new List<Kept>();
        using var reader = PreparedStatements.Prepare(connection, transaction, SelectSettings).Bind([]).ExecuteReader();
        while (reader.Read()) found.Add(new(codec.ReadGuid(reader, 0)!.Value, reader.GetString(1), reader.GetString(2), codec.ReadDateTime(reader, 3)!.Value));
        return found;
    }

    /// <summary>As it was, to the letter, where nothing in it changes.</summary>
    private static string Rewritten(string json, Action<JsonNode?> rewrite)
    {
        var node = JsonNode.Parse(json);
        var before = node?.ToJsonString(Options);
        rewrite(node);
        var after = node?.ToJsonString(Options);
        return after is null || after == before ? json : after;
    }

    private static void Saved(NameChanges changes, string entity, JsonNode? setting)
    {
        if (setting is not JsonObject of) return;
        Each(of["saved"], view => View(changes, entity, view));
        Replace(of, "initial", key => changes.View(entity, key));
    }

    private static void View(NameChanges changes, string entity, JsonNode? node)
    {
        if (node is not JsonObject view) return;
        foreach (var list in (ReadOnlySpan<string>)["columns", "sort"]) Replace(view[list], path => changes.Path(entity, path));
        foreach (var single in (ReadOnlySpan<string>)["groupBy", "start"]) Replace(view, single, path => changes.Path(entity, path));
        Replace(view, "filter", text => changes.Condition(entity, text));
    }

    /// <summary>Columns by view: <c>{"all": {"order": ["name"], "widths": {"name": 200}}}</c>.</summary>
    private static void Arranged(NameChanges changes, string entity, JsonNode? setting)
    {
        if (setting is not JsonObject views) return;
        foreach (var (_, arranged) in views)
        {
            if (arranged is not JsonObject columns) continue;
            Replace(columns["order"], path => changes.Path(entity, path));
            Rekey(columns["widths"], path => changes.Path(entity, path));
        }
        Rekey(views, key => changes.View(entity, key));
    }

    private static void Favourite(NameChanges changes, JsonNode? node)
    {
        if (node is not JsonObject one || Text(one["entity"]) is not { } entity) return;
        Replace(one, "view", view => changes.View(entity, view));
        Replace(one, "entity", changes.Entity);
    }

    private static void Each(JsonNode? list, Action<JsonNode?> rewrite)
    {
        foreach (var item in list as JsonArray ?? []) rewrite(item);
    }

    private static void Replace(JsonObject of, string member, Func<string, string> now)
    {
        if (Text(of[member]) is { } text) of[member] = now(text);
    }

    private static void Replace(JsonNode? list, Func<string, string> now)
    {
        if (list is not JsonArray items) return;
        for (var i = 0; i < items.Count; i++)
            if (Text(items[i]) is { } text) items[i] = now(text);
    }

    private static void Rekey(JsonNode? node, Func<string, string> now)
    {
        if (node is not JsonObject of) return;
        var members = of.Select(member => (member.Key, Value: member.Value?.DeepClone())).ToList();
        of.Clear();
        foreach (var (key, value) in members) of[now(key)] = value;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Model;

/// <summary>What the platform itself brings into every app: the system fields, users and teams.</summary>
public static class SystemModel
{
    /// <summary>The fields every entity starts with; their ids are the entity's id, a colon and the name.</summary>
    public static ImmutableArray<Field> FieldsOf(string entityId) =>
    [
        System(entityId, SystemFields.Id, FieldType.Id, "ID", "ID") with { Required = true },
        System(entityId, SystemFields.CreatedAt, FieldType.DateTime, "Created at", "作成日時"),
        System(entityId, SystemFields.CreatedBy, FieldType.User, "Created by", "作成者") with { Target = SystemEntities.User },
        System(entityId, SystemFields.UpdatedAt, FieldType.DateTime, "Updated at", "更新日時"),
        System(entityId, SystemFields.UpdatedBy, FieldType.User, "Updated by", "更新者") with { Target = SystemEntities.User },
        System(entityId, SystemFields.Owner, FieldType.User, "Owner", "担当者") with { Target = SystemEntities.User },
        System(entityId, SystemFields.Version, FieldType.Integer, "Version", "版"),
    ];

    /// <summary>The app's copies of users and teams; always the first entities of a model.</summary>
    public static readonly ImmutableArray<Entity> Entities =
    [
        new("$user", SystemEntities.User, LocalizedText.Of("User", "ユーザー"),
        [
            .. FieldsOf("$user"),
            Own("$user", "name", FieldType.Text, "Name", "名前") with { Required = true, MaxLength = 200 },
            Own("$user", "email", FieldType.Email, "Email", "メール"),
            Own("$user", "locale", FieldType.Text, "Language", "言語") with { MaxLength = 35 },
            Own("$user", "time_zone", FieldType.Text, "Time zone", "タイムゾーン") with { MaxLength = 60 },
            Own("$user", "manager", FieldType.Lookup, "Manager", "上長") with { Target = SystemEntities.User, OnDelete = OnDelete.SetEmpty },
            Own("$user", "team", FieldType.Lookup, "Team", "チーム") with { Target = SystemEntities.Team, OnDelete = OnDelete.SetEmpty },
            Own("$user", "active", FieldType.Boolean, "Active", "有効") with { Default = true },
        ])
        { LabelPlural = LocalizedText.Of("Users", "ユーザー"), Display = "name", Search = ["name", "email"], IsSystem = true },
        new("$team", SystemEntities.Team, LocalizedText.Of("Team", "チーム"),
        [
            .. FieldsOf("$team"),
            Own("$team", "name", FieldType.Text, "Name", "名前") with { Required = true, MaxLength = 200 },
            Own("$team", "parent", FieldType.Lookup, "Parent team", "上位チーム") with { Target = SystemEntities.Team, OnDelete = OnDelete.SetEmpty },
        ])
        { LabelPlural = LocalizedText.Of("Teams", "チーム"), Display = "name", Search = ["name"], IsSystem = true },
    ];

    private static Field System(string entityId, string name, FieldType type, string en, string ja) =>
        Own(entityId, name, type, en, ja) with { Origin = FieldOrigin.System };

    private static Field Own(string entityId, string name, FieldType type, string en, string ja) =>
        new() { Id = $"{entityId}:{name}", Name = name, Label = LocalizedText.Of(en, ja), Type = type };
}

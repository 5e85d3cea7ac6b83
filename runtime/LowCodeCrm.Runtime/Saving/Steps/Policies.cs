using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>What the caller may write at all.</summary>
internal static class Policies
{
    /// <summary>Until roles carry permissions, whoever is signed in may write the app's own entities; nobody writes the platform's here.</summary>
    public static Forbidden? Forbids(SaveUnit unit, RecordSave save) =>
        save.Entity.IsSystem && save.Entity.Name is SystemEntities.User or SystemEntities.Team
            ? new Forbidden(SaveMessages.Say(unit.Caller.Locale, "Users and teams are not changed here.", "ユーザーとチームはここでは変更できません。"))
            : null;
}

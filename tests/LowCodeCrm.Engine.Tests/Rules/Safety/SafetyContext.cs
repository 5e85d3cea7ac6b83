using System.Diagnostics.CodeAnalysis;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Tests.Rules.Safety;

/// <summary>A world that has as many records of everything as anybody asks for.</summary>
internal sealed class SafetyContext : RuleContext
{
    private const int Many = 2_000;
    private readonly Func<Entity, EntityRecord> make;
    private readonly Entity[] selections;

    [SetsRequiredMembers]
    public SafetyContext(CrmModel model, IEnumerable<Entity> selections, Func<Entity, EntityRecord> make)
    {
        (Now, TimeZone, UserTimeZone, Locale, Model, Calendar) = (new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), "Asia/Tokyo", "Asia/Tokyo", "en", model, "jp");
        this.make = make;
        this.selections = [.. selections];
    }

    public override bool HasRole(string role) => true;
    public override EntityRecord? Load(int entityIndex, Guid id) => make(Model!.Entities[entityIndex]);
    public override IReadOnlyList<EntityRecord> LoadRelated(int entityIndex, int lookupFieldIndex, Guid parentId) => [.. Enumerable.Repeat(make(Model!.Entities[entityIndex]), Many)];
    public override IReadOnlyList<EntityRecord> Select(int selection, object?[] outer) => [.. Enumerable.Repeat(make(selections[selection]), Many)];

}

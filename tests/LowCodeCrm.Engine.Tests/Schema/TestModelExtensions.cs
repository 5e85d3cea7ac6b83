using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Tests.Schema;

internal static class TestModelExtensions
{
    public static Entity WithKeys(this Entity entity, params ImmutableArray<ImmutableArray<string>> keys) =>
        new(entity.Id, entity.Name, entity.Label, entity.Fields) { Display = entity.Display, Keys = keys };

    public static CrmModel WithSearch(this CrmModel model, string entity, params ImmutableArray<string> fields) =>
        model.WithEntities(model.Entities.Select(e => e.Name == entity ? new Entity(e.Id, e.Name, e.Label, e.Fields) { Display = e.Display, Search = fields } : e));
}

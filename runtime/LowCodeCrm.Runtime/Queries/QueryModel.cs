using System.Runtime.CompilerServices;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using Microsoft.OData.Edm;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>What a property of the OData model stands for.</summary>
/// <param name="IsReference">Of a to-one field: the id (<c>account_id</c>), not the related record.</param>
public sealed record QueryProperty(Entity Entity, Field Field, bool IsReference);

/// <summary>An app version as an OData model, with the way back from each property to its field. Built once a version.</summary>
public sealed class QueryModel
{
    public const string Namespace = "crm";
    private static readonly ConditionalWeakTable<CompiledApp, QueryModel> Cache = [];
    private readonly Dictionary<IEdmProperty, QueryProperty> properties = [];
    private readonly Dictionary<Entity, EdmEntityType> types = [];
    private readonly Dictionary<string, Entity> byTypeName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EdmComplexType> complex = [];
    private readonly EdmModel edm = new();
    private readonly EdmEntityContainer container = new(Namespace, "app");

    private QueryModel(CrmModel model)
    {
        Model = model;
        foreach (var (type, members) in Complex) AddComplex(type, members);
        foreach (var entity in model.Entities)
        {
            var type = new EdmEntityType(Namespace, NameOf(entity));
            types.Add(entity, type);
            byTypeName.Add(type.Name, entity);
            edm.AddElement(type);
        }
        edm.AddElement(container);
        var sets = model.Entities.ToDictionary(e => e, e => container.AddEntitySet(NameOf(e), types[e]));
        foreach (var entity in model.Entities)
            foreach (var field in entity.Fields)
                Add(entity, field, sets);
    }

    public CrmModel Model { get; }
    public IEdmModel Edm => edm;

    public static QueryModel Of(CompiledApp app) => Cache.GetValue(app, static a => new QueryModel(a.Model));

    public IEdmEntitySet SetOf(Entity entity) => container.FindEntitySet(NameOf(entity));
    public IEdmEntityType TypeOf(Entity entity) => types[entity];
    public QueryProperty? Find(IEdmProperty property) => properties.GetValueOrDefault(property);
    public Entity? EntityOf(string typeName) => byTypeName.GetValueOrDefault(typeName);

    /// <summary>An entity's name in OData, which has no place for "$".</summary>
    public static string NameOf(Entity entity) => entity.Name.Replace('$', '_');

    private static readonly (string Name, (string Name, EdmPrimitiveTypeKind Kind)[] Members)[] Complex =
    [
        ("_personName", [("family", EdmPrimitiveTypeKind.String), ("given", EdmPrimitiveTypeKind.String), ("familyReading", EdmPrimitiveTypeKind.String), ("givenReading", EdmPrimitiveTypeKind.String)]),
        ("_address", [("country", EdmPrimitiveTypeKind.String), ("postalCode", EdmPrimitiveTypeKind.String), ("region", EdmPrimitiveTypeKind.String), ("city", EdmPrimitiveTypeKind.String), ("street", EdmPrimitiveTypeKind.String), ("building", EdmPrimitiveTypeKind.String)]),
        ("_geo", [("lat", EdmPrimitiveTypeKind.Decimal), ("lon", EdmPrimitiveTypeKind.Decimal)]),
        ("_file", [("id", EdmPrimitiveTypeKind.Guid), ("name", EdmPrimitiveTypeKind.String), ("type", EdmPrimitiveTypeKind.String), ("size", EdmPrimitiveTypeKind.Int64)]),
    ];

    private void AddComplex(string name, (string Name, EdmPrimitiveTypeKind Kind)[] members)
    {
        var type = new EdmComplexType(Namespace, name);
        foreach (var (member, kind) in members) type.AddStructuralProperty(member, kind, isNullable: true);
        complex.Add(name, type);
        edm.AddElement(type);
    }

    private void Add(Entity entity, Field field, Dictionary<Entity, EdmEntitySet> sets)
    {
        var type = types[entity];
        var property = new QueryProperty(entity, field, false);
        switch (field.Type)
        {
            case FieldType.Id:
                var id = type.AddStructuralProperty(field.Name, EdmPrimitiveTypeKind.Guid, isNullable: false);
                type.AddKeys(id);
                properties.Add(id, property with { IsReference = true });
                return;
            case FieldType.Lookup or FieldType.User:
                properties.Add(type.AddStructuralProperty(field.Name + "_id", EdmPrimitiveTypeKind.Guid, isNullable: true), property with { IsReference = true });
                AddNavigation(EdmMultiplicity.ZeroOrOne);
                return;
            case FieldType.ChildList or FieldType.ManyToMany:
                AddNavigation(EdmMultiplicity.Many);
                return;
            default:
                properties.Add(type.AddStructuralProperty(field.Name, TypeOf(field)), property);
                return;
        }

        void AddNavigation(EdmMultiplicity multiplicity)
        {
            var target = Model.TargetOf(field);
            var navigation = type.AddUnidirectionalNavigation(new EdmNavigationPropertyInfo { Name = field.Name, Target = types[target], TargetMultiplicity = multiplicity });
            sets[entity].AddNavigationTarget(navigation, sets[target]);
            properties.Add(navigation, property);
        }
    }

    private IEdmTypeReference TypeOf(Field field)
    {
        var core = EdmCoreModel.Instance;
        return field.Type switch
        {
            FieldType.Integer or FieldType.Rating => core.GetInt64(true),
            FieldType.Decimal or FieldType.Money or FieldType.Percent => core.GetDecimal(field.Precision, field.Scale, true),
            FieldType.Boolean => core.GetBoolean(true),
            FieldType.Date => core.GetDate(true),
            FieldType.DateTime => core.GetDateTimeOffset(true),
            FieldType.Time => core.GetTimeOfDay(true),
            FieldType.Duration => core.GetDuration(true),
            FieldType.MultiChoice or FieldType.Tags => EdmCoreModel.GetCollection(core.GetString(false)),
            FieldType.PersonName => new EdmComplexTypeReference(complex["_personName"], true),
            FieldType.Address => new EdmComplexTypeReference(complex["_address"], true),
            FieldType.Geo => new EdmComplexTypeReference(complex["_geo"], true),
            FieldType.File or FieldType.Image => new EdmComplexTypeReference(complex["_file"], true),
            _ => core.GetString(true),
        };
    }
}

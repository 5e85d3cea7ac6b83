using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Rules.Evaluation;

/// <summary>Members of structured values by their names in JSON.</summary>
internal static class BoxedMembers
{
    public static object? Get(object? value, string member) => (value, member) switch
    {
        (null, _) => null,
        (PersonName n, "family") => n.Family,
        (PersonName n, "given") => n.Given,
        (PersonName n, "familyReading") => n.FamilyReading,
        (PersonName n, "givenReading") => n.GivenReading,
        (Address a, "country") => a.Country,
        (Address a, "postalCode") => a.PostalCode,
        (Address a, "region") => a.Region,
        (Address a, "city") => a.City,
        (Address a, "street") => a.Street,
        (Address a, "building") => a.Building,
        (GeoPoint g, "lat") => g.Lat,
        (GeoPoint g, "lon") => g.Lon,
        (FileValue f, "id") => f.Id.ToString("D"),
        (FileValue f, "name") => f.Name,
        (FileValue f, "type") => f.Type,
        (FileValue f, "size") => f.Size,
        _ => throw new ArgumentException($"{value.GetType().Name} has no member {member}.", nameof(member)),
    };
}

using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <param name="Name">As in JSON.</param>
public sealed record StructuredMember(string Name, RuleType Type);

/// <summary>What <c>.</c> reaches in structured values; any member may be empty.</summary>
public static class StructuredMembers
{
    private static readonly RuleType text = RuleType.Text.Optional;
    private static readonly RuleType number = RuleType.Decimal.Optional;

    private static readonly ImmutableArray<StructuredMember> personName =
        [new("family", text), new("given", text), new("familyReading", text), new("givenReading", text)];
    private static readonly ImmutableArray<StructuredMember> address =
        [new("country", text), new("postalCode", text), new("region", text), new("city", text), new("street", text), new("building", text)];
    private static readonly ImmutableArray<StructuredMember> geo = [new("lat", number), new("lon", number)];
    private static readonly ImmutableArray<StructuredMember> file = [new("name", text), new("type", text), new("size", RuleType.Int.Optional)];

    public static ImmutableArray<StructuredMember> Of(RuleType type) => type.Kind switch
    {
        TypeKind.PersonName => personName,
        TypeKind.Address => address,
        TypeKind.Geo => geo,
        TypeKind.File => file,
        _ => [],
    };
}

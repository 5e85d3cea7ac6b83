using System.Globalization;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Engine.Search;

/// <summary>What of a field's value full-text search finds; <see cref="SearchTokenizer"/> cuts it into tokens.</summary>
public static class SearchTexts
{
    /// <param name="value">As <see cref="EntityRecord"/> boxes it.</param>
    public static IEnumerable<string?> Of(object? value) => value switch
    {
        string text => (string?[])[text],
        // As written without a space, too.
        PersonName name => [name.Family + name.Given, name.Family, name.Given, name.FamilyReading + name.GivenReading, name.FamilyReading, name.GivenReading],
        Address address => [address.PostalCode, string.Concat(address.Region, address.City, address.Street), address.Building, address.Country],
        TextSet set => set.Items,
        FileValue file => [file.Name],
        long number => [number.ToString(CultureInfo.InvariantCulture)],
        decimal number => [number.ToString("0.############################", CultureInfo.InvariantCulture)],
        _ => [],
    };
}

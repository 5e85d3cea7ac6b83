using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Records;

/// <summary>Years and months, as a whole number of months; written P1Y2M.</summary>
public readonly record struct Period(int Months) : IComparable<Period>
{
    public int CompareTo(Period other) => Months.CompareTo(other.Months);
}

/// <summary>The value of tags or a multiple choice: distinct texts, ordered by code point (tags) or as given (options).</summary>
public sealed class TextSet(IEnumerable<string> items) : IEquatable<TextSet>
{
    public ImmutableArray<string> Items { get; } = [.. items.Distinct(StringComparer.Ordinal)];
    public bool Contains(string item) => Items.Contains(item, StringComparer.Ordinal);
    public bool Equals(TextSet? other) => other is not null && Items.Length == other.Items.Length && Items.All(other.Contains);
    public override bool Equals(object? obj) => Equals(obj as TextSet);
    public override int GetHashCode() => Items.Aggregate(0, (hash, item) => hash ^ item.GetHashCode(StringComparison.Ordinal));
    public override string ToString() => string.Join(", ", Items);
}

public sealed record PersonName(string? Family, string? Given, string? FamilyReading, string? GivenReading)
{
    /// <summary>Family name first where it has a reading or is written in CJK, else given name first.</summary>
    public override string ToString() => (Family, Given) switch
    {
        (null, var given) => given ?? "",
        (var family, null) => family,
        var (family, given) => family.Any(c => c >= '\u2E80') ? $"{family} {given}" : $"{given} {family}",
    };
}

public sealed record Address(string? Country, string? PostalCode, string? Region, string? City, string? Street, string? Building)
{
    public override string ToString() => string.Concat(Region, City, Street) is var text && text.Any(c => c >= '\u2E80')
        ? string.Join(" ", new[] { PostalCode is null ? null : "〒" + PostalCode, text, Building }.Where(part => !string.IsNullOrEmpty(part)))
        : string.Join(", ", new[] { Building, Street, City, Region, PostalCode, Country }.Where(part => !string.IsNullOrEmpty(part)));
}

public sealed record GeoPoint(decimal Lat, decimal Lon);

/// <param name="Size">In bytes.</param>
public sealed record FileValue(Guid Id, string Name, string Type, long Size);

using System.Text.Json.Serialization;

namespace LowCodeCrm.Designer.Spreadsheets;

/// <param name="Upload">Names the files when the app is made.</param>
internal sealed record ProposalJson(string Upload, DateTime ExpiresAt, IReadOnlyList<ProposedTable> Tables, IReadOnlyList<SkippedSheet> Skipped);

/// <param name="Reason">Why it is no table, in the caller's language.</param>
internal sealed record SkippedSheet(string File, string Sheet, string Reason);

/// <summary>A table as proposed, and as confirmed: what a client sends back is what it got, edited.</summary>
/// <param name="Id">The upload's; a table keeps it whatever it is called.</param>
/// <param name="Duplicates">Rows that another row equals cell by cell.</param>
/// <param name="Key">The field by which records are told apart.</param>
/// <param name="Display">The field that stands for a record.</param>
internal sealed record ProposedTable(
    string Id, string? File, string Name, string? Title, int Rows, int Duplicates, ProposedField[] Fields, string? Key, string? Display, string? Icon, string? Color)
{
    /// <summary>Rows whose key another row has: they become one record, as the last of them says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Repeated { get; init; }

    /// <summary>Rows that only add up the others and are left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Totals { get; init; }

    /// <summary>Leaves the table out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Skip { get; init; }
}

/// <param name="Column">Of the table, from 0.</param>
/// <param name="Type">As <c>x-crm.type</c>.</param>
/// <param name="Target">Of a lookup: the name of the table that it refers to.</param>
/// <param name="Nulls">Empty cells.</param>
/// <param name="Unmatched">Of a lookup: values that the other table does not have.</param>
internal sealed record ProposedField(
    int Column, string Name, string? Title, string Type, bool Required, bool Unique, ProposedOption[]? Options, string? Target, string[]? Examples, int Nulls, int Distinct, int? Unmatched)
{
    /// <summary>Of a person's name: the column that says how it is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Reading { get; init; }

    /// <summary>Some of the cells that cannot be read as the type, or name no record of the table that a lookup refers to: they are left empty.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Misfits { get; init; }

    /// <summary>Leaves the column out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Skip { get; init; }
}

internal sealed record ProposedOption(string Value, string? Label, int Count);

using System.Runtime.CompilerServices;
using System.Text;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Schema;
using LowCodeCrm.Engine.Schema.Dialects;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>Keeps the full-text row of a record.</summary>
internal static class SearchRows
{
    private static readonly ConditionalWeakTable<EntityMapping, Statement> ByMapping = [];

    /// <param name="changed">Null: a new record.</param>
    public static void Write(SaveUnit unit, EntityAccess access, EntityRecord record, bool[]? changed)
    {
        if (access.Mapping.Search is not { FieldIds.IsEmpty: false } search) return;
        var touched = changed is null;
        var text = new StringBuilder();
        foreach (var field in access.Stored)
        {
            if (!search.FieldIds.Contains(field.Id)) continue;
            touched |= changed is not null && changed[field.Index];
            if (TextOf(record.GetValue(field.Index)) is { Length: > 0 } value) text.Append(value).Append('\n');
        }
        if (!touched) return;
        var statement = ByMapping.GetValue(access.Mapping, mapping => new Statement(SqliteDialect.WriteSearch(mapping), 2));
        unit.Prepare(statement).Bind([unit.Codec.ToGuid(record.Id), SearchText.Tokens(text.ToString())]).ExecuteNonQuery();
    }

    private static string? TextOf(object? value) => value switch
    {
        string text => text,
        PersonName name => string.Join(' ', new[] { name.Family, name.Given, name.FamilyReading, name.GivenReading }.Where(part => part is not null)),
        Address address => string.Join(' ', new[] { address.Country, address.PostalCode, address.Region, address.City, address.Street, address.Building }.Where(part => part is not null)),
        TextSet set => string.Join(' ', set.Items),
        FileValue file => file.Name,
        null => null,
        var other => Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture),
    };
}

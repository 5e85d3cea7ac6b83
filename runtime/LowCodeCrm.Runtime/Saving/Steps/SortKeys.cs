using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>The stored key that lists sort a text by.</summary>
internal static class SortKeys
{
    public static object? Of(Field field, EntityRecord record) => SortKey.Of(record.GetValue(field.Index));
}

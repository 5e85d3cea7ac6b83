using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Runtime.Testing.Recording;

/// <summary>Replaces texts that people wrote: a test is read by more than may read the record. The same text becomes the same again.</summary>
/// <param name="kept">Fields that stay as they are, as <c>entity.field</c>.</param>
internal sealed class TextMask(bool isOn, IReadOnlySet<string> kept)
{
    private readonly Dictionary<(FieldType, string), string> known = [];
    private readonly SortedSet<string> masked = new(StringComparer.Ordinal);

    /// <summary>Where something was replaced.</summary>
    public IReadOnlyCollection<string> Masked => masked;

    public static bool Concerns(Field field) => field.Pattern is null && field.Type is FieldType.Text or FieldType.LongText or FieldType.RichText or FieldType.Email or FieldType.Phone or FieldType.Url;

    public object? Of(Entity entity, Field field, object? value)
    {
        if (!isOn || value is not string text || !Concerns(field) || kept.Contains($"{entity.Name}.{field.Name}")) return value;
        masked.Add($"{entity.Name}.{field.Name}");
        if (known.TryGetValue((field.Type, text), out var before)) return before;
        var number = known.Count + 1;
        var label = field.Label.For("ja") is { Length: > 0 } named ? named : field.Name;
        var instead = field.Type switch
        {
            FieldType.Email => $"person{number}@example.com",
            FieldType.Phone => $"03-0000-{number:0000}",
            FieldType.Url => $"https://example.com/{number}",
            _ => $"{label} {number}",
        };
        return known[(field.Type, text)] = field.MaxLength is { } most && instead.Length > most ? instead[..most] : instead;
    }
}

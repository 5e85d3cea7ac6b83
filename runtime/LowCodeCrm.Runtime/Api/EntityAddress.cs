using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Runtime.Saving.Input;

namespace LowCodeCrm.Runtime.Api;

/// <summary>What a path names: an entity set, a record by id, or a record by alternate key.</summary>
internal sealed record EntityAddress(Entity Entity, Guid? Id, ImmutableArray<FieldInput> Key)
{
    /// <summary>Whether anything in the set is named.</summary>
    public bool IsOne => Id is not null || !Key.IsEmpty;

    /// <param name="find">The entity of a name; throws where there is none.</param>
    /// <param name="segment"><c>account</c>, <c>account(code='A-1')</c> or <c>account(0198…)</c>, escapes taken out.</param>
    /// <param name="id">The segment after it, or null.</param>
    /// <exception cref="ApiProblem">404: no such entity, or no id; 400: no key of the entity.</exception>
    public static EntityAddress Parse(Func<string, Entity> find, string segment, string? id, InputContext context)
    {
        var open = segment.IndexOf('(');
        var entity = find(open < 0 ? segment : segment[..open]);
        if (id is not null)
            return Guid.TryParseExact(id, "D", out var guid) ? new EntityAddress(entity, guid, []) : throw ApiProblem.NotFound();
        if (open < 0) return new EntityAddress(entity, null, []);
        if (!segment.EndsWith(')')) throw Bad(segment);
        var inner = segment[(open + 1)..^1];
        if (Guid.TryParseExact(inner, "D", out var only)) return new EntityAddress(entity, only, []);
        var key = ImmutableArray.CreateBuilder<FieldInput>();
        foreach (var part in Split(inner))
        {
            var equals = part.StartsWith('\'') ? -1 : part.IndexOf('=');
            var name = equals < 0 ? entity.Keys is [[var single], ..] ? single : throw Bad(segment) : part[..equals].Trim();
            if (JsonInputReader.FieldOf(entity, name) is not { } field) throw Bad(segment);
            key.Add(new FieldInput(field, Value(field, equals < 0 ? part : part[(equals + 1)..], context, segment)));
        }
        var names = key.Select(k => k.Field.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count != key.Count || !entity.Keys.Any(k => names.SetEquals(k)))
            throw ApiProblem.Malformed($"{entity.Name} has no key of {string.Join(", ", names)}.", $"{entity.Name} に {string.Join("・", names)} のキーはありません。");
        return new EntityAddress(entity, null, key.ToImmutable());
    }

    private static object? Value(Field field, string literal, InputContext context, string segment)
    {
        var text = literal.Trim();
        var json = text.Length >= 2 && text.StartsWith('\'') && text.EndsWith('\'')
            ? JsonSerializer.SerializeToElement(text[1..^1].Replace("''", "'", StringComparison.Ordinal))
            : Parse(text) ?? JsonSerializer.SerializeToElement(text);
        return JsonValueReader.Read(field, json, context, out var value) is { } problem ? throw new ApiProblem(400, "malformed", problem.Message) : value ?? throw Bad(segment);
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Commas inside quotes separate nothing.
    private static IEnumerable<string> Split(string text)
    {
        var part = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '\'') quoted = !quoted;
            if (c == ',' && !quoted)
            {
                yield return part.ToString();
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }
        yield return part.ToString();
    }

    private static ApiProblem Bad(string segment) =>
        ApiProblem.Malformed($"The key in '{segment}' cannot be read. Write it as entity(code='A-1').", $"「{segment}」のキーを読み取れません。entity(code='A-1') の形で指定してください。");
}

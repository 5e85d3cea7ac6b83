using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Conformance;

/// <summary>Well-typed expressions of every kind, from a seed; values lean to where back ends could part: bounds, empties, surrogates, gaps of the clock.</summary>
internal sealed class ExpressionGenerator(int seed)
{
    private const int Depth = 4;
    private readonly Random random = new(seed);
    private readonly List<(string Name, string Type)> locals = [];

    public GeneratedLine Next()
    {
        var variables = new JsonObject();
        foreach (var type in Vocabulary.Types)
        {
            variables[$"v_{type}"] = Variable(type, Pick(Vocabulary.Values[type]));
            variables[$"o_{type}"] = Variable(type + "?", random.Next(3) == 0 ? null : Pick(Vocabulary.Values[type]));
        }
        variables["v_words"] = new JsonObject { ["type"] = "set of text", ["value"] = new JsonArray([.. Vocabulary.Values["text"].Where(v => v.Length > 0).Take(random.Next(4)).Select(v => (JsonNode?)JsonValue.Create(v))]) };
        locals.Clear();
        return new GeneratedLine(Make(Pick(Vocabulary.Types), Depth), variables);
    }

    /// <summary>The plainest expression of a type.</summary>
    public static Generated Simplest(string type) => new(type, Vocabulary.Literals[type][0]);

    private Generated Make(string type, int depth)
    {
        if (depth == 0 || random.Next(8) == 0) return Leaf(type);
        switch (random.Next(14))
        {
            case 0: return new(type, "(if $0 then $1 else $2)", Make("bool", depth - 1), Make(type, depth - 1), Make(type, depth - 1));
            case 1: return new(type, "($0 ?? $1)", Make(type, depth - 1), Make(type, depth - 1));
            case 2: return Let(type, depth);
        }
        var rules = Vocabulary.Productions[type];
        var (template, types) = rules[random.Next(rules.Length)];
        // "any" and "ordered" are one type throughout a production.
        var any = Pick(Vocabulary.Types);
        var ordered = Pick(Vocabulary.Types.Where(t => t != "bool").ToArray());
        return new(type, template, [.. types.Select(t => Make(t switch { "any" => any, "ordered" => ordered, _ => t }, depth - 1))]);
    }

    private Generated Let(string type, int depth)
    {
        var name = $"w{locals.Count}";
        var bound = Make(Pick(Vocabulary.Types), depth - 1);
        locals.Add((name, bound.Type));
        var body = Make(type, depth - 1);
        locals.RemoveAt(locals.Count - 1);
        return new(type, $"(let {name} = $0 in $1)", bound, body);
    }

    private Generated Leaf(string type)
    {
        var fitting = locals.Where(local => local.Type == type).ToArray();
        if (fitting.Length > 0 && random.Next(2) == 0) return new(type, Pick(fitting).Name);
        return new(type, random.Next(3) switch { 0 => $"v_{type}", 1 => $"o_{type}", _ => Pick(Vocabulary.Literals[type]) });
    }

    private static JsonObject Variable(string type, string? value) => new()
    {
        ["type"] = type,
        ["value"] = value is null ? null : type.StartsWith("bool", StringComparison.Ordinal) ? JsonValue.Create(value == "true") : JsonValue.Create(value),
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}

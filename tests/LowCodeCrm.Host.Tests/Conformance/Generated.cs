using System.Text.Json.Nodes;

namespace LowCodeCrm.Host.Tests.Conformance;

/// <summary>A generated expression: a template with its parts, so that it can be made smaller part by part.</summary>
/// <param name="Type">As rules write it, without <c>?</c>.</param>
/// <param name="Template">The text; <c>$0</c>, <c>$1</c> … stand for the parts.</param>
internal sealed record Generated(string Type, string Template, params Generated[] Parts)
{
    public string Text
    {
        get
        {
            var text = Template;
            for (var i = Parts.Length - 1; i >= 0; i--) text = text.Replace("$" + i, Parts[i].Text, StringComparison.Ordinal);
            return text;
        }
    }

    public int Size => 1 + Parts.Sum(part => part.Size);

    /// <summary>Every expression that is one step simpler: a part in place of the whole, a literal in place of a part.</summary>
    public IEnumerable<Generated> Smaller(Func<string, Generated> simplest)
    {
        foreach (var part in Parts.Where(part => part.Type == Type)) yield return part;
        if (Parts.Length > 0) yield return simplest(Type);
        for (var i = 0; i < Parts.Length; i++)
            foreach (var smaller in Parts[i].Smaller(simplest))
                yield return this with { Parts = [.. Parts[..i], smaller, .. Parts[(i + 1)..]] };
    }

    /// <summary>Parts that have another type are worth trying alone: a wrong answer inside is a wrong answer outside.</summary>
    public IEnumerable<Generated> Inside() => Parts.Concat(Parts.SelectMany(part => part.Inside()));
}

/// <summary>An expression with the variables that it may name.</summary>
internal sealed record GeneratedLine(Generated Expression, JsonObject Variables)
{
    public string Input
    {
        get
        {
            var text = Expression.Text;
            var used = Variables.Where(pair => text.Contains(pair.Key, StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()));
            return new JsonObject { ["expr"] = text, ["vars"] = new JsonObject(used) }.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }
    }
}

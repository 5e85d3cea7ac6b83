using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Packages.Json;

/// <summary>Takes items out of lists and members out of objects, and leaves the rest of the file as it is.</summary>
internal sealed class JsonRemoval
{
    private readonly Dictionary<SourceJson, SortedSet<int>> removed = new(ReferenceEqualityComparer.Instance);

    /// <param name="container">An array or object.</param>
    /// <param name="index">Of an item or property.</param>
    public void Take(SourceJson container, int index)
    {
        if (!removed.TryGetValue(container, out var indices)) removed.Add(container, indices = []);
        indices.Add(index);
    }

    public void TakeProperty(SourceJson container, string name)
    {
        for (var i = 0; i < container.Properties.Length; i++)
            if (container.Properties[i].Name == name) Take(container, i);
    }

    /// <summary>Edits that do not overlap: what stands inside something that goes, goes with it.</summary>
    public IEnumerable<TextEdit> Edits()
    {
        var edits = removed.SelectMany(pair => Of(pair.Key, pair.Value)).ToList();
        return edits.Where(edit => !edits.Exists(other => other != edit && other.File == edit.File && other.Span.Start <= edit.Span.Start && edit.Span.End <= other.Span.End));
    }

    private static IEnumerable<TextEdit> Of(SourceJson container, SortedSet<int> indices)
    {
        var spans = container.Kind == JsonKind.Array ? container.Items.Select(item => item.Span).ToArray()
            : container.Properties.Select(p => TextSpan.FromBounds(p.NameSpan.Start, p.Value.Span.End)).ToArray();
        if (indices.Count == spans.Length)
        {
            yield return Edit(container.Span.Start + 1, container.Span.End - 1);
            yield break;
        }
        var leading = 0;
        while (indices.Contains(leading)) leading++;
        if (leading > 0) yield return Edit(spans[0].Start, spans[leading].Start);
        // Each with the comma before it.
        foreach (var index in indices.Where(index => index > leading)) yield return Edit(spans[index - 1].End, spans[index].End);

        TextEdit Edit(int start, int end) => new(container.Source.Path, TextSpan.FromBounds(start, end), "");
    }
}

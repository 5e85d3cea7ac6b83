using System.Globalization;
using System.Text;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Engine.Packages.Json;

/// <summary>Additions to JSON text that leave the rest of the file as it is, on lines of their own where the neighbours stand so.</summary>
internal static class JsonInsert
{
    /// <summary>A JSON text in which every character that may stand for itself does, 𠮷 and emoji included.</summary>
    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            _ = c switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                < ' ' or '\u007F' or '\u2028' or '\u2029' => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => builder.Append(c),
            };
        return builder.Append('"').ToString();
    }

    /// <summary>A property before all others of an object.</summary>
    public static TextEdit First(SourceJson container, string property)
    {
        var at = container.Span.Start + 1;
        if (container.Properties.IsEmpty) return Edit(container, at, property);
        // What stands between the bracket and the first name (nothing, or a line end and indent) goes between the new one and it.
        var gap = container.Source.Text[at..container.Properties[0].NameSpan.Start];
        return Edit(container, at, $"{gap}{property},{(gap.Length == 0 ? " " : "")}");
    }

    /// <summary>A property after all others of an object.</summary>
    public static TextEdit Last(SourceJson container, string property)
    {
        if (container.Properties.IsEmpty) return Edit(container, container.Span.Start + 1, property);
        var gap = container.Source.Text[(container.Span.Start + 1)..container.Properties[0].NameSpan.Start];
        return Edit(container, container.Properties[^1].Value.Span.End, $",{(gap.Length == 0 ? " " : gap)}{property}");
    }

    /// <summary>Items after all others of an array.</summary>
    public static TextEdit LastItem(SourceJson array, string items)
    {
        if (array.Items.IsEmpty) return Edit(array, array.Span.Start + 1, items);
        var gap = array.Source.Text[(array.Span.Start + 1)..array.Items[0].Span.Start];
        return Edit(array, array.Items[^1].Span.End, $",{(gap.Length == 0 ? " " : gap)}{items}");
    }

    private static TextEdit Edit(SourceJson near, int at, string text) => new(near.Source.Path, new TextSpan(at, 0), text);
}

using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>Half-open range of UTF-16 positions in a file.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
    public bool Contains(int position) => position >= Start && position < End;
    public override string ToString() => $"[{Start}..{End})";
}

/// <summary>The text of one package file, with its lines.</summary>
public sealed class SourceText
{
    private readonly ImmutableArray<int> lineStarts;

    /// <param name="path">Path inside the package, with forward slashes.</param>
    /// <param name="text">The file's text as read, byte order mark removed.</param>
    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
        var starts = ImmutableArray.CreateBuilder<int>();
        starts.Add(0);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        lineStarts = starts.ToImmutable();
    }

    public string Path { get; }
    public string Text { get; }
    public int LineCount => lineStarts.Length;

    /// <summary>Line and column of a position, both from 1; columns count UTF-16 units, as editors do.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var index = lineStarts.BinarySearch(Math.Clamp(offset, 0, Text.Length));
        if (index < 0) index = ~index - 1;
        return (index + 1, offset - lineStarts[index] + 1);
    }

    /// <summary>Offset of a line and column, both from 1, clamped into the text.</summary>
    public int Offset(int line, int column) =>
        line > lineStarts.Length ? Text.Length : Math.Clamp(lineStarts[Math.Max(line, 1) - 1] + column - 1, 0, Text.Length);

    public string ToString(TextSpan span) => Text.Substring(span.Start, span.Length);
}

/// <summary>A place in a package file.</summary>
public sealed record SourceLocation(SourceText Source, TextSpan Span)
{
    public string File => Source.Path;
    public (int Line, int Column) Start => Source.Position(Span.Start);
    public (int Line, int Column) End => Source.Position(Span.End);
}

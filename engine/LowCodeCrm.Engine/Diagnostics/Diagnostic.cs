using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Diagnostics;

public enum DiagnosticSeverity { Info, Warning, Error }

/// <summary>A replacement of one span of one file.</summary>
public sealed record TextEdit(string File, TextSpan Span, string NewText);

/// <summary>A mend that a tool can apply.</summary>
public sealed record DiagnosticFix(LocalizedText Title, ImmutableArray<TextEdit> Edits);

/// <summary>An author's mistake (or remark) at a place in the package: one sentence, and what to do about it.</summary>
/// <param name="Id">Stable, "LCR" and four digits: 1 syntax, 2 names and types, 3 whole-app analysis, 4 package and model, 5 schema, 6 evaluation, 7 back ends.</param>
public sealed record Diagnostic(
    string Id,
    DiagnosticSeverity Severity,
    SourceLocation Location,
    LocalizedText Message,
    ImmutableArray<DiagnosticFix> Fixes)
{
    public override string ToString()
    {
        var (line, column) = Location.Start;
        return $"{Location.File}({line},{column}): {Severity.ToString().ToLowerInvariant()} {Id}: {Message.For("en")}";
    }
}

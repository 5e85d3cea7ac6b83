using System.Collections;
using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Diagnostics;

/// <summary>Collects diagnostics. Each diagnostic of the product has exactly one method, in the partial file of its area.</summary>
public sealed partial class DiagnosticBag : IEnumerable<Diagnostic>
{
    private readonly List<Diagnostic> diagnostics = [];

    public bool HasErrors => diagnostics.Exists(d => d.Severity == DiagnosticSeverity.Error);
    public int Count => diagnostics.Count;

    public void AddRange(IEnumerable<Diagnostic> others) => diagnostics.AddRange(others);

    /// <summary>All diagnostics by file, then place.</summary>
    public ImmutableArray<Diagnostic> ToSorted() =>
        [.. diagnostics.Distinct().OrderBy(d => d.Location.File, StringComparer.Ordinal).ThenBy(d => d.Location.Span.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];

    public IEnumerator<Diagnostic> GetEnumerator() => diagnostics.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Error(string id, SourceLocation at, string en, string ja, params ImmutableArray<DiagnosticFix> fixes) => Add(id, DiagnosticSeverity.Error, at, en, ja, fixes);
    private void Warning(string id, SourceLocation at, string en, string ja, params ImmutableArray<DiagnosticFix> fixes) => Add(id, DiagnosticSeverity.Warning, at, en, ja, fixes);
    private void Info(string id, SourceLocation at, string en, string ja, params ImmutableArray<DiagnosticFix> fixes) => Add(id, DiagnosticSeverity.Info, at, en, ja, fixes);

    private void Add(string id, DiagnosticSeverity severity, SourceLocation at, string en, string ja, ImmutableArray<DiagnosticFix> fixes) =>
        diagnostics.Add(new Diagnostic(id, severity, at, LocalizedText.Of(en, ja), fixes.IsDefault ? [] : fixes));

    /// <summary>A fix that replaces the text at one place.</summary>
    private static DiagnosticFix Replace(SourceLocation at, string newText, string en, string ja) =>
        new(LocalizedText.Of(en, ja), [new TextEdit(at.File, at.Span, newText)]);

    /// <summary>A fix that adds text right behind a place.</summary>
    private static DiagnosticFix Behind(SourceLocation at, string text, string en, string ja) => Replace(at with { Span = new TextSpan(at.Span.End, 0) }, text, en, ja);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Runtime.Api;

/// <summary>A diagnostic as HTTP and <c>--json</c> give it; lines and columns from 1.</summary>
public sealed record DiagnosticJson(
    string Id, string Severity, string File, int Line, int Column, int EndLine, int EndColumn, string Message, DiagnosticJson.Fix[]? Fixes)
{
    /// <summary>What people call the place, such as a rule; absent where the file says enough.</summary>
    public string? Place { get; init; }

    public sealed record Fix(string Title, Edit[] Edits);

    /// <param name="Start">UTF-16 offset in the file.</param>
    public sealed record Edit(string File, int Start, int Length, string NewText);

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static DiagnosticJson Of(Diagnostic diagnostic, string locale)
    {
        var (line, column) = diagnostic.Location.Start;
        var (endLine, endColumn) = diagnostic.Location.End;
        var fixes = diagnostic.Fixes.IsDefaultOrEmpty ? null : diagnostic.Fixes
            .Select(fix => new Fix(fix.Title.For(locale), [.. fix.Edits.Select(edit => new Edit(edit.File, edit.Span.Start, edit.Span.Length, edit.NewText))])).ToArray();
        return new DiagnosticJson(diagnostic.Id, diagnostic.Severity.ToString().ToLowerInvariant(), diagnostic.Location.File, line, column, endLine, endColumn, diagnostic.Message.For(locale), fixes);
    }
}

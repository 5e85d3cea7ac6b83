using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Model.Binding;

/// <summary>Names of entities, fields and options are identifiers of the rules language.</summary>
internal static class NameCheck
{
    /// <param name="name">As written.</param>
    /// <param name="at">Where.</param>
    /// <param name="diagnostics">Takes the refusal.</param>
    /// <param name="quoted">Whether <paramref name="at"/> is a JSON text that a fix can replace.</param>
    public static void Report(string name, SourceLocation at, DiagnosticBag diagnostics, bool quoted = true)
    {
        if (Names.Check(name) is { } problem) diagnostics.HostileName(at, problem.Message, problem.Proposal, quoted);
    }
}

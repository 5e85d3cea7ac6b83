namespace LowCodeCrm.Engine.Diagnostics;

public sealed partial class DiagnosticBag
{
    /// <summary>Beside the mistakes, who wants to know what names mean; null: nobody does.</summary>
    internal Rules.Binding.NameRecorder? Recorder { get; init; }
}

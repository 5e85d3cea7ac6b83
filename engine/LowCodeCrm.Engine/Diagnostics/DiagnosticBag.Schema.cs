namespace LowCodeCrm.Engine.Diagnostics;

public sealed partial class DiagnosticBag
{
    /// <summary>The records that are there stand against a change, such as a new key that some of them share.</summary>
    /// <param name="at">The entity.</param>
    /// <param name="why">Names the records' fault and the remedy.</param>
    public void RefusedByRecords(SourceLocation at, LocalizedText why) => Error("LCR5001", at, why.For("en"), why.For("ja"));
}

namespace LowCodeCrm.Host.Health;

/// <summary>One thing that was looked at.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="App">Of one app, or null for the whole folder.</param>
/// <param name="Message">What is wrong, or worth knowing.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record Finding(string Check, string? App, bool Ok, string? Message = null, string? Remedy = null);

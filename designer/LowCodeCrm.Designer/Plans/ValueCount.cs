namespace LowCodeCrm.Designer.Plans;

/// <summary>A value as text, and how many records hold it.</summary>
public sealed record ValueCount(string Value, long Count);

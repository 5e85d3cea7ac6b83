namespace LowCodeCrm.Runtime.Saving.Steps;

/// <summary>A rule gave a derived field a value that cannot be stored: it rejects the save that made it so.</summary>
/// <param name="violation">What to say of it.</param>
internal sealed class DerivedValueException(Violation violation) : Exception(violation.Message)
{
    public Violation Violation { get; } = violation;
}

namespace LowCodeCrm.Runtime.Data;

/// <summary>Makes ids: UUIDv7, so that new rows go to the end of every index.</summary>
public sealed class IdGenerator(TimeProvider clock)
{
    public static IdGenerator System { get; } = new(TimeProvider.System);

    public Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}

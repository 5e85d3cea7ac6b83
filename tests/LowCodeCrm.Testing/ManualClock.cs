namespace LowCodeCrm.Testing;

/// <summary>A clock that stands still until told.</summary>
public sealed class ManualClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;
    public override long GetTimestamp() => now.UtcTicks;
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public void Advance(TimeSpan by) => now += by;
}

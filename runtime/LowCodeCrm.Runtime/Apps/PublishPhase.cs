namespace LowCodeCrm.Runtime.Apps;

/// <summary>What publishing is doing, in order.</summary>
public enum PublishPhase
{
    /// <summary>Checking the package and compiling its rules.</summary>
    Compiling,
    /// <summary>Running the new code once, so that the first requests find it ready.</summary>
    WarmingUp,
    /// <summary>Adding tables, columns and indexes; other writers wait.</summary>
    Migrating,
    /// <summary>Live already: working out derived values of records that the earlier version wrote meanwhile.</summary>
    Deriving,
}

namespace Coalmine.Conformance.Kills;

/// <summary>What a kill waits for.</summary>
internal enum KillAim
{
    /// <summary>Time since the driver's start.</summary>
    Time,

    /// <summary>A write of any kind: lease, ConfigMap, event, target.</summary>
    Write,

    /// <summary>A write to the target.</summary>
    Shift,
}

namespace Coalmine.Statistics.Drift;

/// <summary>What the drift detection method says.</summary>
public enum DriftLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Two standard deviations above the best.</summary>
    Warning,

    /// <summary>Three standard deviations above the best.</summary>
    Drift,
}

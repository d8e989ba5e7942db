namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What forces a score to 0, whatever the groups say.</summary>
public enum KayentaZero
{
    /// <summary>Nothing does.</summary>
    None,

    /// <summary>A critical metric did not pass.</summary>
    CriticalMetric,

    /// <summary>Half of the metrics or more have no data.</summary>
    TooLittleData,
}

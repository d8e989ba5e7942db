namespace Coalmine.Conformance.Hostile;

/// <summary>What is true of the canary, and of what the metrics tell of it.</summary>
internal enum CanaryHealth
{
    /// <summary>As good as the baseline: promoted, unless something else prevents it.</summary>
    Healthy,

    /// <summary>20 % errors from the beginning.</summary>
    Regressed,

    /// <summary>20 % errors since the second weight of the plan was written.</summary>
    RegressesLater,

    /// <summary>Its pods never become ready; nothing is counted for it.</summary>
    CrashLoops,

    /// <summary>No metrics at all.</summary>
    NoMetrics,

    /// <summary>No metrics since a moment in the rollout, for good.</summary>
    LosesMetrics,
}

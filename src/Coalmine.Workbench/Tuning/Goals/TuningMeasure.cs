namespace Coalmine.Workbench.Tuning.Goals;

/// <summary>What a policy is judged by; of each, less is better. Over all scenarios that have it, by their weights.</summary>
public enum TuningMeasure
{
    /// <summary>Share of rollouts of healthy canaries that are rolled back, for whatever reason.</summary>
    FalseRollback,

    /// <summary>Share of rollouts of regressed canaries that are promoted.</summary>
    Missed,

    /// <summary>Mean seconds from the onset to the detection; the time until the scenario's end where nothing is detected.</summary>
    Detection,

    /// <summary>Mean requests served by a regressed canary.</summary>
    Exposure,

    /// <summary>Mean bad answers beyond what the baseline would have given.</summary>
    Hurt,

    /// <summary>Mean seconds until the rollout of a healthy canary is over.</summary>
    Duration,
}

namespace Coalmine.Workbench.Replications;

/// <summary>A number that every rollout has.</summary>
public enum Measure
{
    /// <summary>Requests served by a regressed canary.</summary>
    ExposedRequests,

    /// <summary>Distinct users among them.</summary>
    ExposedUsers,

    /// <summary>Expected excess of bad answers over the baseline's.</summary>
    HurtAnswers,

    /// <summary>Requests served by the canary, regressed or not.</summary>
    CanaryRequests,

    /// <summary>Seconds until the rollout ended.</summary>
    Duration,

    /// <summary>Looks taken.</summary>
    Looks,
}

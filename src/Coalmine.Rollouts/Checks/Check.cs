using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Checks;

/// <summary>One question about the canary: a metric, what is asked of it, how it is answered, and how much evidence that takes.</summary>
public sealed record Check
{
    /// <summary>The name shown in sentences and tables, such as <c>errors notWorseThanBaseline 0.5pp</c>. Unique in its policy.</summary>
    public required string Name { get; init; }

    /// <summary>What is measured.</summary>
    public required Metric Metric { get; init; }

    /// <summary>What is asked.</summary>
    public required Requirement Requirement { get; init; }

    /// <summary>How it is answered.</summary>
    public required CheckMethod Method { get; init; }

    /// <summary>How much evidence an answer takes, in each step. Ignored by point checks, which have no sample size.</summary>
    public EvidenceMinimum Minimum { get; init; } = EvidenceMinimum.None;

    /// <summary>What no data means.</summary>
    public MissingRule Missing { get; init; } = MissingRule.Inconclusive.Rule;

    /// <summary>
    /// Whether an empty answer lets the check pass: by its rule, or since the value that stands in for it lies within the limit. Against the baseline that
    /// value stands in for both, and what is equal passes.
    /// </summary>
    public bool PassesOnSilence => (Missing, Requirement) switch
    {
        (MissingRule.Inconclusive, _) => false,
        (MissingRule.ReadAs read, Requirement.AtMost atMost) => read.Value <= atMost.Limit,
        (MissingRule.ReadAs read, Requirement.AtLeast atLeast) => read.Value >= atLeast.Limit,
        _ => true,
    };

    /// <summary>
    /// For a latency quantile against the baseline: the latency in seconds at which the two arms are compared; 0 takes the limit that another check of the
    /// policy sets for the same quantile.
    /// </summary>
    public double ComparedAt { get; init; }
}

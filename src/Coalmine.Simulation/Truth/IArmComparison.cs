using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Truth;

/// <summary>Canary against baseline over time.</summary>
internal interface IArmComparison
{
    /// <summary>The stretches within which effects stand still or move one way, in order.</summary>
    IEnumerable<(Moment From, Moment To)> Stretches { get; }

    /// <summary>The effect on a metric at a moment; above 0 is worse. Errors and accuracy as a difference of shares, others relative.</summary>
    double Effect(Metric metric, Moment at);

    /// <summary>How far whole distributions lie apart at a moment, in the measure that a check of them has a margin or a limit for.</summary>
    double Apart(Check check, Moment at);

    /// <summary>The tolerance of a metric, in the unit of its effect.</summary>
    double ToleranceOf(Metric metric);

    /// <summary>By how much likelier a bad answer is from the canary, at least 0.</summary>
    double ExcessOfBadAnswers(Moment at);
}

using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Statistics.Power.Schedules;

namespace Coalmine.Workbench.Detectability;

/// <summary>What one check of a policy can see in a world, by each step and at all. Shares are of bad events (wrong, slow, failed, not converting).</summary>
/// <param name="Check">The check.</param>
/// <param name="Kind">How it is known.</param>
/// <param name="Reason">Why no more is known; empty where it was computed.</param>
public sealed record CheckSight(Check Check, SightKind Kind, string Reason)
{
    /// <summary>What it asks of a share; nothing where it asks about none.</summary>
    public ShareQuestion? Question { get; init; }

    /// <summary>
    /// For each step, at its planned end: the smallest share that is seen by then with the wanted power. NaN where none up to <see cref="Largest"/> is.
    /// </summary>
    public ImmutableArray<DetectableEffect> Steps { get; init; } = [];

    /// <summary>The smallest share that is seen at all, extensions of the steps included; NaN where none is.</summary>
    public double Ever { get; init; } = double.NaN;

    /// <summary>The largest share that was looked at: ten times today's, or the limit.</summary>
    public double Largest { get; init; } = double.NaN;

    /// <summary>Today's share.</summary>
    public double Baseline { get; init; } = double.NaN;

    /// <summary>The canary's worst share in this world while the plan runs.</summary>
    public double Canary { get; init; } = double.NaN;

    /// <summary>Since when, from the first step's beginning.</summary>
    public TimeSpan Onset { get; init; }

    /// <summary>The probability that the check rolls this world's canary back; NaN where it is not known.</summary>
    public double Power { get; init; } = double.NaN;

    /// <summary>When it has done so with the wanted power, from the first step's beginning; nothing where it never has.</summary>
    public TimeSpan? Seen { get; init; }

    /// <summary>Bad events of both arms by the planned end, on average; with about ten or fewer the computation is rough.</summary>
    public double Events { get; init; } = double.NaN;

    /// <summary>Canary trials by the planned end, on average: requests, or labels.</summary>
    public double Trials { get; init; } = double.NaN;

    /// <summary>Whether the canary's share in this world is worse than the baseline's, or beyond the limit.</summary>
    public bool IsWorse => Question?.Kind == ShareQuestionKind.Limit ? Canary > BadMargin : Canary > Baseline * (1 + 1e-6);

    /// <summary>The limit as a share of bad events.</summary>
    public double BadMargin => Question is { EventsAreGood: true, Margin: var good } ? 1 - good : Question?.Margin ?? double.NaN;

    /// <summary>A share of bad events as the metric's own value: accuracy and conversion are what is left.</summary>
    public double ValueOf(double share) => Check.Metric is Metric.Accuracy or Metric.Conversion ? 1 - share : share;
}

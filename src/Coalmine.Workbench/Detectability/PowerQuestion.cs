using Coalmine.Statistics.Power;
using Coalmine.Statistics.Power.Schedules;

namespace Coalmine.Workbench.Detectability;

/// <summary>
/// A question of numbers: how long until one weight shows that a share has moved for the worse? Shares are of events that are bad: errors, wrong answers, slow
/// answers, requests that do not convert.
/// </summary>
/// <param name="Metric">Its name, for sentences.</param>
/// <param name="Before">The share of bad events today, in (0, 1).</param>
/// <param name="After">The worse share that is to be seen; above <paramref name="Before"/>, below 1.</param>
public sealed record PowerQuestion(string Metric, double Before, double After)
{
    /// <summary>Requests of both arms together; positive.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>The canary's share of them, in (0, 1).</summary>
    public required double Weight { get; init; }

    /// <summary>How harm is looked for.</summary>
    public PowerMethod Method { get; init; }

    /// <summary>The share that is still allowed beyond today's; 0 for "not worse at all", and below the effect.</summary>
    public double Margin { get; init; }

    /// <summary>One-sided risk of seeing what is not there, in (0, 1).</summary>
    public double Risk { get; init; } = 0.05;

    /// <summary>The probability with which the effect is to be seen, in (risk, 1).</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Time between two looks; positive.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The part of requests whose outcome ever becomes known, in (0, 1].</summary>
    public double LabelShare { get; init; } = 1;

    /// <summary>When it becomes known.</summary>
    public LabelDelay Delay { get; init; } = LabelDelay.None.Delay;

    /// <summary>Whether smaller is worse in the metric's own words (accuracy, conversion), so that its value is one less the share.</summary>
    public bool IsComplement => Metric is "accuracy" or "conversion";

    /// <summary>A share of bad events as the metric's own value.</summary>
    public double ValueOf(double share) => IsComplement ? 1 - share : share;

    internal EvidenceFlow Flow => new(RequestsPerSecond, Weight, LabelShare, Delay);

    internal FixedTest AtOneLook =>
        Margin > 0 ? new FixedTest.DifferenceAbove(Before, Margin, Risk) : new FixedTest.PooledProportions(Before, Risk);

    internal CheckRule Rule => Method switch
    {
        PowerMethod.GroupSequential => new CheckRule.ContinuousOBrienFleming(Risk),
        PowerMethod.Sprt => new CheckRule.ShareRatio(After / Before, Risk, 0),
        _ => new CheckRule.Evidence(EvidenceTarget.Difference, Margin) { FalseRollback = Risk },
    };
}

using System.Collections.Immutable;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// What a schedule does at a truth: computed by <see cref="SchedulePower"/> or simulated by <see cref="ScheduleSimulation"/>, in the same terms. Probabilities
/// are cumulative by look; entry k belongs to time k·<see cref="LookEvery"/>, the last to the time by which every run has ended.
/// </summary>
public sealed record ScheduleAnswer
{
    private const double Complete = 1 - 1e-9;

    /// <summary>Time between looks.</summary>
    public required TimeSpan LookEvery { get; init; }

    /// <summary>Probability of having been rolled back on evidence.</summary>
    public required ImmutableArray<double> RolledBackBy { get; init; }

    /// <summary>Probability of having been promoted.</summary>
    public required ImmutableArray<double> PromotedBy { get; init; }

    /// <summary>Probability of having been rolled back for want of evidence.</summary>
    public required ImmutableArray<double> LackingBy { get; init; }

    /// <summary>The stages.</summary>
    public required ImmutableArray<StageAnswer> Stages { get; init; }

    /// <summary>
    /// Expected requests answered badly beyond what the baseline would have answered badly, from the onset until the rollback, or until the promotion: what a
    /// wrong promotion does afterwards is not in it. Negative for a better canary.
    /// </summary>
    public required double ExcessBadRequests { get; init; }

    /// <summary>Runs behind the numbers; 0 for computed ones.</summary>
    public int Replications { get; init; }

    /// <summary>
    /// For computed answers of several checks the upper bound of <see cref="RollbackProbability"/> without independence (the sum over the checks); the
    /// probability itself otherwise.
    /// </summary>
    public required double RollbackAtMost { get; init; }

    /// <summary>Probability of a rollback on evidence, ever.</summary>
    public double RollbackProbability => RolledBackBy[^1];

    /// <summary>Probability of a promotion.</summary>
    public double PromotionProbability => PromotedBy[^1];

    /// <summary>Probability of a rollback for want of evidence.</summary>
    public double LackingProbability => LackingBy[^1];

    /// <summary>The mean time until the schedule ends, one way or the other.</summary>
    public TimeSpan MeanDuration => LookEvery
        * Enumerable.Range(0, RolledBackBy.Length).Sum(k => Math.Max(0, 1 - RolledBackBy[k] - PromotedBy[k] - LackingBy[k]));

    /// <summary>The mean time to a rollback on evidence, of the runs that end so; null when none do.</summary>
    public TimeSpan? MeanDetection => RollbackProbability <= 0
        ? null
        : LookEvery * (RolledBackBy.Sum(probability => RollbackProbability - probability) / RollbackProbability);

    /// <summary>Probability of having been rolled back on evidence by a time; between looks that of the look before.</summary>
    public double RolledBackWithin(TimeSpan time) => RolledBackBy[(int)Math.Clamp(Math.Floor((time / LookEvery) + 1e-9), 0, RolledBackBy.Length - 1)];

    /// <summary>The first look by which a share of all runs has been rolled back on evidence; null when so many never are.</summary>
    public TimeSpan? DetectionTime(double share) => First(share);

    /// <summary>The same among the runs that are rolled back on evidence; null when none are.</summary>
    public TimeSpan? DetectionQuantile(double share) => RollbackProbability <= 0 ? null : First(share * RollbackProbability * Complete);

    /// <summary>Wilson's interval around one of the probabilities at a normal quantile; the point itself for computed answers.</summary>
    public Interval IntervalOf(double probability, double z) =>
        Replications == 0 ? new Interval(probability, probability) : Wilson.Interval(probability * Replications, Replications, z);

    /// <summary>An answer from a tally of probabilities, or of runs.</summary>
    internal static ScheduleAnswer Of(RolloutSchedule schedule, OutcomeTally tally, int replications)
    {
        double unit = replications == 0 ? 1 : 1.0 / replications;
        ImmutableArray<double> rolledBack = Cumulated(tally.RolledBack, unit);
        return new ScheduleAnswer
        {
            LookEvery = schedule.LookEvery,
            RolledBackBy = rolledBack,
            PromotedBy = Cumulated(tally.Promoted, unit),
            LackingBy = Cumulated(tally.Lacking, unit),
            Stages = [.. tally.StageEntered.Zip(tally.StageRolledBack, (entered, back) => new StageAnswer(entered * unit, back * unit))],
            ExcessBadRequests = tally.Excess * unit,
            Replications = replications,
            RollbackAtMost = rolledBack[^1],
        };
    }

    private static ImmutableArray<double> Cumulated(double[] masses, double unit)
    {
        double sum = 0;
        return [.. masses.Select(mass => (sum += mass) * unit)];
    }

    private TimeSpan? First(double probability)
    {
        for (int k = 0; k < RolledBackBy.Length; k++)
            if (RolledBackBy[k] >= probability)
                return LookEvery * k;
        return null;
    }
}

using System.Collections.Immutable;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// A whole schedule: traffic, weights over time, looks, checks and what it takes to go on. Immutable and valid once it exists. One look at the end of every
/// interval; a stage lasts its duration in whole looks (at least one), and longer while evidence is wanting.
/// </summary>
public sealed class RolloutSchedule
{
    private RolloutSchedule(
        double requestsPerSecond, TimeSpan lookEvery, ImmutableArray<ScheduleStage> stages, ImmutableArray<ScheduledCheck> checks, PromotionRule promotion)
    {
        RequestsPerSecond = requestsPerSecond;
        LookEvery = lookEvery;
        Stages = stages;
        Checks = checks;
        Promotion = promotion;
    }

    /// <summary>Requests of both arms together.</summary>
    public double RequestsPerSecond { get; }

    /// <summary>Time between looks.</summary>
    public TimeSpan LookEvery { get; }

    /// <summary>The stages in order.</summary>
    public ImmutableArray<ScheduleStage> Stages { get; }

    /// <summary>The checks; each is asked at every look.</summary>
    public ImmutableArray<ScheduledCheck> Checks { get; }

    /// <summary>What it takes to go on.</summary>
    public PromotionRule Promotion { get; }

    /// <summary>How long it takes when nothing holds it.</summary>
    public TimeSpan Planned => LookEvery * PlannedLooks;

    internal int PlannedLooks => Enumerable.Range(0, Stages.Length).Sum(LooksOf);

    internal int ExtraLooks => (int)Math.Min(1e6, Math.Floor(Promotion.ExtendUpTo / LookEvery));

    internal int MostLooks => PlannedLooks + (Stages.Length * ExtraLooks);

    /// <summary>A schedule.</summary>
    /// <param name="requestsPerSecond">Positive.</param>
    /// <param name="lookEvery">Positive.</param>
    /// <param name="stages">At least one; weights in (0, 1], durations positive.</param>
    /// <param name="checks">At least one; risks in (0, 1), margins and limits as their rules say.</param>
    /// <param name="promotion">What it takes to go on.</param>
    /// <exception cref="ArgumentException">A value is out of its range, or there are more than a million looks.</exception>
    public static RolloutSchedule Of(
        double requestsPerSecond, TimeSpan lookEvery, ImmutableArray<ScheduleStage> stages, ImmutableArray<ScheduledCheck> checks, PromotionRule promotion)
    {
        ArgumentNullException.ThrowIfNull(promotion);
        if (!(requestsPerSecond > 0 && double.IsFinite(requestsPerSecond)))
            throw new ArgumentOutOfRangeException(nameof(requestsPerSecond), requestsPerSecond, "The request rate must be positive.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lookEvery, TimeSpan.Zero);
        if (stages.IsDefaultOrEmpty || stages.Any(stage => stage.Duration <= TimeSpan.Zero || !(stage.Weight is > 0 and <= 1)))
            throw new ArgumentException("A schedule needs stages with positive durations and weights in (0, 1].", nameof(stages));
        if (checks.IsDefaultOrEmpty)
            throw new ArgumentException("A schedule needs a check.", nameof(checks));
        if (checks.FirstOrDefault(check => !check.Rule.IsPossible) is ScheduledCheck impossible)
            throw new ArgumentException($"The numbers of check '{impossible.Name}' are out of range: {impossible.Rule}.", nameof(checks));
        var schedule = new RolloutSchedule(requestsPerSecond, lookEvery, stages, checks, promotion);
        if (stages.Sum(stage => stage.Duration / lookEvery) > 1e6 || (double)stages.Length * schedule.ExtraLooks > 1e6)
            throw new ArgumentException("More than a million looks cannot be computed one by one.", nameof(lookEvery));
        return schedule;
    }

    /// <summary>The same schedule with one of its checks alone.</summary>
    public RolloutSchedule With(ScheduledCheck check) => new(RequestsPerSecond, LookEvery, Stages, [check], Promotion);

    /// <summary>Looks of a stage when nothing holds it.</summary>
    internal int LooksOf(int stage) => Math.Max(1, (int)Math.Round(Stages[stage].Duration / LookEvery));

    /// <summary>Whether leaving a stage needs safety shown.</summary>
    internal bool NeedsSafetyAfter(int stage) =>
        Promotion.NeedsSafety && (stage + 1 == Stages.Length || Stages[stage + 1].Weight > Promotion.SafeBelow);
}

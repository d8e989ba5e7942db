using System.Collections.Immutable;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>
/// Questions about one check of a schedule whose answers come from <see cref="SchedulePower"/>: when is an effect seen, and which effect is seen by when?
/// </summary>
public static class DetectionPower
{
    private const double Tolerance = 1e-3;

    /// <summary>
    /// The largest canary rate that is looked at: ten times the baseline's or, where that is higher, ten times the limit, since nothing below a limit is rolled
    /// back; at most half of what is left above it.
    /// </summary>
    public static double LargestRate(ScheduledCheck check, double baselineRate)
    {
        ArgumentNullException.ThrowIfNull(check);
        double reference = Math.Max(baselineRate, check.Rule.RateLimit);
        return Math.Min(0.5 * (1 + reference), 10 * reference);
    }

    /// <summary>
    /// The first look by which a truth is rolled back on evidence with a power in (0, 1); null where it never is: "you cannot see this before". One run of the
    /// schedule's recursion with this check alone.
    /// </summary>
    public static TimeSpan? TimeToDetect(RolloutSchedule schedule, ScheduledCheck check, CheckTruth truth, double power)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        RequirePower(power);
        return SchedulePower.Of(schedule.With(check), truth).DetectionTime(power);
    }

    /// <summary>
    /// The smallest canary rate that is rolled back by a time with a power, up to <see cref="LargestRate"/>; NaN where that is not. Bisection to a thousandth;
    /// about a dozen runs of the recursion.
    /// </summary>
    public static double DetectableRate(RolloutSchedule schedule, ScheduledCheck check, double baselineRate, TimeSpan at, double power)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(check);
        RequirePower(power);
        RolloutSchedule alone = schedule.With(check);
        double Reached(double rate) => SchedulePower.Of(alone, new CheckTruth(rate, baselineRate)).RolledBackWithin(at);
        double high = LargestRate(check, baselineRate);
        if (Reached(high) < power)
            return double.NaN;
        double low = baselineRate;
        while (high - low > Tolerance * high)
        {
            double middle = Math.Sqrt(low * high);
            if (Reached(middle) >= power)
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    /// <summary>
    /// The curve of <see cref="DetectableRate"/> over times: bisection over two dozen rates between the baseline's and the largest, evenly in the logarithm of
    /// the excess, then to 1 % of the excess or 0.004 of the probability; with what one look at each time would see. Times share the runs of the recursion:
    /// some seven for the first, two or three for each further one. Times beyond the plan have no value for one look.
    /// </summary>
    public static ImmutableArray<DetectableEffect> Curve(
        RolloutSchedule schedule, ScheduledCheck check, double baselineRate, ImmutableArray<TimeSpan> times, double power)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(check);
        RequirePower(power);
        RateCrossing crossing = new(schedule.With(check), baselineRate, LargestRate(check, baselineRate));
        double[] canary = [.. TrialsOver(schedule.With(check), check, baselineRate, out double[] baseline)];
        return [.. times.Select(at => new DetectableEffect(
            at,
            crossing.RateAt(at, power),
            AtOneLook(check, baselineRate, At(canary, at / schedule.LookEvery), At(baseline, at / schedule.LookEvery), power)))];
    }

    /// <summary>
    /// The smallest canary rate that a test of the check's question and level sees which looks once, at each time: no recursion, so that any rates can be
    /// asked. NaN where none is, and beyond the plan.
    /// </summary>
    public static ImmutableArray<DetectableEffect> OneLookCurve(
        RolloutSchedule schedule, ScheduledCheck check, double baselineRate, ImmutableArray<TimeSpan> times, double power)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(check);
        RequirePower(power);
        double[] canary = TrialsOver(schedule.With(check), check, baselineRate, out double[] baseline);
        return [.. times.Select(at => new DetectableEffect(
            at, double.NaN, AtOneLook(check, baselineRate, At(canary, at / schedule.LookEvery), At(baseline, at / schedule.LookEvery), power)))];
    }

    /// <summary>When a test of the check's question and level that looks once has a power at a truth; null where it never has within the plan.</summary>
    public static TimeSpan? OneLookTime(RolloutSchedule schedule, ScheduledCheck check, CheckTruth truth, double power)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(check);
        RequirePower(power);
        double[] canary = TrialsOver(schedule.With(check), check, truth.BaselineRate, out double[] baseline);
        FixedTest test = check.Rule.AtOneLook(truth.BaselineRate);
        double effect = check.Rule.EffectOf(truth);
        for (int k = 0; k < canary.Length; k++)
            if (canary[k] > 0 && baseline[k] > 0 && test.Power(effect, canary[k], baseline[k]) >= power)
                return schedule.LookEvery * (k + 1);
        return null;
    }

    /// <summary>What the schedule's looks cost against one look, for a truth and a power.</summary>
    public static LookingPrice PriceOfLooking(RolloutSchedule schedule, ScheduledCheck check, CheckTruth truth, double power)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new LookingPrice(TimeToDetect(schedule, check, truth, power), OneLookTime(schedule, check, truth, power));
    }

    private static double At(double[] trials, double looks) => looks < 1 || looks > trials.Length + 1e-9 ? 0 : trials[(int)Math.Floor(looks + 1e-9) - 1];

    private static double[] TrialsOver(RolloutSchedule schedule, ScheduledCheck check, double baselineRate, out double[] baseline)
    {
        var trials = new ExpectedTrials(schedule.RequestsPerSecond, check, CheckTruth.Same(baselineRate));
        ArmCounts sum = default;
        ArmCounts[] sums = [.. PlannedInformation.Chunks(schedule, trials).Select(chunk => sum = sum.Plus(chunk))];
        baseline = [.. sums.Select(counts => counts.BaselineTrials)];
        return [.. sums.Select(counts => counts.CanaryTrials)];
    }

    private static double AtOneLook(ScheduledCheck check, double baselineRate, double canaryTrials, double baselineTrials, double power)
    {
        if (canaryTrials <= 0 || baselineTrials <= 0)
            return double.NaN;
        FixedTest test = check.Rule.AtOneLook(baselineRate);
        double Reached(double rate) => test.Power(check.Rule.EffectOf(new CheckTruth(rate, baselineRate)), canaryTrials, baselineTrials);
        double high = LargestRate(check, baselineRate);
        if (Reached(high) < power)
            return double.NaN;
        double low = baselineRate;
        while (high - low > 1e-9 * high)
        {
            double middle = 0.5 * (low + high);
            if (Reached(middle) >= power)
                high = middle;
            else
                low = middle;
        }

        return high;
    }

    private static void RequirePower(double power)
    {
        if (!(power is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power must lie between 0 and 1.");
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Pairings;

/// <summary>Says in words what goes wrong in a world and what that does to each metric.</summary>
public static class EffectLines
{
    private const double Noticeable = 1e-9;

    /// <summary>One line a fault and one a metric that is worse at some time; none for a world without either.</summary>
    public static ImmutableArray<string> Of(CompiledWorld world) =>
        [.. world.World.Faults.Select(FaultLine), .. LabelLines(world.World), .. world.Effects.Largest.Where(effect => effect.Effect > Noticeable).Select(MetricLine)];

    /// <summary>The metrics that are worse, in a few words; empty where none is.</summary>
    public static string Summary(WorldEffects effects) => string.Join("; ", effects.Largest.Where(effect => effect.Effect > Noticeable).Select(MetricLine));

    private static string FaultLine(Fault fault)
    {
        string on = fault.On switch
        {
            FaultTarget.Canary => "on the canary",
            FaultTarget.Baseline => "on the baseline",
            _ => "on both arms",
        };
        if (fault is CovariateDrift drift)
            return $"fault {fault.Name} {on} {When(fault.Timing)}: costs the baseline {Points(drift.BaselineLoss)} of accuracy and the canary {Points(drift.CanaryLoss)}";
        if (fault is PriorShift shift)
            return $"fault {fault.Name} {on} {When(fault.Timing)}: {Percent(shift.To)} of the requests are {shift.Class}";
        if (fault is RecallDrop drop)
            return $"fault {fault.Name} {on} {When(fault.Timing)}: recall of {drop.Class} is lower by {Points(drop.Points)}";
        return fault is ColdStart cold
            ? string.Create(CultureInfo.InvariantCulture, $"fault {fault.Name} {on}: a new pod is {cold.Factor:0.##} times as slow, warm after {Length(cold.Lasts)}")
            : $"fault {fault.Name} {on} {When(fault.Timing)}";
    }

    private static string When(FaultTiming timing)
    {
        string again = timing.ComesAgain ? $" of every {Length(timing.Every)}" : "";
        string end = timing.Duration == TimeSpan.MaxValue ? "to the end" : $"for {Length(timing.Duration)}{again}";
        string ramp = timing.Ramp > TimeSpan.Zero ? $", rising for {Length(timing.Ramp)}{(timing.ComesAgain ? " each time" : "")}" : "";
        return $"from {Figures.Clock(timing.Onset.TotalSeconds)} {end}{ramp}";
    }

    private static IEnumerable<string> LabelLines(World world)
    {
        if (world.Labels.IsBiased)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"labels are biased: {100 * world.Labels.Share:0.##} % of right answers get one and {100 * world.Labels.WrongShare:0.##} % of wrong ones, so that the "
                    + $"baseline's accuracy of {100 * world.Baseline.Accuracy:0.##} % looks like {100 * world.Labels.AccuracySeen(world.Baseline.Accuracy):0.##} %");
    }

    private static string Length(TimeSpan length) => Figures.Length(length.TotalSeconds);

    private static string MetricLine(MetricEffect effect) =>
        $"{effect.Metric.Name}: worse by up to {Size(effect.Metric, effect.Effect)} (tolerance {Size(effect.Metric, effect.Tolerance)}), "
        + $"first at {Figures.Clock(effect.At.Seconds)}";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Points(double size) => string.Create(CultureInfo.InvariantCulture, $"{size * 100:0.##} pp");

    private static string Size(Metric metric, double size) => metric is Metric.Errors or Metric.Accuracy
        ? Points(size)
        : string.Create(CultureInfo.InvariantCulture, $"{size * 100:0.#} %");
}

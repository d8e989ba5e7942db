using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Simulation.Engines;
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
        [.. world.World.Faults.Select(FaultLine), .. LabelLines(world.World), .. RunLines(world.World), .. MetricLines(world.Effects)];

    /// <summary>The metrics that are worse, in a few words; empty where none is.</summary>
    public static string Summary(WorldEffects effects) => string.Join("; ", MetricLines(effects));

    /// <summary>One effect in a few words: <c>accuracy worse by 3 pp</c>.</summary>
    internal static string Brief(MetricEffect effect) => $"{effect.Metric.Name} worse by {Size(effect.Metric, effect.Effect)}";

    private static string FaultLine(Fault fault)
    {
        string on = fault.On switch
        {
            FaultTarget.Canary => "on the canary",
            FaultTarget.Baseline => "on the baseline",
            _ => "on both arms",
        };
        string begin = $"fault {fault.Name} {on}";
        return fault switch
        {
            CovariateDrift drift => $"{begin} {When(fault.Timing)}: costs the baseline {Points(drift.BaselineLoss)} of accuracy "
                + $"and the canary {Points(drift.CanaryLoss)}",
            PriorShift shift => $"{begin} {When(fault.Timing)}: {Percent(shift.To)} of the requests are {shift.Class}",
            RecallDrop drop => $"{begin} {When(fault.Timing)}: recall of {drop.Class} is lower by {Points(drop.Points)}",
            ColdStart cold => string.Create(
                CultureInfo.InvariantCulture, $"{begin}: a new pod is {cold.Factor:0.##} times as slow, warm after {Length(cold.Lasts)}"),
            _ => $"{begin} {When(fault.Timing)}",
        };
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
        if (!world.Labels.IsBiased)
            yield break;
        double accuracy = world.Baseline.Accuracy;
        yield return $"labels are biased: {Percent(world.Labels.Share)} of right answers get one and {Percent(world.Labels.WrongShare)} of wrong ones, "
            + $"so that the baseline's accuracy of {Percent(accuracy)} looks like {Percent(world.Labels.AccuracySeen(accuracy))}";
    }

    private static IEnumerable<string> RunLines(World world)
    {
        if (EngineNeeds.FeedsBack(world))
            yield return "by reference runs: the canary with all the traffic from the start, against the baseline with all of it, as callers see them";
    }

    private static IEnumerable<string> MetricLines(WorldEffects effects) => effects.Largest.Where(effect => effect.Effect > Noticeable).Select(MetricLine);

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

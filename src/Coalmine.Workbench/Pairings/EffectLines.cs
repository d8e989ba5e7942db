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
        [.. world.World.Faults.Select(FaultLine), .. world.Effects.Largest.Where(effect => effect.Effect > Noticeable).Select(MetricLine)];

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
        string ramp = fault.Timing.Ramp > TimeSpan.Zero ? $", rising for {Figures.Length(fault.Timing.Ramp.TotalSeconds)}" : "";
        string end = fault.Timing.Duration == TimeSpan.MaxValue ? "to the end" : $"for {Figures.Length(fault.Timing.Duration.TotalSeconds)}";
        return $"fault {fault.Name} {on} from {Figures.Clock(fault.Timing.Onset.TotalSeconds)} {end}{ramp}";
    }

    private static string MetricLine(MetricEffect effect) =>
        $"{effect.Metric.Name}: worse by up to {Size(effect.Metric, effect.Effect)} (tolerance {Size(effect.Metric, effect.Tolerance)}), "
        + $"first at {Figures.Clock(effect.At.Seconds)}";

    private static string Size(Metric metric, double size) => metric is Metric.Errors or Metric.Accuracy
        ? string.Create(CultureInfo.InvariantCulture, $"{size * 100:0.##} pp")
        : string.Create(CultureInfo.InvariantCulture, $"{size * 100:0.#} %");
}

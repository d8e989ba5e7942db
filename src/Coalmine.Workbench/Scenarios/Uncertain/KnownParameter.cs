using System.Collections.Immutable;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios.Uncertain;

/// <summary>A parameter that <c>uncertainty:</c> may name: where a world has it.</summary>
/// <param name="Key">Its place in the scenario file.</param>
/// <param name="Scale">On which scale it is drawn.</param>
/// <param name="Get">Its value; nothing where the world has no such parameter.</param>
/// <param name="Set">The world with another value of it.</param>
internal sealed record KnownParameter(string Key, UncertainScale Scale, Func<World, double?> Get, Func<World, double, World> Set)
{
    /// <summary>All of them, in the order of the file.</summary>
    public static ImmutableArray<KnownParameter> All { get; } =
    [
        new("traffic.rate", UncertainScale.Logarithm, world => world.Traffic.Shape is RateShape.Trace ? null : world.Traffic.RequestsPerSecond,
            (world, value) => world with { Traffic = world.Traffic with { RequestsPerSecond = value } }),
        new("traffic.bursts", UncertainScale.AtLeastOne, world => world.Traffic.BurstSize,
            (world, value) => world with { Traffic = world.Traffic with { BurstSize = value } }),
        new("traffic.shape.low", UncertainScale.Share, world => (world.Traffic.Shape as RateShape.Diurnal)?.Low,
            (world, value) => world with { Traffic = world.Traffic with { Shape = ((RateShape.Diurnal)world.Traffic.Shape) with { Low = value } } }),
        new("traffic.shape.peakAt", UncertainScale.TimeOfDay, world => (world.Traffic.Shape as RateShape.Diurnal)?.PeakAt.TotalSeconds,
            (world, value) => world with
            {
                Traffic = world.Traffic with { Shape = ((RateShape.Diurnal)world.Traffic.Shape) with { PeakAt = TimeSpan.FromSeconds(value) } },
            }),
        new("pods.effect", UncertainScale.Logarithm, world => world.Pods.Effect,
            (world, value) => world with { Pods = world.Pods with { Effect = value } }),
        OfLatency("median", law => (law as LatencyDistribution.LogNormal)?.Median ?? (law as LatencyDistribution.Weibull)?.Median),
        OfLatency("p99", law => (law as LatencyDistribution.LogNormal)?.P99 ?? (law as LatencyDistribution.Weibull)?.P99),
        OfLatency("mean", law => (law as LatencyDistribution.Gamma)?.Mean),
        OfLatency("variation", law => (law as LatencyDistribution.Gamma)?.Variation),
        OfBaseline("errors", model => model.ErrorRate, (model, value) => model with { ErrorRate = value }),
        OfBaseline("accuracy", model => model.Classes.Exist || model.Scores.Sampled is not null ? null : model.Accuracy,
            (model, value) => model with { Accuracy = value }),
        new("labels.share", UncertainScale.Share, world => world.Labels.Exist ? world.Labels.Share : null,
            (world, value) => world with
            {
                Labels = world.Labels with { Share = value, WrongShare = world.Labels.IsBiased ? world.Labels.WrongShare : value },
            }),
        OfDelay("median", delay => delay.Median, (delay, value) => delay with { Median = value }),
        OfDelay("p95", delay => delay.P95, (delay, value) => delay with { P95 = value }),
    ];

    /// <summary>A parameter by its key.</summary>
    public static KnownParameter Of(string key) => All.First(each => each.Key == key);

    private static KnownParameter OfLatency(string part, Func<LatencyDistribution, double?> get) => new(
        $"baseline.latency.{part}", UncertainScale.Logarithm, world => get(world.Baseline.Latency),
        (world, value) => Changed(world, model => model.Latency, (model, law) => model with { Latency = law }, With(world.Baseline.Latency, part, value)));

    private static KnownParameter OfBaseline(string part, Func<ModelBehaviour, double?> get, Func<ModelBehaviour, double, ModelBehaviour> set) => new(
        $"baseline.{part}", UncertainScale.Share, world => get(world.Baseline),
        (world, value) => Changed(world, get, (model, changed) => set(model, changed!.Value), (double?)value));

    private static KnownParameter OfDelay(
        string part, Func<DelayDistribution.LogNormal, double> get, Func<DelayDistribution.LogNormal, double, DelayDistribution.LogNormal> set) => new(
        $"labels.delay.{part}", UncertainScale.Logarithm,
        world => world.Labels is { Exist: true, Delay: DelayDistribution.LogNormal delay } ? get(delay) : null,
        (world, value) => world with { Labels = world.Labels with { Delay = set((DelayDistribution.LogNormal)world.Labels.Delay, value) } });

    // A canary that has the baseline's value is like it, and stays so.
    private static World Changed<T>(World world, Func<ModelBehaviour, T> get, Func<ModelBehaviour, T, ModelBehaviour> set, T value) => world with
    {
        Baseline = set(world.Baseline, value),
        Canary = EqualityComparer<T>.Default.Equals(get(world.Canary), get(world.Baseline)) ? set(world.Canary, value) : world.Canary,
    };

    private static LatencyDistribution With(LatencyDistribution law, string part, double value) => (law, part) switch
    {
        (LatencyDistribution.LogNormal lognormal, "median") => lognormal with { Median = value },
        (LatencyDistribution.LogNormal lognormal, _) => lognormal with { P99 = value },
        (LatencyDistribution.Weibull weibull, "median") => weibull with { Median = value },
        (LatencyDistribution.Weibull weibull, _) => weibull with { P99 = value },
        (LatencyDistribution.Gamma gamma, "mean") => gamma with { Mean = value },
        (LatencyDistribution.Gamma gamma, _) => gamma with { Variation = Math.Max(0.001, value) },
        _ => law,
    };
}

using System.Collections.Immutable;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Workbench.Scenarios.Uncertain;

/// <summary>
/// How far a world is known: each replication meets a world of its own, drawn around the scenario's. Parameters are drawn independently of each other, normally
/// on their scale. The same seed and replication give the same world under every policy, so that policies meet the same worlds.
/// </summary>
/// <param name="Parameters">The parameters that are not exactly known.</param>
public sealed record WorldUncertainty(ImmutableArray<UncertainParameter> Parameters)
{
    // An upper quantile lies above the median, in every drawn world.
    private const double LeastRatio = 1.05;

    /// <summary>A drawn world.</summary>
    /// <param name="world">The world of the estimates.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="replication">Number of the replication.</param>
    /// <param name="attempt">Which of its worlds, from 0.</param>
    public World Draw(World world, ulong seed, long replication, int attempt)
    {
        ArgumentNullException.ThrowIfNull(world);
        Xoshiro256 random = StreamKey.Root(seed).With("uncertainty").With((ulong)replication).With((ulong)attempt).Open();
        World drawn = world;
        foreach (UncertainParameter parameter in Parameters)
        {
            KnownParameter known = KnownParameter.Of(parameter.Key);
            double z = NormalSampler.Draw(ref random);
            if (known.Get(world) is { } estimate)
                drawn = known.Set(drawn, UncertainDraw.Of(known.Scale, estimate, (parameter.Lower, parameter.Upper), z));
        }

        return Ordered(drawn);
    }

    private static World Ordered(World world)
    {
        LatencyDistribution law = world.Baseline.Latency switch
        {
            LatencyDistribution.LogNormal lognormal => lognormal with { P99 = Math.Max(lognormal.P99, lognormal.Median * LeastRatio) },
            LatencyDistribution.Weibull weibull => weibull with { P99 = Math.Max(weibull.P99, weibull.Median * LeastRatio) },
            var other => other,
        };
        bool isLike = world.Canary.Latency == world.Baseline.Latency;
        world = world with { Baseline = world.Baseline with { Latency = law } };
        if (isLike)
            world = world with { Canary = world.Canary with { Latency = law } };
        return world.Labels.Delay is DelayDistribution.LogNormal delay
            ? world with { Labels = world.Labels with { Delay = delay with { P95 = Math.Max(delay.P95, delay.Median * LeastRatio) } } }
            : world;
    }
}

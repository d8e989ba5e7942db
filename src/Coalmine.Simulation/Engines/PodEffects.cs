using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>Each pod's own factor on its rates of errors and wrong answers: lognormal with mean 1, drawn once a replication, alike for all policies.</summary>
internal static class PodEffects
{
    /// <summary>Draws the factors of all pods, the baseline's first. The n-th pod of an arm has the same factor however many pods the other arm has.</summary>
    public static void Draw(StreamKey replication, ScrapedWorld world, Span<double> factors)
    {
        double variation = world.World.Pods.Effect;
        if (variation == 0)
        {
            factors.Fill(1);
            return;
        }

        LogNormalLaw law = LogNormalLaw.FromMean(1, variation);
        Draw(replication.With(Purpose.PodEffects).With(Purpose.Baseline), law, factors[..world.BaselinePods]);
        Draw(replication.With(Purpose.PodEffects).With(Purpose.Canary), law, factors[world.BaselinePods..]);
    }

    private static void Draw(StreamKey key, LogNormalLaw law, Span<double> factors)
    {
        Xoshiro256 random = key.Open();
        for (int pod = 0; pod < factors.Length; pod++)
            factors[pod] = LogNormalSampler.Draw(ref random, law.LogMean, law.LogDeviation);
    }
}

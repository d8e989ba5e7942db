using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>The pods' own factors. Seeds are fixed; the false-alarm probability is 1e-5 an assertion.</summary>
public sealed class PodEffectsTests
{
    [Fact]
    public void Factors_OverReplications_HaveMeanOneAndTheirVariation()
    {
        ScrapedWorld world = new(Given.World with { Pods = new PodLayout(3, 2, 0.2) });
        double[] factors = new double[20_000];
        for (int replication = 0; replication < 4000; replication++)
            PodEffects.Draw(StreamKey.Root(3).With(replication), world, factors.AsSpan(5 * replication, 5));

        // A lognormal with variation 0.2 has fourth-moment excess that widens the variance test by less than a third: the means and a plain bound are tested.
        double p = NormalDistribution.TwoSided((factors.Sum() - factors.Length) / (Math.Sqrt(factors.Length) * 0.2));
        Assert.True(p > GoodnessOfFit.FalseAlarm, $"p = {p}");
        Assert.Equal(0.04, factors.Sum(factor => (factor - 1) * (factor - 1)) / factors.Length, 0.003);
    }
}

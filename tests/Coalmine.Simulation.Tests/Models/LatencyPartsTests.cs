using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;
using Coalmine.Testing;

namespace Coalmine.Simulation.Tests.Models;

/// <summary>Expected numbers: mpmath 1.3.0 at 30 digits, densities (gamma, Weibull) or the quantile function (measured points) integrated by mp.quad.</summary>
public sealed class LatencyPartsTests
{
    private static readonly MomentaryBehaviour Plain = new(0, 1, 0, 1, 0, 1);

    private static readonly LatencyDistribution Measured =
        new LatencyDistribution.Empirical([new(0, 0.02), new(0.5, 0.045), new(0.99, 0.16), new(1, 0.9)]);

    public static TheoryData<LatencyDistribution> EveryKind => [.. new LatencyDistribution[]
    {
        new LatencyDistribution.LogNormal(0.045, 0.16),
        new LatencyDistribution.Gamma(0.05, 0.5),
        new LatencyDistribution.Gamma(0.05, 1),
        new LatencyDistribution.Gamma(0.05, 1.5),
        new LatencyDistribution.Weibull(0.045, 0.16),
        Measured,
        new LatencyDistribution.Mixture([new(0.7, new LatencyDistribution.LogNormal(0.01, 0.05)), new(0.3, new LatencyDistribution.Gamma(0.2, 0.4))]),
    }];

    [Theory]
    [InlineData(0.5, 0.02, 0.9211865127702811, 0.001184113902465584, 1.887590972369178e-5)]
    [InlineData(0.5, 0.08, 0.1189187617459073, 0.0382464983151192, 0.001925801056888115)]
    [InlineData(0.5, 0.2, 9.314161294264013e-5, 0.0499799781168312, 0.003120675671797616)]
    [InlineData(1.5, 0.02, 0.5032425253780349, 0.002906151883553248, 3.361524412650273e-5)]
    [InlineData(1.5, 0.4, 0.006276276821919372, 0.04685245899777675, 0.006480033722687807)]
    public void Gamma_OfMean50ms_HasTheTailAndTheMomentsOfItsDensity(double variation, double seconds, double above, double first, double second) =>
        AssertLaw(new LatencyDistribution.Gamma(0.05, variation), seconds, above, first, second);

    [Theory]
    [InlineData(0.02, 0.8133678486248567, 0.002177236153680702, 3.058923399348943e-5)]
    [InlineData(0.08, 0.1947055436608942, 0.03080166905035247, 0.00152498430163166)]
    [InlineData(0.3, 7.729295704789325e-6, 0.05195605113436052, 0.003954477591494386)]
    public void Weibull_ByItsQuantiles_HasTheTailAndTheMomentsOfItsDensity(double seconds, double above, double first, double second) =>
        AssertLaw(new LatencyDistribution.Weibull(0.045, 0.16), seconds, above, first, second);

    [Theory]
    [InlineData(0.03, 0.75, 0.006165758655941079, 0.000154143966398527)]
    [InlineData(0.1, 0.1915527963427992, 0.03665977258488229, 0.002041257646809858)]
    [InlineData(0.5, 0.003403077443866936, 0.06180502640568413, 0.005703836656031643)]
    public void Measured_BetweenItsPoints_GrowsInAStraightLineOfLogarithms(double seconds, double above, double first, double second) =>
        AssertLaw(Measured, seconds, above, first, second);

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Draw_ManyOfThem_FollowTheLaw(LatencyDistribution distribution)
    {
        LatencyLaw law = LatencyLaw.Of(distribution);
        MomentaryBehaviour stretched = Plain with { LatencyFactor = 1.3, TailShare = 0.05, TailFactor = 4 };
        AssertFollows(law, Plain, Sample(7, (ref Xoshiro256 random) => law.DrawService(ref random)));
        AssertFollows(law, stretched, Sample(8, (ref Xoshiro256 random) => law.Draw(ref random, stretched)));
    }

    [Fact]
    public void Gamma_WithoutVariation_IsAConstant()
    {
        LatencyLaw law = LatencyLaw.Of(new LatencyDistribution.Gamma(0.05, 0));
        Xoshiro256 random = StreamKey.Root(1).Open();
        Assert.Equal(0.05, law.DrawService(ref random));
        Assert.Equal(1, law.Above(0.0499, Plain));
        Assert.Equal(0, law.Above(0.05, Plain));
        Assert.Equal(0.0025, law.MomentUpTo(double.PositiveInfinity, 2, Plain), 15);
    }

    [Fact]
    public void Measured_WithoutAShortestLatency_IsRefused() =>
        Assert.Throws<ArgumentException>(() => LatencyLaw.Of(new LatencyDistribution.Empirical([new(0.5, 0.045), new(1, 0.9)])));

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Draw_OnceWarm_AllocatesNothing(LatencyDistribution distribution)
    {
        LatencyLaw law = LatencyLaw.Of(distribution);
        Xoshiro256 random = StreamKey.Root(3).Open();
        double sum = law.Draw(ref random, Plain);
        Assert.Equal(0, AllocationMeter.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
                sum += law.Draw(ref random, Plain);
        }));
        Assert.True(sum > 0);
    }

    private delegate double Draws(ref Xoshiro256 random);

    private static double[] Sample(ulong seed, Draws draw)
    {
        Xoshiro256 random = StreamKey.Root(seed).Open();
        double[] sample = new double[20_000];
        for (int i = 0; i < sample.Length; i++)
            sample[i] = draw(ref random);
        Array.Sort(sample);
        return sample;
    }

    // Dvoretzky, Kiefer and Wolfowitz with Massart's constant: P(sup |F_n - F| > e) is at most 2 exp(-2 n e^2), here 1e-5.
    private static void AssertFollows(LatencyLaw law, in MomentaryBehaviour behaviour, double[] sample)
    {
        double allowed = Math.Sqrt(Math.Log(2 / GoodnessOfFit.FalseAlarm) / (2 * sample.Length));
        for (int i = 0; i < sample.Length; i += 10)
        {
            double below = 1 - law.Above(sample[i], behaviour);
            Assert.InRange(below, (double)i / sample.Length - allowed, (i + 1.0) / sample.Length + allowed);
        }
    }

    private static void AssertLaw(LatencyDistribution distribution, double seconds, double above, double first, double second)
    {
        LatencyLaw law = LatencyLaw.Of(distribution);
        AssertClose(above, law.Above(seconds, Plain));
        AssertClose(first, law.MomentUpTo(seconds, 1, Plain));
        AssertClose(second, law.MomentUpTo(seconds, 2, Plain));
        AssertClose(4 * second, law.MomentUpTo(2 * seconds, 2, Plain with { LatencyFactor = 2 }));
    }

    private static void AssertClose(double expected, double actual) => Assert.Equal(expected, actual, 1e-11 * expected);
}

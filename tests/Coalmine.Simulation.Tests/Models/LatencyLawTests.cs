using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Tests.Models;

public sealed class LatencyLawTests
{
    private static readonly MomentaryBehaviour Plain = new(0, 1, 0, 1, 0, 1);

    [Fact]
    public void Of_LogNormal_HasTheQuantilesItWasGivenBy()
    {
        LatencyLaw law = LatencyLaw.Of(new LatencyDistribution.LogNormal(0.045, 0.16));
        Assert.Equal(0.045, law.Quantile(0.5, Plain), 12);
        Assert.Equal(0.16, law.Quantile(0.99, Plain), 12);
        Assert.Equal(0.01, law.Above(0.16, Plain), 12);
    }

    [Fact]
    public void Quantile_UnderAFactor_IsStretched()
    {
        LatencyLaw law = LatencyLaw.Of(new LatencyDistribution.LogNormal(0.045, 0.16));
        Assert.Equal(1.3 * 0.16, law.Quantile(0.99, Plain with { LatencyFactor = 1.3 }), 12);
    }

    [Fact]
    public void Above_Mixture_IsTheMixtureOfTheParts()
    {
        LatencyDistribution fast = new LatencyDistribution.LogNormal(0.01, 0.05);
        LatencyDistribution slow = new LatencyDistribution.LogNormal(0.2, 0.9);
        LatencyLaw law = LatencyLaw.Of(new LatencyDistribution.Mixture([new MixturePart(0.7, fast), new MixturePart(0.3, slow)]));
        Assert.Equal(0.7 * LatencyLaw.Of(fast).Above(0.04, Plain) + 0.3 * LatencyLaw.Of(slow).Above(0.04, Plain), law.Above(0.04, Plain), 12);
    }

    [Fact]
    public void Above_SlowTail_IsAMixtureWithTheStretchedLaw()
    {
        LatencyLaw law = LatencyLaw.Of(new LatencyDistribution.LogNormal(0.045, 0.16));
        double expected = 0.98 * law.Above(0.2, Plain) + 0.02 * law.Above(0.2 / 5, Plain);
        Assert.Equal(expected, law.Above(0.2, Plain with { TailShare = 0.02, TailFactor = 5 }), 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void MomentUpTo_AgainstTheTrapezoidalRule_Agrees(int power)
    {
        LatencyLaw law = LatencyLaw.Of(new LatencyDistribution.LogNormal(0.045, 0.16));
        MomentaryBehaviour behaviour = Plain with { LatencyFactor = 1.2, TailShare = 0.05, TailFactor = 4 };
        // E[X^k; X <= b] = b^k P(X <= b) - integral of k x^(k-1) P(X <= x).
        const double Bound = 0.3;
        const int Steps = 200_000;
        double integral = 0;
        for (int i = 0; i < Steps; i++)
        {
            double x = (i + 0.5) / Steps * Bound;
            integral += power * Math.Pow(x, power - 1) * (1 - law.Above(x, behaviour)) * Bound / Steps;
        }

        Assert.Equal(Math.Pow(Bound, power) * (1 - law.Above(Bound, behaviour)) - integral, law.MomentUpTo(Bound, power, behaviour), 9);
    }
}

using System.Collections.Immutable;
using Coalmine.Statistics.Power;
using Coalmine.Statistics.Sequential;
using Xunit;

namespace Coalmine.Statistics.Tests.Power;

/// <summary>Operating characteristics of sequential tests away from their design points.</summary>
public sealed class SequentialDesignTests
{
    private static readonly SequentialRatioDesign Wald = new(new SequentialProbabilityRatio(0.01, 0.02, 0.05, 0.1));

    // R 4.2.2: h by uniroot, Wald's closed forms.
    [Theory]
    [InlineData(0.015, 0.491264387988, 917.742472391941)]
    [InlineData(0.03, 0.00390683610494, 262.207458262)]
    [InlineData(0.005, 0.999532944276, 338.898908502746)]
    public void Wald_AtOtherRates_IsTheClosedForm(double rate, double accept, double samples)
    {
        Assert.Equal(accept, Wald.AcceptProbability(rate), 1e-8);
        Assert.Equal(samples, Wald.ExpectedSamples(rate), 1e-5);
    }

    // Statistics reference 3.2, `sprt_asn_wald`; the errors are the design's own.
    [Fact]
    public void Wald_AtItsDesignPoints_HasItsErrorsAndLengths()
    {
        Assert.Equal(0.95, Wald.AcceptProbability(0.01), 1e-10);
        Assert.Equal(0.1, Wald.AcceptProbability(0.02), 1e-10);
        Assert.Equal(639.297301, Wald.ExpectedSamples(0.01), 1e-5);
        Assert.Equal(607.163102, Wald.ExpectedSamples(0.02), 1e-5);
    }

    [Fact]
    public void Wald_WhereTheWalkHasNoDrift_IsContinuous()
    {
        // The rate at which ln(p1/p0) p + ln(q1/q0)(1 - p) = 0.
        double neutral = -Math.Log(0.98 / 0.99) / (Math.Log(2) - Math.Log(0.98 / 0.99));
        foreach (double near in new[] { neutral * (1 - 1e-6), neutral, neutral * (1 + 1e-6) })
        {
            Assert.Equal(Wald.AcceptProbability(neutral * 1.0001), Wald.AcceptProbability(near), 1e-3);
            Assert.Equal(Wald.ExpectedSamples(neutral * 1.0001), Wald.ExpectedSamples(near), 0.5);
        }
    }

    // R 4.2.2: pnorm, and integrate over the first look's density.
    [Theory]
    [InlineData(0, 0.0147030183763, 0.0103135173879)]
    [InlineData(2, 0.22249726014, 0.242994202426)]
    [InlineData(3, 0.477400189884, 0.335542600845)]
    public void GroupSequential_TwoLooks_AreTheIntegral(double drift, double first, double second)
    {
        GroupSequentialBehaviour behaviour = Design([0.5, 1], [2.178, 2.178]).Under(drift);
        Assert.Equal(first, behaviour.Above[0], 1e-10);
        Assert.Equal(second, behaviour.Above[1], 1e-8);
        Assert.Equal(1 - (0.5 * first), behaviour.ExpectedInformation, 1e-10);
    }

    // Jennison and Turnbull 2000, tables 2.2 and 2.4: inflation of two-sided 5 % tests. Their other side is never crossed at such drifts.
    [Theory]
    [InlineData(2, 0.9, 1.100, 1.007)]
    [InlineData(2, 0.8, 1.110, 1.008)]
    [InlineData(5, 0.9, 1.207, 1.026)]
    [InlineData(5, 0.8, 1.229, 1.028)]
    public void Inflation_AtFivePercent_AgreesWithTheTables(int looks, double power, double pocock, double obrienFleming)
    {
        ImmutableArray<double> information = [.. Enumerable.Range(1, looks).Select(k => (double)k / looks)];
        double c = GroupSequential.PocockConstant(looks, 0.05);
        double last = GroupSequential.OBrienFlemingConstant(looks, 0.05);
        Assert.Equal(pocock, Design(information, [.. information.Select(_ => c)]).InflationFactor(0.025, power), 0.0011);
        Assert.Equal(obrienFleming, Design(information, [.. information.Select(t => last / Math.Sqrt(t))]).InflationFactor(0.025, power), 0.0011);
    }

    [Fact]
    public void BoundaryTime_OfALimit_IsWhereTheSequenceLeavesIt()
    {
        double k = BernoulliConfidenceSequence.Concentration(0.1, 5000);
        double above = BoundaryTime.Limit(0.03, 0.02, 0.1, 5000);
        double below = BoundaryTime.Limit(0.01, 0.02, 0.1, 5000);
        Assert.Equal(0.02, BernoulliConfidenceSequence.Lower(0.03 * above, above, 0.1, k), 1e-7);
        Assert.Equal(0.02, BernoulliConfidenceSequence.Upper(0.01 * below, below, 0.1, k), 1e-7);
        Assert.Equal(double.PositiveInfinity, BoundaryTime.Limit(0.02, 0.02, 0.1, 5000));
    }

    [Fact]
    public void BoundaryTime_OfHarm_IsWhereTheEvidenceReachesItsThreshold()
    {
        double trials = BoundaryTime.Harm(0.02, 0.01, 0.1, 0.05);
        ErrorStage[] stage = [new(trials * 0.02, trials * (0.02 + (9 * 0.01)), 0.1)];
        Assert.Equal(Math.Log(20), StagedErrorShare.LogHarm(stage), 1e-6);
        Assert.Equal(double.PositiveInfinity, BoundaryTime.Harm(0.01, 0.01, 0.1, 0.05));
    }

    private static GroupSequentialDesign Design(ImmutableArray<double> information, ImmutableArray<double> upper) =>
        new(information, upper, [.. upper.Select(_ => double.NegativeInfinity)]);
}

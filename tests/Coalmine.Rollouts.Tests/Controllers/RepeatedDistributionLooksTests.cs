using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Tests.Worlds;
using Coalmine.Statistics.Functions;
using Xunit;

namespace Coalmine.Rollouts.Tests.Controllers;

/// <summary>
/// The band of whole distributions under a look a minute for an hour at 5 %: at the edge of what is allowed it rolls back, or passes, in at most 5 %, and a
/// distribution far beyond is found. A claim is refuted only where more happened than a binomial count at the claimed share exceeds with probability 1e-6:
/// that is each test's false-alarm probability. Seeds are fixed.
/// </summary>
public sealed class RepeatedDistributionLooksTests
{
    private const int Rollouts = 400;
    private const double FalseAlarm = 1e-6;
    private static readonly double[] Usual = [0.5, 0.3, 0.15, 0.05];

    // Five points of the first bin are in the second.
    private static readonly double[] Edge = [0.45, 0.35, 0.15, 0.05];

    // And fifteen.
    private static readonly double[] Far = [0.35, 0.45, 0.15, 0.05];

    [Theory]
    [InlineData(0.05)]
    [InlineData(0)]
    public void Harm_AtTheEdge_IsFalselyShownInAtMostFivePercent(double margin) =>
        AtMostFivePercent(Of(margin, true).Count(margin == 0 ? Usual : Edge, Usual, RolloutOutcome.RolledBackOnEvidence));

    [Fact]
    public void Safety_AtTheEdge_IsFalselyShownInAtMostFivePercent() => AtMostFivePercent(Of(0.05, false).Count(Edge, Usual, RolloutOutcome.Promoted));

    [Fact]
    public void Harm_FarBeyond_IsFoundInAll()
    {
        // After an hour the radii are 2 points together and 10 are beyond the margin: more than ten standard errors of the difference, 0.3 points.
        int found = Of(0.05, true).Count(Far, Usual, RolloutOutcome.RolledBackOnEvidence);
        Assert.Equal(Rollouts, found);
    }

    [Fact]
    public void Safety_OfTheSameDistribution_IsShownInAll()
    {
        // The radii together fall below 5 points less three standard errors within the hour.
        int passed = Of(0.05, false).Count(Usual, Usual, RolloutOutcome.Promoted);
        Assert.Equal(Rollouts, passed);
    }

    private static void AtMostFivePercent(int count) =>
        Assert.True(BinomialDistribution.AtLeast(count, Rollouts, 0.05) > FalseAlarm, $"{count} of {Rollouts}");

    private static PeekedDistributions Of(double margin, bool bakes) =>
        new(Given.Check(new Metric.LatencyDistribution(), Given.Points(margin), new CheckMethod.DistributionBand()), Rollouts, bakes);
}

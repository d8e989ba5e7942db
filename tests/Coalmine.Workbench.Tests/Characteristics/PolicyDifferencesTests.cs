using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Characteristics;

public sealed class PolicyDifferencesTests
{
    [Fact]
    public void Mean_OfPairs_HasThePairedIntervalAndWhatPairingGained()
    {
        // scipy 1.10.1 (statistics reference, crn_paired_difference): difference 0.84, half width 0.257476927, standard errors 0.092736185 and 1.4514131.
        double[] policy = [10, 12, 9, 15, 11];
        double[] first = [9, 11.5, 8.2, 14, 10.1];
        PolicyDifference hurt = Of(policy.Zip(first, (a, b) => (Promoted(a), Promoted(b))))
            .Single(difference => difference.Definition.Id == "hurt.answers.mean");
        Assert.Equal(0.84, hurt.Estimate, 12);
        Assert.Equal(0.257476927, hurt.Interval.Width / 2, 8);
        Assert.Equal(Math.Pow(1.4514131 / 0.092736185, 2), hurt.PairingGain, 3);
        Assert.Equal(IntervalMethod.PairedT, hurt.Method);
    }

    [Fact]
    public void Share_OfPairs_HasNewcombesInterval()
    {
        // Closed form (statistics reference, paired_difference_ci): 20 both, 12 and 2 only one, 16 neither: 0.2 in (0.0561564248, 0.329206995).
        PolicyDifference promoted = Of(
            [.. Repeat(20, RolloutOutcome.Promoted, RolloutOutcome.Promoted), .. Repeat(12, RolloutOutcome.Promoted, RolloutOutcome.Open),
                .. Repeat(2, RolloutOutcome.Open, RolloutOutcome.Promoted), .. Repeat(16, RolloutOutcome.Open, RolloutOutcome.Open)])
            .Single(difference => difference.Definition.Id == "outcome.promoted");
        Assert.Equal(0.2, promoted.Estimate, 12);
        Assert.Equal(0.0561564248, promoted.Interval.Lower, 9);
        Assert.Equal(0.329206995, promoted.Interval.Upper, 9);

        // By hand: shares 0.64 and 0.44 vary by 0.2304 + 0.2464 when separate; the difference of a pair by 14/50 - 0.2^2 = 0.24.
        Assert.Equal(0.4768 / 0.24, promoted.PairingGain, 12);
    }

    [Fact]
    public void Differences_OfOneReplication_AreNone() =>
        Assert.Empty(Of([(HandMade.Result(RolloutOutcome.Promoted, 1), HandMade.Result(RolloutOutcome.Promoted, 1))]));

    private static RolloutResult Promoted(double hurt) => HandMade.Result(RolloutOutcome.Promoted, 3600, hurt);

    private static IEnumerable<(RolloutResult Policy, RolloutResult First)> Repeat(int times, RolloutOutcome policy, RolloutOutcome first) =>
        Enumerable.Repeat((HandMade.Result(policy, 3600), HandMade.Result(first, 3600)), times);

    private static PolicyDifference[] Of(IEnumerable<(RolloutResult Policy, RolloutResult First)> pairs)
    {
        PolicyTally[] tallies = [new(), new()];
        PairTally pair = new();
        foreach ((RolloutResult policy, RolloutResult first) in pairs)
        {
            tallies[0].Add(first);
            tallies[1].Add(policy);
            pair.Add(policy, first);
        }

        return [.. PolicyDifferences.Of(HandMade.Study().Scenarios[0] with { Replications = pair.Count, Tallies = [.. tallies], Pairs = [pair] })];
    }
}

using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Tests.Examples;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

public sealed class ClaimTestTests
{
    [Theory]
    [InlineData("characteristic: falseRollback, atMost: 5%", 0.15, ClaimState.Breached)]
    [InlineData("characteristic: falseRollback, atMost: 5%", 0.01, ClaimState.Holds)]
    [InlineData("characteristic: falseRollback, atMost: 5%", 0.05, ClaimState.Undecided)]
    [InlineData("characteristic: promoted, atLeast: 90%", 0.25, ClaimState.Breached)]
    [InlineData("characteristic: promoted, atLeast: 90%", 0.02, ClaimState.Holds)]
    [InlineData("characteristic: promoted, atLeast: 90%", 0.1, ClaimState.Undecided)]
    public void Share_FarFromItsLimit_IsDecided_AndAtItIsNot(string written, double rolledBack, ClaimState expected)
    {
        // The largest chance of another answer is that of the undecided ones: 1 % for a false hold and 0.01 % for a false breach; the seed is fixed.
        ClaimTest test = Look(written, 2000, random => random.NextDouble() < rolledBack);
        Assert.Equal(expected, test.State);
        Assert.Equal(expected == ClaimState.Undecided, test.Rollouts == 2000);
    }

    [Fact]
    public void Limit_OfNone_IsBreachedByTheFirst_AndNeverEstablished()
    {
        Assert.Equal(ClaimState.Undecided, Look("characteristic: falseRollback, atMost: 0%", 5000, _ => false).State);
        ClaimTest breached = Look("characteristic: falseRollback, atMost: 0%", 5000, random => random.NextDouble() < 0.01);
        Assert.Equal((ClaimState.Breached, 1L), (breached.State, breached.Events));
    }

    [Theory]
    [InlineData("medianAtMost: 20m", ClaimState.Holds)]
    [InlineData("medianAtMost: 10m", ClaimState.Breached)]
    [InlineData("p90AtMost: 25m", ClaimState.Holds)]
    [InlineData("p90AtMost: 20m", ClaimState.Breached)]
    [InlineData("p90AtLeast: 20m", ClaimState.Holds)]
    [InlineData("p90AtLeast: 26m", ClaimState.Breached)]
    public void Quantile_OfUniformDurationsTo25Minutes_IsDecided(string bound, ClaimState expected) =>
        // Durations are uniform in (0, 25 min]: median 12.5 min, p90 22.5 min.
        Assert.Equal(expected, Look($"characteristic: duration, {bound}", 4000, _ => false, random => 1500 * random.NextDouble()).State);

    [Fact]
    public void Rollouts_WithoutADetection_LieBeyondEveryTime()
    {
        PolicyTally tally = new();
        ClaimTest test = Test("characteristic: detectionTime, medianAtMost: 5h");
        for (int i = 0; i < 400; i++)
        {
            tally.Add(HandMade.Result(i % 5 == 0 ? RolloutOutcome.RolledBackOnEvidence : RolloutOutcome.Promoted, 900, 0, i));
            test.Look(tally);
        }

        Assert.Equal((ClaimState.Breached, true), (test.State, test.Estimate.IsCensored));
    }

    [Fact]
    public void Breaches_OfAClaimThatIsTrueAndAtItsLimit_AreAtMostTheStatedShare()
    {
        // 400 suites of 600 rollouts each, looked at after every one: the worst that a true claim can be. Their breaches are at most binomial(400, 5 %): 48
        // and more have a probability of 2.8e-8 (the sum of choose(400, k) 0.05^k 0.95^(400 - k) over k from 48, in Python: 2.8e-08). The seed is fixed.
        const double stated = 0.05;
        int breached = 0;
        for (int suite = 0; suite < 400; suite++)
        {
            ClaimTest test = new(Test("characteristic: falseRollback, atMost: 10%").Claim with { FalseAlarm = stated, FalseHold = 1e-9 }, double.PositiveInfinity);
            PolicyTally tally = new();
            Xoshiro256 random = StreamKey.Root(20_261_128).With(suite).Open();
            for (int rollout = 0; rollout < 600 && !test.IsDecided; rollout++)
            {
                tally.Add(HandMade.Result(random.NextDouble() < 0.1 ? RolloutOutcome.RolledBackOnEvidence : RolloutOutcome.Promoted, 900, 0, rollout));
                test.Look(tally);
            }

            breached += test.State == ClaimState.Breached ? 1 : 0;
        }

        Assert.InRange(breached, 1, 47);
        Assert.True(ClopperPearson.Lower(breached, 400, 0.001) <= stated);
    }

    [Fact]
    public void Comparison_IsBreachedOrNotWorse_AndNeverEstablished()
    {
        ClaimTest same = Comparison("characteristic: falseRollback, atMost: 10%", 0.01);
        Assert.Equal(ClaimState.Undecided, same.State);
        same.Close(isComplete: false);
        Assert.Equal(ClaimState.Undecided, same.State);
        same.Close(isComplete: true);
        Assert.Equal(ClaimState.NotWorse, same.State);
        Assert.Equal(ClaimState.Breached, Comparison("characteristic: falseRollback, atMost: 10%", 0.3).State);
    }

    [Fact]
    public void Advice_OfAnUndecidedClaim_SaysWhatWouldHold()
    {
        string atLimit = ClaimAdvice.Of(Look("characteristic: falseRollback, atMost: 5%", 2000, random => random.NextDouble() < 0.05), 2000);
        Assert.Matches("(zero margin|the limit lies within).*`atMost: [5-9].*%` would hold on these rollouts", atLimit);
        Assert.Equal("", ClaimAdvice.Of(Look("characteristic: falseRollback, atMost: 5%", 2000, _ => false), 2000));
    }

    private static ClaimTest Comparison(string written, double rolledBack)
    {
        Claim claim = Test(written).Claim;
        return Look(new ClaimTest(claim with { Expectation = claim.Expectation with { Accepted = "1%" } }, 28_800), 1000, random => random.NextDouble() < rolledBack);
    }

    private static ClaimTest Look(string written, int rollouts, Func<RandomBits, bool> isRolledBack, Func<RandomBits, double>? duration = null) =>
        Look(Test(written), rollouts, isRolledBack, duration);

    private static ClaimTest Look(ClaimTest test, int rollouts, Func<RandomBits, bool> isRolledBack, Func<RandomBits, double>? duration = null)
    {
        PolicyTally tally = new();
        RandomBits random = new();
        for (int i = 0; i < rollouts && !test.IsDecided; i++)
        {
            bool rolledBack = isRolledBack(random);
            tally.Add(HandMade.Result(rolledBack ? RolloutOutcome.RolledBackOnEvidence : RolloutOutcome.Promoted, duration?.Invoke(random) ?? 900, 0, i));
            if (i % Study.BlockSize == Study.BlockSize - 1 || test.Claim.ShareLimit == 0)
                test.Look(tally);
        }

        return test;
    }

    private static ClaimTest Test(string written) => new(
        new Claim(SuiteTexts.Expectation(written), "s.yaml", TextPosition.Start) { FalseAlarm = 1e-4, FalseHold = 0.01 }, 28_800);

    private sealed class RandomBits
    {
        private Xoshiro256 _random = StreamKey.Root(7).Open();

        public double NextDouble() => _random.NextDouble();
    }
}

using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.RareEvents;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.RareEvents;

namespace Coalmine.Simulation.Tests.RareEvents;

/// <summary>
/// Splitting against the plain simulator, which knows nothing of levels and branches. Two intervals of 99.9 % each that do not meet are a false alarm in far
/// less than a thousand seeds; the seeds are fixed.
/// </summary>
public sealed class RolloutSplittingTests
{
    private const int Repetitions = 20;

    // Plain replications of the pair below, made once by this simulator's Run: seeds 99 and 100 with 400,000 each, 101 and 102 with 600,000 each gave 82, 60,
    // 111 and 123 rollbacks on evidence: 0.0188 %, by Clopper and Pearson (scipy) from 0.0158 % to 0.0222 % at 99.9 %.
    private const long LongRun = 2_000_000;
    private const long LongHits = 82 + 60 + 111 + 123;
    private static readonly CheckMethod Sequential = new CheckMethod.Sequential(false);

    [Fact]
    public void Splitting_OfAShareOfAPercent_AgreesWithPlainReplications()
    {
        const int Plain = 12_000;
        Policy policy = GivenRare.Policy(Sequential, 0.05);
        (SimulatedRollout rollout, _) = GivenRare.Pair(GivenRare.World, policy);
        long hits = Enumerable.Range(0, Plain).Count(number => rollout.Run(11, number).Outcome == RolloutOutcome.RolledBackOnEvidence);
        Interval plain = ClopperPearson.Interval(hits, Plain, 0.999);
        Assert.InRange((double)hits / Plain, 0.005, 0.03);
        AssertAgrees(plain, Estimate(GivenRare.Splitting(GivenRare.World, policy), 12, 150));
    }

    [Fact]
    public void Splitting_OfPointChecks_WhoseEvidenceForgets_AgreesToo()
    {
        // Levels gain nothing where a rollback hardly announces itself; nor must they bias anything. Several branches a cell apart share their windows.
        const int Plain = 8_000;
        Policy policy = GivenRare.Policy(new CheckMethod.Point(TimeSpan.FromMinutes(5)), 0.05);
        policy = policy with { Checks = [policy.Checks[0] with { Requirement = new Requirement.AtMost(0.02) }] };
        (SimulatedRollout rollout, _) = GivenRare.Pair(GivenRare.World, policy);
        long hits = Enumerable.Range(0, Plain).Count(number => rollout.Run(13, number).Outcome == RolloutOutcome.RolledBackOnEvidence);
        AssertAgrees(ClopperPearson.Interval(hits, Plain, 0.999), Estimate(GivenRare.Splitting(GivenRare.World, policy), 14, 150));
    }

    [Fact]
    public void Splitting_BelowAThousandth_AgreesWithALongPlainRun()
    {
        Interval plain = ClopperPearson.Interval(LongHits, LongRun, 0.999);
        SplittingRuns estimate = Estimate(GivenRare.Splitting(GivenRare.World, GivenRare.Policy(Sequential, 0.001)), 15, 200);
        Assert.True(plain.Upper < 0.001);
        AssertAgrees(plain, estimate);
        Assert.True(estimate.RelativeError < 0.4, $"{estimate}");
    }

    [Fact]
    public void Run_WhateverRanBefore_IsTheSame()
    {
        RolloutSplitting splitting = GivenRare.Splitting(GivenRare.World, GivenRare.Policy(Sequential, 0.05));
        SplittingPilot pilot = splitting.Pilot(3, 100);
        SplittingRun first = splitting.Run(pilot.Levels, 3, 5, 30);
        splitting.Run(pilot.Levels, 3, 6, 30);
        SplittingRun again = GivenRare.Splitting(GivenRare.World, GivenRare.Policy(Sequential, 0.05)).Run(pilot.Levels, 3, 5, 30);
        Assert.Equal(first.Passed, splitting.Run(pilot.Levels, 3, 5, 30).Passed);
        Assert.Equal(first.Passed, again.Passed);
        Assert.Equal(first.Played, again.Played);
    }

    [Fact]
    public void Pilot_LevelsRise_AndAFifthOrSoPasses()
    {
        RolloutSplitting splitting = GivenRare.Splitting(GivenRare.World, GivenRare.Policy(Sequential, 0.001));
        ImmutableArray<double> levels = splitting.Pilot(4, 200).Levels;
        Assert.True(levels.Length >= 3);
        Assert.Equal(levels.Order().Distinct(), levels);

        // The first level is that of 200 independent paths: 0.2 ± 0.03, and 400 more paths: between 0.05 and 0.4 but for chance below 1e-5.
        Assert.InRange(splitting.Run(levels, 4, 0, 400).Passed[0], 20, 160);
    }

    [Fact]
    public void Pilot_OfWhatHappensAllTheTime_NeedsNoLevels()
    {
        Policy policy = GivenRare.Policy(Sequential, 0.05);
        policy = policy with { Checks = [policy.Checks[0] with { Requirement = new Requirement.AtMost(0.001) }] };
        RolloutSplitting splitting = GivenRare.Splitting(GivenRare.World, policy);
        SplittingPilot pilot = splitting.Pilot(5, 20);
        Assert.Equal((0, false, 20L), (pilot.Levels.Length, pilot.IsStuck, pilot.Played));
        Assert.Equal(1, splitting.Run(pilot.Levels, 5, 0, 20).Estimate);
    }

    [Fact]
    public void Pilot_OfWhatCannotHappen_IsStuck()
    {
        // No error at all can be no evidence of errors.
        World flawless = GivenRare.World with { Baseline = Given.Model with { ErrorRate = 0 }, Canary = Given.Model with { ErrorRate = 0 } };
        RolloutSplitting splitting = GivenRare.Splitting(flawless, GivenRare.Policy(Sequential, 0.05));
        SplittingPilot pilot = splitting.Pilot(6, 20);
        Assert.True(pilot.IsStuck);
        SplittingRun run = splitting.Run(pilot.Levels, 6, 0, 20);
        Assert.Equal((0, 0), (run.Estimate, run.Passed[^1]));
    }

    [Fact]
    public void New_AWorldByRequests_IsRefused()
    {
        (SimulatedRollout rollout, HarmProgress progress) = GivenRare.Pair(Given.World, GivenRare.Policy(Sequential, 0.05), EngineKind.Request);
        Assert.Throws<ArgumentException>(() => new RolloutSplitting(rollout, progress));
    }

    private static SplittingRuns Estimate(RolloutSplitting splitting, ulong seed, int paths)
    {
        ImmutableArray<double> levels = splitting.Pilot(seed, 200).Levels;
        return SplittingRuns.Of([.. Enumerable.Range(0, Repetitions).Select(number => splitting.Run(levels, seed, number, paths).Estimate)]);
    }

    private static void AssertAgrees(Interval plain, SplittingRuns estimate)
    {
        Assert.True(estimate.IsTrustworthy, $"{estimate}");
        Interval split = estimate.Interval(0.999);
        Assert.True(split.Lower <= plain.Upper && plain.Lower <= split.Upper, $"splitting {estimate}, {split}; plain {plain}");
    }
}

using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Ranks;
using Xunit;

namespace Coalmine.Conformance.Tests.Engines;

/// <summary>
/// Every shipped world that both engines can bring forward, scaled down to at most 50,000 requests, brought forward by both. Seeds are fixed; an assertion had
/// a probability of at most 1e-5 to fail wrongly when they were chosen (about 1,000 assertions: 1 % for all).
/// </summary>
public sealed class EngineTwinTests
{
    private const double FalseAlarm = 1e-5;
    private const double MostRequests = 50_000;
    private const int Replications = 30;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(150);

    public static TheoryData<string> Twins => [.. ShippedFiles.Scenarios.Where(scenario => EngineNeeds.RequestsNeeded(ShippedFiles.World(scenario)).IsEmpty)];

    public static TheoryData<string, string> TwinsWithPolicies =>
        [.. Twins.SelectMany(twin => new[] { "guide-script", "fast" }.Select(policy => (twin.Data, policy)))];

    [Theory]
    [MemberData(nameof(Twins))]
    public void Counters_OfBothEngines_AgreeWithinSamplingError(string scenario)
    {
        World world = Scaled(ShippedFiles.World(scenario));
        double[] counts = Totals(world, EngineKind.Binned);
        double[] requests = Totals(world, EngineKind.Request);
        double dispersion = 2 * world.Traffic.BurstSize - 1;
        int compared = 0;
        for (int i = 0; i < counts.Length; i++)
            if (counts[i] + requests[i] is > 50 and double both)
            {
                // Both vary at most like independent Poisson counts; what both share (arrivals, pods, users) makes them closer.
                double p = NormalDistribution.TwoSided((counts[i] - requests[i]) / Math.Sqrt(both * dispersion));
                Assert.True(p > FalseAlarm, $"counter {i}: {counts[i]} by counts, {requests[i]} by requests, p = {p}");
                compared++;
            }

        Assert.True(compared > 20, $"only {compared} counters have anything to compare");
    }

    [Theory]
    [MemberData(nameof(TwinsWithPolicies))]
    public void Rollouts_OfBothEngines_EndAlike(string scenario, string policy)
    {
        World world = Scaled(ShippedFiles.World(scenario));
        RolloutResult[] counts = Rollouts(world, policy, EngineKind.Binned);
        RolloutResult[] requests = Rollouts(world, policy, EngineKind.Request);
        foreach (RolloutOutcome outcome in Enum.GetValues<RolloutOutcome>())
            AssertAlike(counts, requests, result => result.Outcome == outcome, $"{outcome}");
        AssertAlike(counts, requests, result => result.Detected, "detected");
        MannWhitney ends = MannWhitney.Of([.. counts.Select(result => result.EndedAt.Seconds)], [.. requests.Select(result => result.EndedAt.Seconds)]);
        Assert.True(ends.TwoSided is double.NaN or > FalseAlarm, $"ends differ: p = {ends.TwoSided}");
    }

    // By counts up to 30 x 50,000 requests; the quality gauge is a mean and not a count.
    private static double[] Totals(World world, EngineKind kind)
    {
        CompiledWorld compiled = CompiledWorld.Compile(world, kind);
        CounterNeeds needs = new(compiled.Scraped.Layout);
        for (int place = 0; place < compiled.Scraped.Layout.Length; place++)
            needs.Add(place);
        Engine engine = compiled.CreateEngine(needs);
        int length = engine.World.Layout.Length;
        double[] totals = new double[2 * length];
        for (int replication = 0; replication < Replications; replication++)
        {
            engine.Start(7, replication);
            engine.SetWeight(0.4, Moment.Start);
            engine.SetMirroring(true, Moment.Start);
            while (engine.TryTakeCell(Moment.After(world.Duration)))
            {
                // Only the last scrape counts.
            }

            for (int pod = 0; pod < engine.World.Pods; pod++)
                for (int place = 0; place < length; place++)
                    totals[(int)engine.World.ArmOf(pod) * length + place] += IsCount(place, engine.World.Layout) ? engine.Counters[pod * length + place] : 0;
        }

        return totals;
    }

    private static bool IsCount(int place, CounterLayout layout) =>
        (Slot)place is not (Slot.Quality or Slot.LatencySum or Slot.ErrorLatencySum or Slot.AnsweredLatencySum or Slot.RevenueSum or Slot.Memory);

    private static RolloutResult[] Rollouts(World world, string policy, EngineKind kind)
    {
        SimulatedRollout rollout = ShippedFiles.Prepare(CompiledWorld.Compile(world, kind), ShippedFiles.Policy(policy)).Rollout;
        return [.. Enumerable.Range(0, Replications).Select(replication => rollout.Run(11, replication))];
    }

    private static void AssertAlike(RolloutResult[] counts, RolloutResult[] requests, Func<RolloutResult, bool> isHit, string what)
    {
        (int hits, int others) = (counts.Count(isHit), requests.Count(isHit));
        double p = FisherExact.Test(hits, Replications, others, Replications).TwoSided;
        Assert.True(p > FalseAlarm, $"{what}: {hits} by counts, {others} by requests of {Replications}, p = {p}");
    }

    private static World Scaled(World world)
    {
        TimeSpan duration = world.Duration < Longest ? world.Duration : Longest;
        double rate = Math.Min(world.Traffic.RequestsPerSecond, MostRequests / duration.TotalSeconds);
        return world with { Duration = duration, Traffic = world.Traffic with { RequestsPerSecond = rate } };
    }
}

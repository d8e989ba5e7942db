using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Kayenta;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Xunit;

namespace Coalmine.Conformance.Tests.Journals;

/// <summary>Kayenta's judge decides simulated rollouts of the catalogue, and its journals replay.</summary>
public sealed class JudgedRolloutTests
{
    private const ulong Seed = 20261128;

    [Theory]
    [InlineData("healthy", KayentaMode.Faithful)]
    [InlineData("latency-shift-20-percent", KayentaMode.Faithful)]
    [InlineData("latency-shift-20-percent", KayentaMode.Corrected)]
    [InlineData("metrics-outage", KayentaMode.Corrected)]
    public void Replay_OfASimulatedJournal_SaysTheSame(string scenario, KayentaMode mode)
    {
        (RolloutJournal recorded, RolloutOutcome outcome) = Simulate(scenario, mode, 0);
        RolloutJournal replayed = ReplayedRollout.Replay(recorded, Controller(mode));
        Assert.NotEqual(RolloutOutcome.Open, outcome);
        Assert.Equal(recorded.Entries.Count, replayed.Entries.Count);
        Assert.All(recorded.Entries.Zip(replayed.Entries), pair => Assert.True(pair.First.SaysTheSameAs(pair.Second)));
    }

    [Fact]
    public void LatencyShift_OfAFifth_IsFound()
    {
        // A fifth of the mean against minutes that vary by a few percent: power is 1 to many digits (reference, section 7).
        (RolloutJournal journal, RolloutOutcome outcome) = Simulate("latency-shift-20-percent", KayentaMode.Faithful, 1);
        Assert.Equal(RolloutOutcome.RolledBackOnEvidence, outcome);
        Assert.Equal("roll back: score 50 at judgement 1 of 3: latency is high", journal.Entries.Last(entry => entry.Decision.Kind == DecisionKind.RollBack).Sentences[^1]);
    }

    private static (RolloutJournal Journal, RolloutOutcome Outcome) Simulate(string scenario, KayentaMode mode, long replication)
    {
        CompiledWorld world = ShippedFiles.CompiledOnce(scenario);
        KayentaController controller = Controller(mode);
        SimulatedRollout rollout = Assert.IsType<RolloutPreparation.Ready>(SimulatedRollout.Prepare(world, controller, controller.Checks)).Rollout;
        JournalRecorder recorder = new(controller.Words);
        RolloutOutcome outcome = rollout.Run(Seed, replication, recorder).Outcome;
        return (recorder.Journal, outcome);
    }

    private static KayentaController Controller(KayentaMode mode) => new(
        new KayentaAnalysisSpec
        {
            Name = "judged",
            Weight = new TrafficWeight(25),
            Config = new KayentaConfig
            {
                Metrics =
                [
                    new() { Name = "latency", Groups = ["answers"], Direction = KayentaDirection.Increase },
                    new() { Name = "errors", Groups = ["answers"], Direction = KayentaDirection.Increase },
                ],
                Thresholds = new KayentaThresholds(75, 95),
                Mode = mode,
            },
            Questions = [Usual(new Metric.LatencyMean()), Usual(new Metric.Errors())],
            Schedule = new KayentaSchedule { Lifetime = TimeSpan.FromMinutes(60), Interval = TimeSpan.FromMinutes(20), BeginAfter = TimeSpan.FromMinutes(5) },
        });

    private static KayentaQuestion Usual(Metric metric) => KayentaQuestion.Usual(metric, TimeSpan.FromMinutes(1));
}

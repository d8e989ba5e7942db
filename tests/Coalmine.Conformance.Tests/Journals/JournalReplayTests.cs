using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Xunit;

namespace Coalmine.Conformance.Tests.Journals;

/// <summary>A journal captured in the simulation gives the same decisions, in the same words, when it is replayed.</summary>
public sealed class JournalReplayTests
{
    private const ulong Seed = 20261124;

    public static TheoryData<string, string> Pairs()
    {
        TheoryData<string, string> pairs = [];
        foreach (string scenario in ShippedFiles.Scenarios)
            foreach (string policy in ShippedFiles.Policies)
                pairs.Add(scenario, policy);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Replay_OfASimulatedJournal_SaysTheSame(string scenario, string policy)
    {
        // A rollout by requests costs as much as thousands by counts.
        int replications = ShippedFiles.CompiledOnce(scenario).Engine == EngineKind.Binned ? 3 : 1;
        for (long replication = 0; replication < replications; replication++)
        {
            (BoundPolicy bound, RolloutJournal recorded) = Simulate(scenario, policy, replication);
            RolloutJournal replayed = ReplayedRollout.Replay(recorded, new NativeController(bound));
            Assert.Equal(recorded.Entries.Count, replayed.Entries.Count);
            for (int i = 0; i < recorded.Entries.Count; i++)
                Assert.True(recorded.Entries[i].SaysTheSameAs(replayed.Entries[i]), $"entry {i}: {string.Join("; ", replayed.Entries[i].Sentences)}");
        }
    }

    [Fact]
    public void Journal_OfARegressedWorld_EndsWithARollback()
    {
        (_, RolloutJournal journal) = Simulate("silent-accuracy-drop", "guide-table-sequential", 0);
        Assert.Equal(DecisionKind.RollBack, journal.Entries[^1].Decision.Kind);
    }

    private static (BoundPolicy Bound, RolloutJournal Journal) Simulate(string scenario, string policy, long replication)
    {
        CompiledWorld world = ShippedFiles.CompiledOnce(scenario);
        (BoundPolicy bound, SimulatedRollout rollout) = ShippedFiles.Prepare(world, ShippedFiles.Policy(policy));
        JournalRecorder recorder = new(new NativeWords(bound));
        rollout.Run(Seed, replication, recorder);
        return (bound, recorder.Journal);
    }
}

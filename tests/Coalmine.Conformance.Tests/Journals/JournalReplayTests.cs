using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;
using Xunit;

namespace Coalmine.Conformance.Tests.Journals;

/// <summary>A journal captured in the simulation gives the same decisions, in the same words, when it is replayed.</summary>
public sealed class JournalReplayTests
{
    private const ulong Seed = 20261124;

    public static TheoryData<string, string> Pairs()
    {
        TheoryData<string, string> pairs = [];
        foreach (string scenario in Files("catalogue"))
            foreach (string policy in Files("policies"))
                pairs.Add(Path.GetFileNameWithoutExtension(scenario), Path.GetFileNameWithoutExtension(policy));
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Replay_OfASimulatedJournal_SaysTheSame(string scenario, string policy)
    {
        for (long replication = 0; replication < 3; replication++)
        {
            RolloutJournal recorded = Simulate(scenario, policy, replication);
            RolloutJournal replayed = ReplayedRollout.Replay(recorded, new NativeController(recorded.Policy), recorded.Policy);
            Assert.Equal(recorded.Entries.Count, replayed.Entries.Count);
            for (int i = 0; i < recorded.Entries.Count; i++)
                Assert.True(recorded.Entries[i].SaysTheSameAs(replayed.Entries[i]), $"entry {i}: {string.Join("; ", replayed.Entries[i].Sentences)}");
        }
    }

    [Fact]
    public void Journal_OfARegressedWorld_EndsWithARollback()
    {
        RolloutJournal journal = Simulate("silent-accuracy-drop", "guide-table-sequential", 0);
        Assert.Equal(DecisionKind.RollBack, journal.Entries[^1].Decision.Kind);
    }

    private static RolloutJournal Simulate(string scenarioName, string policyName, long replication)
    {
        Scenario scenario = Read(FileReader.Read(Find("catalogue", scenarioName)).Then(ScenarioReader.Read));
        PolicyFile policy = Read(FileReader.Read(Find("policies", policyName)).Then(PolicyReader.Read));
        CompiledWorld world = CompiledWorld.Compile(scenario.World);
        BoundPolicy bound = Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy.Policy, world.Shape)).Policy;
        SimulatedRollout rollout = Assert.IsType<RolloutPreparation.Ready>(
            SimulatedRollout.Prepare(world, new NativeController(bound), policy.Policy.Checks)).Rollout;
        JournalRecorder recorder = new(bound);
        rollout.Run(Seed, replication, recorder);
        return recorder.Journal;
    }

    private static T Read<T>(ReadResult<T> result) => Assert.IsType<ReadResult<T>.Read>(result).Value;

    private static string Find(string folder, string name) => Path.Combine(Scenarios, folder, name + ".yaml");

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Scenarios, folder), "*.yaml").Order(StringComparer.Ordinal);

    private static string Scenarios
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
                folder = folder.Parent;
            return Path.Combine(Assert.IsType<DirectoryInfo>(folder).FullName, "scenarios");
        }
    }
}

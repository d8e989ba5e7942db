using Coalmine.Live.Driving;
using Coalmine.Live.Tests.Driving;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.Conformance.Tests.Live;

/// <summary>
/// One decision core in three shells: what a simulated rollout decided is decided again, at the same moments and in the same words, by the live shell (on
/// virtual time, with the simulation's samples), and once more by a replay of the journal that the live shell wrote.
/// </summary>
public sealed class ThreeShellsTests
{
    private const ulong Seed = 20261129;
    private static readonly DateTimeOffset Origin = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("guide-table-sequential")]
    [InlineData("cautious")]
    [InlineData("guide-ramp")]
    public void EveryShippedScenario_IsDecidedAlike(string policy)
    {
        foreach (string scenario in ShippedFiles.Scenarios)
        {
            CompiledWorld world = ShippedFiles.CompiledOnce(scenario);
            if (BoundPolicy.Bind(ShippedFiles.Policy(policy), world.Shape) is not PolicyBinding.Bound)
                continue;
            (BoundPolicy bound, SimulatedRollout rollout) = ShippedFiles.Prepare(world, ShippedFiles.Policy(policy));
            JournalRecorder recorder = new(new NativeWords(bound));
            rollout.Run(Seed, 0, recorder);
            IReadOnlyList<JournalEntry> simulated = recorder.Journal.Entries;

            MemoryJournal written = new();
            IReadOnlyList<JournalEntry> live = DriveLive(bound, simulated, world.World.Propagation, written);
            AssertAlike(scenario, "live", simulated, live);

            RecordedRollout read = Assert.IsType<JournalReading.Read>(JournalLines.Read(written.Bytes)).Rollout;
            AssertAlike(scenario, "replayed", live, Replay(read, new NativeController(bound)));
        }
    }

    private static IReadOnlyList<JournalEntry> Replay(RecordedRollout read, NativeController controller)
    {
        RolloutJournal replayed = new(controller.Words);
        Transition transition = controller.Begin(controller.CreateMemory(), read.Entries[0].Decision.At);
        replayed.Add(default, transition);
        foreach (JournalEntry entry in read.Entries.Skip(1))
        {
            transition = controller.Step(transition.State, entry.Observation);
            replayed.Add(entry.Observation, transition);
        }

        return replayed.Entries;
    }

    private static IReadOnlyList<JournalEntry> DriveLive(
        BoundPolicy bound, IReadOnlyList<JournalEntry> simulated, TimeSpan propagation, MemoryJournal journal)
    {
        VirtualTime time = new(Origin);
        QuietSurroundings quiet = new();
        LiveWorld world = new()
        {
            Pipeline = _ => new PlayedPipeline(simulated),
            Traffic = new PlayedTarget(time, propagation),
            Store = journal,
            Time = time,
            Hooks = quiet,
            Lease = quiet,
            Desk = quiet,
            Witness = quiet,
        };
        JournalHeader header = new()
        {
            Rollout = "conformance",
            Origin = Origin,
            Controller = JournalHeader.Native,
            Policy = [new PolicyText("policy.yaml", "")],
            Telemetry = bound.Telemetry,
            Counters = bound.Measurements.Counters,
        };
        using LiveRollout rollout = new(world, new LiveRules { PollEvery = propagation }, new NativeController(bound), header);
        bool isOver = simulated[^1].Decision.Kind is DecisionKind.Promote or DecisionKind.RollBack;
        Task<LiveEnd> running = rollout.RunAsync(CancellationToken.None);
        if (isOver)
            time.Run(running, TimeSpan.FromDays(7));
        else
            time.Pass(simulated[^1].Observation.At.SinceStart);
        return rollout.Entries;
    }

    // What follows the simulated end (pods that go, routers that follow) only the live shell sees; and it may look once more at the world's last instant.
    private static void AssertAlike(string scenario, string shell, IReadOnlyList<JournalEntry> expected, IReadOnlyList<JournalEntry> read)
    {
        Assert.True(read.Count >= expected.Count, $"{scenario}: {read.Count} entries {shell}, {expected.Count} before");
        for (int i = 0; i < expected.Count; i++)
            Assert.True(
                expected[i].SaysTheSameAs(read[i]),
                $"{scenario}, entry {i} {shell}: {string.Join("; ", read[i].Sentences)} instead of {string.Join("; ", expected[i].Sentences)}");
    }
}

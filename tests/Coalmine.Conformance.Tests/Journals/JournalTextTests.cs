using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Journals;
using Xunit;

namespace Coalmine.Conformance.Tests.Journals;

/// <summary>
/// Of every shipped scenario under every shipped policy: a journal that went through its text replays to the same words; so does it in a controller that is
/// saved and loaded before each step; and the policy that is asked over its own record decides the same.
/// </summary>
public sealed class JournalTextTests
{
    private const ulong Seed = 20261129;
    private const string Hash = "hash";

    public static TheoryData<string> Scenarios => [.. ShippedFiles.Scenarios];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Journals_OfAllPolicies_SayTheSame_ThroughText_Snapshots_AndTheirOwnRecord(string scenario)
    {
        CompiledWorld world = ShippedFiles.CompiledOnce(scenario);
        foreach (string policy in ShippedFiles.Policies)
        {
            (BoundPolicy bound, SimulatedRollout rollout) = ShippedFiles.Prepare(world, ShippedFiles.Policy(policy));
            JournalRecorder recorder = new(new NativeWords(bound));
            rollout.Run(Seed, 0, recorder);
            IReadOnlyList<JournalEntry> recorded = recorder.Journal.Entries;
            RecordedRollout read = Read(JournalWriter.WriteAll(Header(bound), recorded));
            AssertSame(recorded, read.Entries, policy);
            AssertSame(recorded, ReplayedRollout.Replay(read.Entries, new InterruptedController(new NativeController(bound))).Entries, policy);
            OtherPolicyReplay over = OtherPolicyReplay.Run(read.Entries, bound.Measurements, new NativeController(bound), bound.Telemetry.ScrapeInterval);
            Assert.Equal(Said(recorded), Said(over.Journal.Entries));
        }
    }

    [Fact]
    public void ShippedIncidents_ReplayToTheSame()
    {
        string[] journals = [.. ShippedFiles.Incidents];
        Assert.NotEmpty(journals);
        foreach (string path in journals)
        {
            RecordedRollout rollout = Assert.IsType<ReadResult<RecordedRollout>.Read>(JournalFile.Read(path)).Value;
            IRolloutController controller = Assert.IsType<ReadResult<IRolloutController>.Read>(JournalControllers.Of(path, rollout)).Value;
            Assert.Empty(JournalReplay.Of(path, rollout, controller).Differences);
            Assert.Equal("", rollout.CutOff);
        }
    }

    private static void AssertSame(IReadOnlyList<JournalEntry> left, IReadOnlyList<JournalEntry> right, string policy)
    {
        Assert.Equal(left.Count, right.Count);
        for (int i = 0; i < left.Count; i++)
            Assert.True(left[i].SaysTheSameAs(right[i]), $"{policy}, entry {i}: {string.Join("; ", right[i].Sentences)}");
    }

    private static IEnumerable<string> Said(IReadOnlyList<JournalEntry> entries) => entries
        .Where(entry => entry.Decision.Kind != DecisionKind.None)
        .Select(entry => FormattableString.Invariant($"{entry.Decision.At.Nanoseconds} {string.Join("; ", entry.Sentences)}"));

    private static JournalHeader Header(BoundPolicy bound) => new()
    {
        Rollout = "tested",
        Controller = JournalHeader.Native,
        Policy = [new PolicyText("policy.yaml", "")],
        Telemetry = bound.Telemetry,
        Counters = bound.Measurements.Counters,
    };

    private static RecordedRollout Read(byte[] bytes) => Assert.IsType<JournalReading.Read>(JournalLines.Read(bytes)).Rollout;

    /// <summary>Is stopped before every step, and goes on from what was saved.</summary>
    private sealed class InterruptedController(NativeController inner) : IRolloutController
    {
        public MeasurementPlan Measurements => inner.Measurements;

        public RolloutWords Words => inner.Words;

        public bool RunsPods => inner.RunsPods;

        public RolloutMemory CreateMemory() => inner.CreateMemory();

        public Transition Begin(RolloutMemory memory, Moment at) => inner.Begin(memory, at);

        public Transition Step(RolloutState state, scoped in Observation observation) => inner.Step(
            Assert.IsType<SnapshotLoading.Loaded>(RolloutSnapshot.Load(inner, Hash, RolloutSnapshot.Save(inner, Hash, state))).State, observation);
    }
}

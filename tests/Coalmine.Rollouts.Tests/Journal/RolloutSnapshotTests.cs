using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;
using Coalmine.Rollouts.Tests.Controllers;
using Coalmine.Rollouts.Tests.Worlds;
using CsCheck;
using Xunit;
using Check = Coalmine.Rollouts.Checks.Check;

namespace Coalmine.Rollouts.Tests.Journal;

/// <summary>A rollout that is saved and loaded before each step says and decides the same, word for word, to its end.</summary>
public sealed class RolloutSnapshotTests
{
    private const string Hash = SnapshottingController.Hash;

    /// <summary>One policy a method and question: every kind of state there is.</summary>
    private static readonly Dictionary<string, Check[]> Policies = new()
    {
        ["sequential"] = [Of(Given.Errors, Given.Points(0.005), Given.Sequential), Of(Given.P99, Given.AtMost(0.2), Given.Sequential)],
        ["sequential in shadow"] = [Of(Given.Accuracy, Given.Points(0.02), Given.Sequential), Of(new Metric.Disagreement(), Given.AtMost(0.05), Given.Sequential)],
        ["sprt"] = [Of(Given.Errors, Given.Relative(0.5), new CheckMethod.Sprt(1.5))],
        ["e-detector"] = [Of(Given.Errors, Given.Relative(0.5), new CheckMethod.EDetector())],
        ["two-by-two"] = [Of(Given.Errors, Given.Points(0.005), new CheckMethod.TwoByTwo())],
        ["mixture"] = [Of(Given.Errors, Given.Relative(0.5), new CheckMethod.MixtureSprt(2000)), Of(new Metric.Revenue(), Given.AtLeast(0.1), Given.Sequential)],
        ["confidence sequence"] =
        [
            Of(Given.Errors, Given.Points(0.005), new CheckMethod.ConfidenceSequence(1000)),
            Of(new Metric.LatencyMean(), Given.Relative(0.2), new CheckMethod.ConfidenceSequence(1000)),
        ],
        ["group-sequential"] =
        [
            Of(Given.Errors, Given.Relative(0.5), new CheckMethod.GroupSequential(new SpendingShape.Pocock(), 30_000, 20)),
            Of(new Metric.LatencyMean(), Given.Relative(0.2), new CheckMethod.GroupSequential(new SpendingShape.OBrienFleming(), 30_000, 20)),
        ],
        ["fixed"] = [Of(Given.Errors, Given.Relative(0.5), Given.Newcombe), Of(new Metric.LatencyMean(), Given.Relative(0.2), Given.Newcombe)],
        ["windows"] = [Of(Given.Errors, Given.Relative(0.5), Fixed(FixedForm.Delta)), Of(Given.Conversion, Given.Points(0.01), Fixed(FixedForm.RaoScott))],
        ["looks"] =
        [
            Of(Given.Errors, Given.Relative(0.5), Fixed(FixedForm.Welch)),
            Of(new Metric.LatencyMean(), Given.Relative(0.2), Fixed(FixedForm.MannWhitney)),
            Of(Given.Conversion, Given.Relative(0.5), new CheckMethod.Kayenta(KayentaMode.Corrected)),
        ],
        ["distributions"] =
        [
            Of(new Metric.LatencyDistribution(), Given.Points(0.1), new CheckMethod.DistributionBand()),
            Of(new Metric.LatencyDistribution(), Given.AtMost(0.1), Fixed(FixedForm.StabilityIndex)),
        ],
        ["point"] = [Of(Given.Errors, Given.Relative(0.5), Given.Point)],
    };

    public static TheoryData<string> Methods => [.. Policies.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public void LoadedBeforeEachStep_ARolloutGoesOnWordForWord(string method)
    {
        RolloutPlan plan = Given.Plan(Given.Step(10, 1, 8), Given.Step(50, 1, 8), Given.Step(100, 1, 3)) with { Shadow = TimeSpan.FromMinutes(10) };
        foreach (double harm in (double[])[1, 1.4, 4])
        {
            BoundPolicy bound = Given.Bind(Given.Policy(plan, Policies[method]));
            ScriptedWorld plain = World(new NativeController(bound), harm);
            ScriptedWorld interrupted = World(new SnapshottingController(new NativeController(bound)), harm);
            AssertSame(plain.Run(), interrupted.Run());
        }
    }

    [Fact]
    public void LoadedBeforeEachStep_AnyRolloutGoesOnWordForWord() => RandomRollout.Any.Sample(
        rollout =>
        {
            ScriptedWorld plain = rollout.World();
            AssertSame(plain.Run(), rollout.World(new SnapshottingController(new NativeController(Given.Bind(rollout.Policy)))).Run());
        },
        iter: 100,
        seed: "0N0XIzNsQ0O2",
        threads: 1);

    [Fact]
    public void Size_OfFiftyPodsAndTwentyChecks_FitsIntoAConfigMapMoreThanOnce()
    {
        Check[] checks = [.. Policies.Where(policy => policy.Key != "point").SelectMany(policy => policy.Value)];
        RolloutPlan plan = Given.Plan(Given.Step(10, 1, 30), Given.Step(100, 1)) with { Shadow = TimeSpan.FromMinutes(5) };
        SnapshottingController controller = new(new NativeController(Given.Bind(Given.Policy(plan, checks))));
        new ScriptedWorld(controller, 40, 10) { Increment = ScriptedWorld.Healthy }.Run(Moment.After(TimeSpan.FromMinutes(40)));
        Assert.InRange(controller.MostBytes, 1024, 64 * 1024);
    }

    [Fact]
    public void Save_OfAConsumedState_Throws()
    {
        NativeController controller = Controller("sequential");
        RolloutState state = controller.Begin(controller.CreateMemory(), Moment.Start).State;
        controller.Step(state, Observation.OperatorSaid(OperatorWord.Pause, Moment.Start));
        Assert.Throws<InvalidOperationException>(() => RolloutSnapshot.Save(controller, Hash, state));
    }

    [Fact]
    public void Load_RefusesWhatDoesNotFit()
    {
        NativeController controller = Controller("sequential");
        byte[] saved = RolloutSnapshot.Save(controller, Hash, controller.Begin(controller.CreateMemory(), Moment.Start).State);
        Assert.IsType<SnapshotLoading.Loaded>(RolloutSnapshot.Load(controller, Hash, saved));
        Assert.Contains("another policy's text", Reason(controller, "other", saved), StringComparison.Ordinal);
        Assert.Contains("other telemetry", Reason(Controller("sprt"), Hash, saved), StringComparison.Ordinal);
        TelemetryShape slower = Given.Telemetry with { ScrapeInterval = TimeSpan.FromSeconds(30) };
        Assert.Contains("other telemetry", Reason(Controller("sequential", slower), Hash, saved), StringComparison.Ordinal);
        for (int length = 0; length < saved.Length; length++)
            Assert.NotEqual("", Reason(controller, Hash, saved.AsSpan(0, length)));
        for (int place = 0; place < saved.Length; place++)
        {
            byte[] damaged = [.. saved];
            damaged[place] ^= 4;
            Assert.Contains("checksum", Reason(controller, Hash, damaged), StringComparison.Ordinal);
        }
    }

    private static string Reason(NativeController controller, string hash, ReadOnlySpan<byte> bytes) =>
        Assert.IsType<SnapshotLoading.Refused>(RolloutSnapshot.Load(controller, hash, bytes)).Reason;

    private static NativeController Controller(string method, TelemetryShape? telemetry = null) =>
        new(Given.Bind(Given.Policy(Given.Plan(Given.Step(10)) with { Shadow = TimeSpan.FromMinutes(5) }, Policies[method]), telemetry));

    private static Check Of(Metric metric, Requirement requirement, CheckMethod method) => Given.Check(metric, requirement, method);

    private static CheckMethod.Fixed Fixed(FixedForm form) => new(form, Multiplicity.None);

    // Rates that move from scrape to scrape, so that no two sums agree by accident, pods that restart, and scrapes that fail.
    private static ScriptedWorld World(IRolloutController controller, double harm) => new(controller)
    {
        Increment = (world, key) => ((long)(world.Now.Seconds / 15) + key.Pod) % 17 == 3
            ? double.NaN
            : Math.Round(ScriptedWorld.Healthy(world, key) * (1 + (0.2 * Math.Sin(world.Now.Seconds + key.Pod + (int)key.Kind)))
                * (key is { Arm: Arm.Canary, Kind: CounterKind.Errors } ? harm : 1)),
        Answer = (_, need) => QueryAnswer.Of(need.Arm == Arm.Canary ? harm * 0.01 : 0.01),
    };

    private static void AssertSame(ScriptedWorld plain, ScriptedWorld interrupted)
    {
        Assert.Equal(plain.Outcome, interrupted.Outcome);
        Assert.Equal(plain.Journal.Entries.Count, interrupted.Journal.Entries.Count);
        for (int i = 0; i < plain.Journal.Entries.Count; i++)
            Assert.True(plain.Journal.Entries[i].SaysTheSameAs(interrupted.Journal.Entries[i]), $"entry {i}");
    }
}

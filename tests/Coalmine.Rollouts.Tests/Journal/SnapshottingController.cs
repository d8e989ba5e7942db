using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Rollouts.Tests.Journal;

/// <summary>A controller that is stopped before every step, and goes on from what was saved, in another memory.</summary>
internal sealed class SnapshottingController(NativeController inner) : IRolloutController
{
    public const string Hash = "the policy's hash";

    public MeasurementPlan Measurements => inner.Measurements;

    public RolloutWords Words => inner.Words;

    public bool RunsPods => inner.RunsPods;

    /// <summary>The largest snapshot.</summary>
    public int MostBytes { get; private set; }

    public RolloutMemory CreateMemory() => inner.CreateMemory();

    public Transition Begin(RolloutMemory memory, Moment at) => inner.Begin(memory, at);

    public Transition Step(RolloutState state, scoped in Observation observation)
    {
        byte[] saved = RolloutSnapshot.Save(inner, Hash, state);
        MostBytes = Math.Max(MostBytes, saved.Length);
        SnapshotLoading.Loaded loaded = Assert.IsType<SnapshotLoading.Loaded>(RolloutSnapshot.Load(inner, Hash, saved));
        Assert.Equal("", SameFields.Difference(state.Memory, loaded.State.Memory));
        return inner.Step(loaded.State, observation);
    }
}

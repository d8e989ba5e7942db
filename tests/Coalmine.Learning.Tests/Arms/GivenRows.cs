using System.Collections.Immutable;
using Coalmine.Learning.Arms;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;

namespace Coalmine.Learning.Tests.Arms;

/// <summary>Rows and drifts that tests vary.</summary>
internal static class GivenRows
{
    public static readonly TimeSpan End = TimeSpan.FromHours(1);

    /// <summary>Four rows with a number and a text.</summary>
    public static RowTable Few { get; } = RowTable.Of(
        [new RowColumn.Numbers("x", [-2, -1, 1, 3]), new RowColumn.Texts("t", ["one", "two", "three", "four"])], ["no", "no", "yes", "yes"]);

    /// <summary>A drift from the start.</summary>
    public static InputDrift Drift(InputChange change, TimeSpan ramp = default) =>
        new("drift", change, FaultTarget.Both, new FaultTiming(TimeSpan.Zero, ramp, TimeSpan.MaxValue));

    /// <summary>The answers under a drift at full strength, or without one.</summary>
    public static ScoredRows Score(byte[] onnx, RowTable rows, InputChange? change = null)
    {
        ImmutableArray<InputDrift> drifts = change is null ? [] : [Drift(change)];
        using LearnedModel model = LearnedModel.Open("m.onnx", onnx);
        ScoredModel scored = ModelScoring.Score(model, new ModelUse("yes", null), rows, drifts, End);
        return scored.In(DriftState.KeyAt(drifts, Moment.Start));
    }
}

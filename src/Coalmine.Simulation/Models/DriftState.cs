using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;

namespace Coalmine.Simulation.Models;

/// <summary>How far the drifts that hit an arm have come: one way in which its model is given rows.</summary>
/// <param name="Key">The steps of all of them as digits of one number; 0 where none has begun.</param>
/// <param name="Strengths">The strength of each, from 0 to 1, in the order of <see cref="DriftsOf"/>.</param>
public sealed record DriftState(ulong Key, ImmutableArray<double> Strengths)
{
    /// <summary>The most drifts of one arm: so many digits fit into a key.</summary>
    public const int MostDrifts = 12;

    /// <summary>The drifts that hit an arm, in the order of the world's faults.</summary>
    public static ImmutableArray<InputDrift> DriftsOf(IEnumerable<Fault> faults, Arm arm) =>
        [.. faults.OfType<InputDrift>().Where(drift => drift.Hits(arm))];

    /// <summary>Every state that an arm is in before an end, the state without drift first.</summary>
    /// <param name="drifts">The drifts; at most <see cref="MostDrifts"/>.</param>
    /// <param name="end">The end, as time since the start.</param>
    public static ImmutableArray<DriftState> Before(ImmutableArray<InputDrift> drifts, TimeSpan end)
    {
        if (drifts.Length > MostDrifts)
            throw new ArgumentException("There are too many drifts.", nameof(drifts));
        SortedDictionary<ulong, DriftState> states = new() { [0] = new DriftState(0, [.. drifts.Select(_ => 0.0)]) };
        foreach (TimeSpan turn in drifts.SelectMany(drift => drift.TurnsBefore(end)).Append(TimeSpan.Zero))
        {
            Moment at = Moment.After(turn);
            states.TryAdd(KeyAt(drifts, at), new DriftState(KeyAt(drifts, at), [.. drifts.Select(drift => drift.StrengthAt(at, turn))]));
        }

        return [.. states.Values];
    }

    /// <summary>The key of the state at a moment.</summary>
    public static ulong KeyAt(ImmutableArray<InputDrift> drifts, Moment at)
    {
        ulong key = 0;
        foreach (InputDrift drift in drifts)
            key = (key * (InputDrift.Steps + 1)) + (ulong)drift.StepAt(at);
        return key;
    }
}

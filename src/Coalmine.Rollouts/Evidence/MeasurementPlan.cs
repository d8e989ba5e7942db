using System.Collections.Immutable;

namespace Coalmine.Rollouts.Evidence;

/// <summary>What a shell must bring at each look. Fixed for a whole rollout.</summary>
/// <param name="Counters">The kinds of raw series (and their bucket bounds) that are read, for every pod of both arms.</param>
/// <param name="Queries">The queries to evaluate at the moment of the look, in the order in which their answers are expected.</param>
public sealed record MeasurementPlan(ImmutableArray<CounterNeed> Counters, ImmutableArray<QueryNeed> Queries)
{
    /// <summary>The columns of the sample window for so many pods: every needed counter of every pod, arm by arm, pod by pod.</summary>
    public ImmutableArray<CounterKey> Columns(int baselinePods, int canaryPods)
    {
        ImmutableArray<CounterKey>.Builder columns = ImmutableArray.CreateBuilder<CounterKey>();
        foreach ((Plan.Arm arm, int pods) in new[] { (Plan.Arm.Baseline, baselinePods), (Plan.Arm.Canary, canaryPods) })
            for (int pod = 0; pod < pods; pod++)
                foreach (CounterNeed need in Counters)
                    if (arm == Plan.Arm.Canary || !need.IsPair)
                        columns.Add(new CounterKey(arm, pod, need.Kind, need.Bound));
        return columns.ToImmutable();
    }
}

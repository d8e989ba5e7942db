using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Seam;

/// <summary>
/// Numbers the pods of each arm in the order in which they were met. The numbers are part of the journal, so that a rollout that goes on after a restart calls
/// a pod what it called it before.
/// </summary>
public sealed class PodRegister
{
    private readonly List<string> _baseline = [];
    private readonly List<string> _canary = [];

    /// <summary>Names of an arm's pods; the index is the pod's number.</summary>
    public ImmutableArray<string> Names(Arm arm) => [.. Of(arm)];

    /// <summary>The number of a pod, which is given one when it is met for the first time.</summary>
    /// <param name="arm">The arm that it serves.</param>
    /// <param name="name">Its name in the metrics.</param>
    public int NumberOf(Arm arm, string name)
    {
        List<string> names = Of(arm);
        int number = names.IndexOf(name);
        if (number >= 0)
            return number;
        names.Add(name);
        return names.Count - 1;
    }

    private List<string> Of(Arm arm) => arm == Arm.Baseline ? _baseline : _canary;
}

using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>Where each kind of counter is found: the names and labels of one platform, or of <c>bind:</c>.</summary>
/// <param name="About">What it is, for people.</param>
/// <param name="Counters">The series of each kind; a kind that is not here is not measured.</param>
public sealed record SeriesNames(string About, ImmutableDictionary<CounterKind, CounterSelector> Counters)
{
    /// <summary>The baseline's name in the metrics: what <c>$arm</c> becomes.</summary>
    public string Baseline { get; init; } = "baseline";

    /// <summary>The canary's name in the metrics.</summary>
    public string Canary { get; init; } = "canary";

    /// <summary>The label that holds a pod's name.</summary>
    public string PodLabel { get; init; } = "pod";

    /// <summary>A gauge of quality, which only the usual query of accuracy reads; nothing where there is none.</summary>
    public CounterSelector? Quality { get; init; }

    /// <summary>The name of an arm.</summary>
    public string NameOf(Arm arm) => arm == Arm.Baseline ? Baseline : Canary;

    /// <summary>The same with others in place of some kinds.</summary>
    /// <param name="others">The series of these kinds.</param>
    public SeriesNames With(IEnumerable<KeyValuePair<CounterKind, CounterSelector>> others) => this with { Counters = Counters.SetItems(others) };
}

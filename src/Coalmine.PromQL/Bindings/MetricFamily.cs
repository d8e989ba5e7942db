using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>A metric as a platform exposes it: what it measures, in which unit, and which of its labels mean what.</summary>
/// <param name="Name">The metric's name; of a histogram without <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</param>
/// <param name="Platform">Who exposes it, for people.</param>
/// <param name="Role">What it measures.</param>
public sealed record MetricFamily(string Name, string Platform, MetricRole Role)
{
    /// <summary>Whether it is a classic histogram.</summary>
    public bool IsHistogram => Role == MetricRole.Latency;

    /// <summary>Units of a latency in a second: 1 for seconds, 1000 for milliseconds.</summary>
    public double UnitsPerSecond { get; init; } = 1;

    /// <summary>The usual finite bounds of a histogram in its own unit, rising; empty for other metrics.</summary>
    public ImmutableArray<double> Bounds { get; init; } = [];

    /// <summary>The same bounds in seconds.</summary>
    public IEnumerable<double> BoundsInSeconds => Bounds.Select(bound => bound / UnitsPerSecond);

    /// <summary>Labels that tell answered requests from errors; empty where nothing does.</summary>
    public ImmutableArray<OutcomeLabel> Outcomes { get; init; } = [];

    /// <summary>Whether it counts errors only, by its name.</summary>
    public RequestOutcome Counts { get; init; } = RequestOutcome.Any;

    /// <summary>Labels that always name a side of the split: a value there that is no name of either arm is a mistake.</summary>
    public ImmutableArray<string> ArmLabels { get; init; } = [];

    /// <summary>A label under whose values every request is counted once each (Istio's reporter); empty where there is none.</summary>
    public string ObserverLabel { get; init; } = "";

    /// <summary>The values of <see cref="ObserverLabel"/>.</summary>
    public ImmutableArray<string> Observers { get; init; } = [];

    /// <summary>Labels whose value is known.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Fixed { get; init; } = [];

    /// <summary>Values of labels that only other calls than requests have (feedback, status).</summary>
    public ImmutableArray<KeyValuePair<string, string>> Others { get; init; } = [];

    /// <summary>Values of arm labels that are known; empty where the names decide.</summary>
    public ImmutableArray<ArmLabel> KnownArms { get; init; } = [];
}

using System.Collections.Immutable;

namespace Coalmine.Workbench.Calibration;

/// <summary>A scenario fitted to telemetry: values with intervals, how well they fit, and what the telemetry cannot tell.</summary>
public sealed record CalibratedScenario
{
    /// <summary>The telemetry.</summary>
    public required TelemetryRecord Record { get; init; }

    /// <summary>The parameters, in the order of the file.</summary>
    public required ImmutableArray<FittedParameter> Parameters { get; init; }

    /// <summary>How well each law fits.</summary>
    public required ImmutableArray<FitQuality> Qualities { get; init; }

    /// <summary>What cannot be told, a sentence a line.</summary>
    public required ImmutableArray<string> Untold { get; init; }

    /// <summary>The word for the law of latencies: <c>lognormal</c>, <c>weibull</c> or <c>gamma</c>; empty where none was fitted.</summary>
    public required string Latency { get; init; }

    /// <summary>Expected counts of the latency buckets, the open one last; empty where none was fitted.</summary>
    internal ImmutableArray<double> BucketMeans { get; init; } = [];

    /// <summary>Expected gains of labels between instants of <see cref="LabelTimes"/>; empty where no delay was fitted.</summary>
    internal ImmutableArray<double> LabelMeans { get; init; } = [];

    /// <summary>The ends of the stretches that labels were counted over, in seconds.</summary>
    internal ImmutableArray<double> LabelTimes { get; init; } = [];

    /// <summary>A parameter; nothing where it was not fitted.</summary>
    /// <param name="key">Its place in the scenario file.</param>
    public FittedParameter? Find(string key) => Parameters.FirstOrDefault(parameter => parameter.Key == key);
}

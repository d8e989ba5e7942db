using System.Collections.Immutable;

namespace Coalmine.Rollouts.Evidence;

/// <summary>What a metrics pipeline can tell: needed to bind a policy's checks to series before anything runs.</summary>
public sealed record TelemetryShape
{
    /// <summary>Finite latency bounds in seconds, rising; the +Inf bucket is understood.</summary>
    public required ImmutableArray<double> LatencyBounds { get; init; }

    /// <summary>Finite revenue bounds, rising, in the scenario's currency; empty where no revenue is measured.</summary>
    public ImmutableArray<double> RevenueBounds { get; init; } = [];

    /// <summary>Bounds of the models' scores, rising, the last of which every score lies within; empty where not both arms give scores.</summary>
    public ImmutableArray<double> ScoreBounds { get; init; } = [];

    /// <summary>The classes that answers name, each counted; empty where nobody tells them.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>Whether labels are joined to answers, so that accuracy can be known.</summary>
    public bool HasLabels { get; init; }

    /// <summary>Whether conversions are counted.</summary>
    public bool HasConversions { get; init; }

    /// <summary>Whether mirrored requests are compared.</summary>
    public bool HasPairs { get; init; }

    /// <summary>Time between two scrapes.</summary>
    public required TimeSpan ScrapeInterval { get; init; }
}

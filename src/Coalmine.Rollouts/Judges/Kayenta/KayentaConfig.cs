using System.Collections.Immutable;

namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What a canary configuration and its run ask of the judge.</summary>
public sealed record KayentaConfig
{
    /// <summary>The metrics, in order.</summary>
    public required ImmutableArray<KayentaMetric> Metrics { get; init; }

    /// <summary>Weights of groups in percent (<c>classifier.groupWeights</c>).</summary>
    public ImmutableSortedDictionary<string, double> GroupWeights { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The run's thresholds; the judge has no defaults for them.</summary>
    public KayentaThresholds Thresholds { get; init; }

    /// <summary>Which judge.</summary>
    public KayentaMode Mode { get; init; }
}

using System.Collections.Immutable;

namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// What a canary configuration says about one metric: <c>metrics[]</c> with its <c>groups</c> and <c>analysisConfigurations.canary</c>. Defaults are Kayenta's.
/// </summary>
public sealed record KayentaMetric
{
    /// <summary>The metric's name; unique in its configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The groups it counts in, in each of them in full; in none it can only force a score of 0.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Which way it must move to fail.</summary>
    public KayentaDirection Direction { get; init; }

    /// <summary>What becomes of points that are NaN.</summary>
    public KayentaNanStrategy NanStrategy { get; init; }

    /// <summary>Whether outliers are dropped, on each side by its own fence.</summary>
    public bool RemovesOutliers { get; init; }

    /// <summary>The fence's distance from the quartiles in interquartile ranges.</summary>
    public double OutlierFactor { get; init; } = 3;

    /// <summary>Whether its failing makes the whole score 0.</summary>
    public bool IsCritical { get; init; }

    /// <summary>Whether having no data counts as a failed metric.</summary>
    public bool MustHaveData { get; init; }

    /// <summary>Whether it is judged and shown and counts for nothing.</summary>
    public bool IsMuted { get; init; }

    /// <summary>How large an effect must be.</summary>
    public KayentaEffectLimits Effect { get; init; } = KayentaEffectLimits.Unset(KayentaMeasure.MeanRatio);
}

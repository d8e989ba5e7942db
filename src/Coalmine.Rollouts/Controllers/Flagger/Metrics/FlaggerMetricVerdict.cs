namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>What a metric's check came to. Everything but <see cref="Pass"/> is a failed check.</summary>
public enum FlaggerMetricVerdict
{
    /// <summary>Within the threshold.</summary>
    Pass,

    /// <summary>Beyond the threshold.</summary>
    Fail,

    /// <summary>No series, or NaN: "no values found".</summary>
    NoValues,

    /// <summary>The query failed or its answer was of the wrong type.</summary>
    Error,
}

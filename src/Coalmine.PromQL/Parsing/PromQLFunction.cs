namespace Coalmine.PromQL.Parsing;

/// <summary>A function that can be evaluated.</summary>
public enum PromQLFunction
{
    /// <summary>Increase per second of a counter over a range, extrapolated to its ends.</summary>
    Rate,

    /// <summary>Increase of a counter over a range, extrapolated to its ends.</summary>
    Increase,

    /// <summary>Quantile of a classic histogram by interpolation within a bucket.</summary>
    HistogramQuantile,
}

namespace Coalmine.PromQL.Histograms;

/// <summary>What a native histogram says of the one before it in its series (model/histogram/histogram.go of Prometheus 3.14, CounterResetHint).</summary>
public enum CounterReset
{
    /// <summary>Nothing: whoever needs to know compares both.</summary>
    Unknown,

    /// <summary>Its counter began anew.</summary>
    Reset,

    /// <summary>Its counter went on.</summary>
    NotReset,

    /// <summary>It is no counter: it may fall at any time.</summary>
    Gauge,
}

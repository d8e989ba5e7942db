namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What the judge says of one metric.</summary>
public enum KayentaLabel
{
    /// <summary>No difference that counts.</summary>
    Pass,

    /// <summary>The canary is higher.</summary>
    High,

    /// <summary>The canary is lower.</summary>
    Low,

    /// <summary>A side has no data. Kayenta's <c>Nodata</c>.</summary>
    NoData,

    /// <summary>A side has no data, and the metric must have some: a failed metric. Kayenta's <c>NodataFailMetric</c>.</summary>
    NoDataFails,

    /// <summary>The test could not be computed. Faithful: neither passed nor failed, and never critical.</summary>
    Error,
}

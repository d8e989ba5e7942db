namespace Coalmine.Statistics.Multiplicity;

/// <summary>How p-values of several metrics are adjusted.</summary>
public enum Adjustment
{
    /// <summary>No adjustment.</summary>
    None,

    /// <summary>Times their number. Any dependence.</summary>
    Bonferroni,

    /// <summary>Step-down Bonferroni. Any dependence; never worse than Bonferroni.</summary>
    Holm,

    /// <summary>Step-up. Independence or positive dependence.</summary>
    Hochberg,

    /// <summary>Closed testing with Simes. Independence or positive dependence.</summary>
    Hommel,

    /// <summary>False discovery rate (Benjamini and Hochberg 1995). Independence or positive dependence.</summary>
    BenjaminiHochberg,

    /// <summary>False discovery rate under any dependence (Benjamini and Yekutieli 2001).</summary>
    BenjaminiYekutieli,
}

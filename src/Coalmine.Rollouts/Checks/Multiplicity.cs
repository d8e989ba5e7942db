namespace Coalmine.Rollouts.Checks;

/// <summary>How the risk of a false rollback is kept over several fixed-sample checks at one look.</summary>
public enum Multiplicity
{
    /// <summary>Each check at the full risk.</summary>
    None,

    /// <summary>The risk divided by the number of fixed-sample checks. Any dependence.</summary>
    Bonferroni,

    /// <summary>Holm's step-down (1979). Any dependence; never worse than Bonferroni.</summary>
    Holm,

    /// <summary>Hochberg's step-up (1988). Independence or positive dependence.</summary>
    Hochberg,

    /// <summary>Hommel's closed test (1988). Independence or positive dependence.</summary>
    Hommel,

    /// <summary>False discovery rate (Benjamini and Hochberg 1995). Independence or positive dependence.</summary>
    BenjaminiHochberg,

    /// <summary>False discovery rate under any dependence (Benjamini and Yekutieli 2001).</summary>
    BenjaminiYekutieli,
}

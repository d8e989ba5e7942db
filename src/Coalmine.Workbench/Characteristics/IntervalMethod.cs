namespace Coalmine.Workbench.Characteristics;

/// <summary>How an interval was made.</summary>
public enum IntervalMethod
{
    /// <summary>Wilson's score interval of a share.</summary>
    Wilson,

    /// <summary>Ranks of the ordered values; valid with values censored at the horizon.</summary>
    OrderStatistics,

    /// <summary>Student's t interval of a mean.</summary>
    StudentT,

    /// <summary>Student's t interval of the mean difference on the same replications.</summary>
    PairedT,

    /// <summary>Newcombe's interval of a difference of shares on the same replications (1998, method 10).</summary>
    NewcombePaired,

    /// <summary>Log-normal interval of a mean over repetitions of a splitting, with Student's t.</summary>
    Splitting,

    /// <summary>Student's t interval of a ratio of means, by linearization.</summary>
    RatioT,

    /// <summary>Exact interval of a Poisson rate from no event at all (Garwood 1936).</summary>
    NoEvents,
}

using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Intervals;

/// <summary>What two models answered to the same requests.</summary>
/// <param name="BothWrong">Requests that both answered wrongly.</param>
/// <param name="CanaryOnlyWrong">Requests that only the canary answered wrongly.</param>
/// <param name="BaselineOnlyWrong">Requests that only the baseline answered wrongly.</param>
/// <param name="BothRight">Requests that both answered rightly.</param>
public readonly record struct PairedCounts(double BothWrong, double CanaryOnlyWrong, double BaselineOnlyWrong, double BothRight)
{
    /// <summary>All pairs.</summary>
    public double All => BothWrong + CanaryOnlyWrong + BaselineOnlyWrong + BothRight;

    /// <summary>The canary's error rate less the baseline's; 0 without pairs.</summary>
    public double Difference => All > 0 ? (CanaryOnlyWrong - BaselineOnlyWrong) / All : 0;

    /// <summary>Refuses negative counts, NaN, and more than 2⁵³ pairs.</summary>
    internal void Check(string name)
    {
        Domain.Count(BothWrong, name);
        Domain.Count(CanaryOnlyWrong, name);
        Domain.Count(BaselineOnlyWrong, name);
        Domain.Count(BothRight, name);
    }
}

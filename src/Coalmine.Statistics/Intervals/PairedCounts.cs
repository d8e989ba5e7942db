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

    /// <summary>The canary's error rate less the baseline's.</summary>
    public double Difference => (CanaryOnlyWrong - BaselineOnlyWrong) / All;
}

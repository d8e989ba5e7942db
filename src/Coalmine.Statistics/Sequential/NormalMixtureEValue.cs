namespace Coalmine.Statistics.Sequential;

/// <summary>
/// One-sided e-value for the mean of a sum with variance proxy v: a half-normal mixture over the drift (Howard, Ramdas, McAuliffe and Sekhon 2021,
/// one-sided normal mixture): ln e = ½ ln(4ρ / (v + ρ)) + s² / (2 (v + ρ)) + ln Φ(s / √(v + ρ)). With an estimated variance it holds asymptotically only.
/// </summary>
public static class NormalMixtureEValue
{
    /// <summary>ln e.</summary>
    /// <param name="sum">The sum in units of one observation's standard deviation; positive speaks against the hypothesis that its mean is at most 0.</param>
    /// <param name="variance">Intrinsic time v: the number of observations, in the same units; at least 0.</param>
    /// <param name="rho">The time at which the mixture is tightest, divided by about 2 ln(1/α); positive, fixed before the data.</param>
    public static double LogE(double sum, double variance, double rho)
    {
        double scale = variance + rho;
        return 0.5 * Math.Log(4 * rho / scale) + sum * sum / (2 * scale) + Functions.NormalDistribution.LogUpper(-sum / Math.Sqrt(scale));
    }
}

using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The one-sided e-process for "the canary's share of errors is at most θ₀" at one constant weight: a Beta(a, b) mixture truncated to θ > θ₀. Valid for
/// the composite null by monotone likelihood ratio. Guarantee: anytime-valid.
/// </summary>
/// <remarks>Assumes that each error hits the canary with a probability of at most θ₀ given the past; exchange x for n - x and θ₀ for 1 - θ₀ to test the other
/// side (safety; a rate below a limit). With θ₀ = ½ it is the sequential McNemar test. The prior is fixed before the data. O(1).</remarks>
public static class OneSidedErrorShare
{
    /// <summary>ln e for x of n errors on the canary, θ₀ in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, θ₀ is not in (0, 1), or a prior parameter not in [1e-9, 2⁵³].</exception>
    public static double LogE(double x, double n, double theta0, double a, double b)
    {
        Domain.Events(x, n);
        Domain.Level(theta0);
        Domain.Trials(a);
        Domain.Trials(b);
        double y = n - x;
        return BetaBinomialMartingale.Log(x, y, theta0, 1 - theta0, a, b)
            + IncompleteBeta.LogUpper(theta0, a + x, b + y) - IncompleteBeta.LogUpper(theta0, a, b);
    }
}

using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The anytime-valid t test of regression-adjusted means (Lindon, Ham, Tingley and Bojinov 2022; savvi). Guarantee: anytime-valid for Gaussian errors.
/// </summary>
/// <remarks>Null: the coefficient is 0. Two-sided: t² only. Asymptotic for other errors than Gaussian ones. φ is fixed before the data. O(1).</remarks>
/// <param name="DegreesOfFreedom">ν.</param>
/// <param name="Shrinkage">r = φ/(φ + (σ/se)²), in (0, 1).</param>
public readonly record struct AnytimeT(double DegreesOfFreedom, double Shrinkage)
{
    /// <summary>The test for a prior precision φ and (σ/se)².</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not in [1e-9, 2⁵³].</exception>
    public static AnytimeT Of(double degreesOfFreedom, double phi, double information)
    {
        Domain.Trials(degreesOfFreedom);
        Domain.Trials(phi);
        Domain.Trials(information);
        return new(degreesOfFreedom, phi / (phi + information));
    }

    /// <summary>ln e = ½ ln r + (ν + 1)/2·[ln(1 + t²/ν) - ln(1 + r·t²/ν)].</summary>
    /// <exception cref="ArgumentOutOfRangeException">t² is negative or not finite.</exception>
    public double LogE(double tSquared)
    {
        Domain.Nonnegative(tSquared);
        Domain.Trials(DegreesOfFreedom);
        Domain.Level(Shrinkage);
        return (0.5 * Math.Log(Shrinkage))
        + ((DegreesOfFreedom + 1) / 2
            * (Functions.Logarithms.OnePlus(tSquared / DegreesOfFreedom) - Functions.Logarithms.OnePlus(Shrinkage * tSquared / DegreesOfFreedom)));
    }

    /// <summary>Half width of the confidence sequence in standard errors; +∞ while the evidence cannot yet reject anything.</summary>
    /// <exception cref="ArgumentOutOfRangeException">alpha is not in (0, 1).</exception>
    public double HalfWidth(double alpha)
    {
        Domain.Level(alpha);
        Domain.Trials(DegreesOfFreedom);
        Domain.Level(Shrinkage);
        double c = Math.Pow(Shrinkage * alpha * alpha, 1 / (DegreesOfFreedom + 1));
        return c <= Shrinkage ? double.PositiveInfinity : Math.Sqrt(DegreesOfFreedom * (1 - c) / (c - Shrinkage));
    }
}
